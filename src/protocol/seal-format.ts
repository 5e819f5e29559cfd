/**
 * A seal, bytes:
 *   algorithm (1) · encapsulated key (65) · sealed mutation (length of its JSON + 16) · signature (64)
 * The mutation is encrypted to the server's public key with HPKE, base mode (RFC 9180: DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM); the signature, over all bytes before it and the label, is ECDSA on P-256 with SHA-256 by the
 * device's enrolment key. The label is authenticated by both: school, enrolment, mutation.
 */

/** The one algorithm there is: P-256, HKDF-SHA256, AES-256-GCM, ECDSA with SHA-256. */
export const SEAL_ALGORITHM = 1;
/** Bytes of a public key of P-256, uncompressed, and of an encapsulated key. */
export const PUBLIC_KEY_BYTES = 65;
/** Bytes of a signature, as WebCrypto gives it. */
export const SIGNATURE_BYTES = 64;
/** What HPKE is told that the key is for. */
export const SEAL_INFO = 'fingerpost sealed outbox 1';
/** How WebCrypto names the signing. */
export const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** What encryption and signature of a seal are bound to, in UTF-8. */
export const sealLabel = (school: string, enrolment: string, mutation: string): string =>
  JSON.stringify([SEAL_INFO, school, enrolment, mutation]);
