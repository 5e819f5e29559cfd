/**
 * The key with which this device signs what a person saves on it, and the server's key that it is sealed to. The private key
 * lies in a box under the data key: a locked device signs nothing. Source: protocol/sealed.ts, SPEC I21.
 */
import type { Enrolled, Enrolling } from '../protocol/sealed.ts';
import { SIGNING } from '../protocol/seal-format.ts';
import { askServer } from './ask-server.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { Box, DeviceDatabase, StateRow } from './database.ts';
import type { Vault } from './vault.ts';

/** As it is kept, in `meta`. */
export interface EnrolmentRow extends Enrolled {
  /** The private key, PKCS 8. */
  readonly box: Box;
}

/** Opened: what seals are made with. */
export interface Enrolment extends Enrolled {
  readonly key: CryptoKey;
}

/** Of one account at one school. */
export interface EnrolmentParts {
  readonly db: DeviceDatabase;
  readonly vault: Vault;
  readonly school: string;
  /** The window is done with these tables; they may be deleted by now, and a write would make them anew. */
  readonly isOver: () => boolean;
  /** Is the person still signed in? Else the browser's cookie may be somebody else's, and nothing is asked of the server. */
  readonly isHere: () => boolean;
  /** The release, which every call names. */
  readonly app: string;
}

/** The enrolment of this device; made at the first call with a connection. Null: there is none yet. */
export async function enrolmentOf(parts: EnrolmentParts): Promise<Enrolment | null> {
  const row = (await parts.db.meta.get('enrolment')) as EnrolmentRow | undefined;
  const key = row && (await openKey(parts.vault, row));
  return row && key ? { enrolment: row.enrolment, serverKey: row.serverKey, key } : enrolAfresh(parts);
}

async function openKey(vault: Vault, { enrolment, box }: EnrolmentRow): Promise<CryptoKey | null> {
  const json = await vault.open('enrolment', enrolment, 0, box);
  return json === null ? null : keyForUse(fromBase64(JSON.parse(json) as string));
}

const keyForUse = (pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, SIGNING, false, ['sign']);

/** Tells the server of this device's key once more: one that was restored may not know it, and takes no seal of it then. */
export async function enrolAgain({ db, vault, school, app }: EnrolmentParts): Promise<void> {
  const row = (await db.meta.get('enrolment')) as EnrolmentRow | undefined;
  const json = row && (await vault.open('enrolment', row.enrolment, 0, row.box));
  if (!json) return;
  const pkcs8 = fromBase64(JSON.parse(json) as string);
  const { d: _, ...open } = await crypto.subtle.exportKey(
    'jwk',
    await crypto.subtle.importKey('pkcs8', pkcs8, SIGNING, true, ['sign']),
  );
  pkcs8.fill(0);
  const publicKey = await crypto.subtle.importKey('jwk', { ...open, key_ops: ['verify'] }, SIGNING, true, ['verify']);
  const { device } = (await db.meta.get('state')) as StateRow;
  const key = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
  await tell([school, app], { device, key });
}

async function enrolAfresh({ db, vault, school, app, isOver, isHere }: EnrolmentParts): Promise<Enrolment | null> {
  if (!isHere()) return null;
  const { device } = (await db.meta.get('state')) as StateRow;
  const pair = await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const [publicKey, privateKey] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ]);
  const enrolled = await tell([school, app], { device, key: toBase64(new Uint8Array(publicKey)) });
  if (enrolled === null || isOver()) return null;
  const pkcs8 = new Uint8Array(privateKey);
  const box = await vault.seal('enrolment', enrolled.enrolment, 0, JSON.stringify(toBase64(pkcs8)));
  const key = await keyForUse(pkcs8);
  pkcs8.fill(0);
  await db.meta.put({ ...enrolled, box } satisfies EnrolmentRow, 'enrolment');
  return { ...enrolled, key };
}

/** Tells the server of a key; null: it was not reached or says no. */
async function tell([school, app]: readonly [string, string], enrolling: Enrolling): Promise<Enrolled | null> {
  const address = `/api/schools/${encodeURIComponent(school)}/enrolment`;
  const answer = await askServer(['PUT', address], app, enrolling);
  // A captive portal answers too.
  const said = answer?.ok ? ((await answer.json().catch(() => null)) as Partial<Enrolled> | null) : null;
  const { enrolment, serverKey } = said ?? {};
  return typeof enrolment === 'string' && typeof serverKey === 'string' ? { enrolment, serverKey } : null;
}
