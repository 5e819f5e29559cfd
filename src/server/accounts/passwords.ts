/**
 * Passwords (argon2id) and random secrets. At most two hashes at once, a bounded queue behind them, so that a class that
 * signs in together waits and nobody can exhaust the memory. Source: OWASP ASVS 5.0, 11.4.2.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { createTurns } from './turns.ts';

/** m 46 MiB, t 1, p 1: OWASP ASVS appendix C. */
const ARGON = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;
const AT_ONCE = 2;
const QUEUE_MAX = 200;

const inTurn = createTurns(AT_ONCE, QUEUE_MAX);

/** The hash that is stored of a password. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), ARGON));

/**
 * m 12 MiB, t 3, p 1: as strong by the same appendix, and six times as quick, for codes that are drawn and not chosen: a year
 * group's are made in seconds. Codes that are out work no more when this changes.
 */
const CODE_ARGON = { memoryCost: 12_288, timeCost: 3, parallelism: 1 } as const;

/** What is stored of a code that people type: one that is short is slow to try. The same salt gives the same again, so it is found by it. */
export const slowHash = (secret: string, salt: Uint8Array): Promise<string> =>
  inTurn(() => hash(secret, { ...CODE_ARGON, salt }));

/** The salt of a slow hash; null: it is none. */
export function saltOf(stored: string): Buffer | null {
  const [, kind, , , salt] = stored.split('$');
  return kind === 'argon2id' && salt !== undefined ? Buffer.from(salt, 'base64') : null;
}

/** Was it made with other work than hashes are made with today? */
export const isOutdated = (stored: string): boolean => !stored.startsWith(MADE_SO);

/** Against nothing, it takes as long as against a real hash: nobody learns whether the account is there. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await inTurn(() => verify(stored ?? NOBODYS, password.normalize('NFKC')));
  return right && stored !== null;
}

const MADE_SO = `$argon2id$v=19$m=${ARGON.memoryCost},t=${ARGON.timeCost},p=${ARGON.parallelism}$`;
const unpadded = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '');
/** A hash of no password: nobody has looked for one that gives it. */
const NOBODYS = `${MADE_SO}${unpadded(16)}$${unpadded(32)}`;

/** A session token: 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');
/** What is stored of a token: nothing that could be used. Of a code it is the first half of what is stored (codes.ts, ways.ts). */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const CODE_LETTERS = 'ABCDEFGHJKMNPQRTUVWXY346789';
/** An activation code to hand over, about 57 bits: "K7QM-3XTR-9VDA", no letters that look alike. */
export function newCode(): string {
  const letters = Array.from({ length: 12 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)] ?? 'A');
  return [0, 4, 8].map((i) => letters.slice(i, i + 4).join('')).join('-');
}
/** A code as it was typed, without spaces, hyphens and case. */
export const plainCode = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
