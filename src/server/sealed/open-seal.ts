/** Opening one seal: whose signature it bears is checked before it is opened. Source: protocol/sealed.ts. */
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { SchoolId } from '../../domain/ids.ts';
import type { Delivery } from '../../protocol/sealed.ts';
import {
  PUBLIC_KEY_BYTES,
  SEAL_ALGORITHM,
  SEAL_INFO,
  SIGNATURE_BYTES,
  SIGNING,
  sealLabel,
} from '../../protocol/seal-format.ts';
import { mutation } from '../../protocol/sync.ts';
import { suite } from './keys.ts';
import type { sealingKeys } from './keys.ts';

/** What seals are opened with: of one enrolment at one school. */
export interface Opener {
  readonly school: SchoolId;
  readonly enrolment: string;
  /** Public key of the enrolment, base64. */
  readonly key: string;
  readonly keys: Awaited<ReturnType<typeof sealingKeys>>;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();
const info = encoder.encode(SEAL_INFO);

/** The mutation in a seal; null when it was not signed by this enrolment, does not open, or is none. */
export async function openSeal(
  opener: Opener,
  { id, seal, first }: Delivery['seals'][number],
): Promise<MutationEnvelope | null> {
  const bytes = new Uint8Array(Buffer.from(seal, 'base64'));
  const end = bytes.length - SIGNATURE_BYTES;
  const start = 1 + PUBLIC_KEY_BYTES;
  if (bytes[0] !== SEAL_ALGORITHM || end <= start) return null;
  const label = encoder.encode(sealLabel(opener.school, opener.enrolment, id));
  if (!(await isSigned(opener, label, [bytes.subarray(0, end), bytes.subarray(end)]))) return null;
  try {
    const options = { info, aad: label };
    const plain = await suite.Open(opener.keys, bytes.slice(1, start), bytes.slice(start, end), options);
    const read = mutation.safeParse(JSON.parse(decoder.decode(plain)));
    if (!read.success || read.data.id !== id) return null;
    const { first: _, ...envelope } = read.data;
    return { ...envelope, args: envelope.args, ...(first === undefined ? {} : { first }) };
  } catch {
    // What it holds was sealed to another key, or is not JSON: nothing can be said of it.
    return null;
  }
}

async function isSigned(
  { key }: Opener,
  label: Uint8Array<ArrayBuffer>,
  [sealed, signature]: readonly [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>],
): Promise<boolean> {
  const signed = Buffer.concat([sealed, label]);
  try {
    const publicKey = await crypto.subtle.importKey('raw', Buffer.from(key, 'base64'), SIGNING, false, ['verify']);
    return await crypto.subtle.verify(SIGNING, publicKey, signature, signed);
  } catch {
    return false;
  }
}
