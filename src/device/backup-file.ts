/**
 * A backup file: own changes that the school does not have, sealed under a passphrase, to be read back on any device.
 * Format, version 1:
 *   one line of JSON in the clear, ended by a line feed, then the sealed bytes to the end of the file.
 *   header  format     "fingerpost-backup"
 *           version    1; a reader that knows a lower one only says so and stops
 *           school     id of the school, so that a file of another school is told apart before a passphrase is asked for
 *           madeAt     instant
 *           kdf        name "argon2id", memory in KiB, passes, lanes, salt (16 bytes, base64): RFC 9106
 *           nonce      12 bytes, base64
 *           body       how many bytes follow, and their SHA-256 (base64): a cut or damaged file is not taken for a wrong passphrase
 *   body    the contents as JSON, deflated (RFC 1951), under AES-256-GCM with the header's bytes as additional data
 * Nothing in the clear is about a person. Contents: whose changes they are, and the changes as they go over the wire.
 */
import { argon2id } from 'hash-wasm';
import type { SchoolId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import { err, ok } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { BackupContents, BackupHeader as Header } from '../protocol/backup.ts';
import { BACKUP_FORMAT, BACKUP_VERSION, anyBackupHeader, backupContents, backupHeader } from '../protocol/backup.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { compress, decompress } from './compression.ts';

const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
const LINE_FEED = 0x0a;
/** No header is longer; what has no line feed by then is no backup file. Bytes. */
const HEADER_MAX_BYTES = 2048;

/** No file of more bytes is read or made: the unsent words of one device are far fewer, and a page holds this much. */
export const BACKUP_MAX_BYTES = 50 * 1024 * 1024;

/** What trying one passphrase costs. */
export interface KdfCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The second choice of RFC 9106, for devices with little memory: 64 MiB, three passes. About half a second. */
const COST: KdfCost = { memory: 65_536, passes: 3, lanes: 4 };

/** A backup, and what its header says. */
export interface Backup {
  readonly school: SchoolId;
  readonly madeAt: Instant;
  readonly contents: BackupContents;
}

/** Why a file cannot be read. `closed`: the passphrase does not open it. */
export type BackupProblem = 'no-backup' | 'newer' | 'damaged' | 'closed';

/** The file of a backup. */
export async function sealBackup(
  { school, madeAt, contents }: Backup,
  passphrase: string,
  cost: KdfCost = COST,
): Promise<Uint8Array<ArrayBuffer>> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await keyOf(passphrase, salt, cost);
  const packed = await compress(new TextEncoder().encode(JSON.stringify(contents)));
  const fixed = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    school,
    madeAt,
    kdf: { name: 'argon2id', memory: cost.memory, passes: cost.passes, lanes: cost.lanes, salt: toBase64(salt) },
    nonce: toBase64(nonce),
  } as const;
  const additionalData = boundTo(fixed);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, packed);
  const body = new Uint8Array(sealed);
  const header: Header = { ...fixed, body: { bytes: body.byteLength, sha256: await digestOf(body) } };
  return joined([new TextEncoder().encode(`${JSON.stringify(header)}\n`), body]);
}

/** What the file says in the clear. Its bytes are all here and as they were written, or it is refused. */
export async function readBackupHeader(
  file: Uint8Array<ArrayBuffer>,
): Promise<Result<Pick<Backup, 'school' | 'madeAt'>, BackupProblem>> {
  const parts = await partsOf(file);
  return parts.ok ? ok({ school: parts.value.header.school, madeAt: parts.value.header.madeAt }) : parts;
}

/** The backup in a file. */
export async function openBackup(
  file: Uint8Array<ArrayBuffer>,
  passphrase: string,
): Promise<Result<Backup, BackupProblem>> {
  const parts = await partsOf(file);
  if (!parts.ok) return parts;
  if (plainPassphrase(passphrase) === '') return err('closed');
  const { header, body } = parts.value;
  const { body: _, ...fixed } = header;
  const key = await keyOf(passphrase, fromBase64(header.kdf.salt), header.kdf);
  const opening = { name: 'AES-GCM', iv: fromBase64(header.nonce), additionalData: boundTo(fixed) };
  // OperationError is the one way in which AES-GCM says that key and bytes do not belong together.
  const packed = await crypto.subtle.decrypt(opening, key, body).catch(() => null);
  if (packed === null) return err('closed');
  const contents = backupContents.safeParse(await unpacked(new Uint8Array(packed)));
  // It was sealed as it is, so it is the reader that does not know what is in it.
  if (!contents.success) return err('newer');
  return ok({ school: header.school, madeAt: header.madeAt, contents: contents.data });
}

/** The passphrase as it is used: case, hyphens and how much space there is do not count. */
export const plainPassphrase = (passphrase: string): string =>
  passphrase
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, ' ')
    .trim();

interface Parts {
  readonly header: Header;
  readonly body: Uint8Array<ArrayBuffer>;
}

async function partsOf(file: Uint8Array<ArrayBuffer>): Promise<Result<Parts, BackupProblem>> {
  const end = file.subarray(0, HEADER_MAX_BYTES).indexOf(LINE_FEED);
  const claimed = end === -1 ? null : jsonOf(file.subarray(0, end));
  const ours = anyBackupHeader.safeParse(claimed);
  if (!ours.success) return err('no-backup');
  if (ours.data.version > BACKUP_VERSION) return err('newer');
  const header = backupHeader.safeParse(claimed);
  if (!header.success) return err('damaged');
  const body = file.subarray(end + 1);
  const { bytes, sha256 } = header.data.body;
  if (body.byteLength !== bytes || (await digestOf(body)) !== sha256) return err('damaged');
  return ok({ header: header.data, body });
}

function jsonOf(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

const unpacked = (packed: Uint8Array<ArrayBuffer>): Promise<unknown> => decompress(packed).then(jsonOf, () => null);

/** All of the header that was known before the body was sealed; the body's own sum needs no seal. */
const boundTo = (fixed: Omit<Header, 'body'>) => new TextEncoder().encode(JSON.stringify(fixed));

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, cost: KdfCost): Promise<CryptoKey> {
  const bits = await argon2id({
    password: plainPassphrase(passphrase),
    salt,
    memorySize: cost.memory,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  return crypto.subtle.importKey('raw', new Uint8Array(bits), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((bytes, part) => bytes + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}
