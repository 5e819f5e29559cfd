/** Opening a locked device with four words or a passkey, without internet: before anybody is signed in, so there is no house. */
import { withKeyRows } from '../../device/key-rows.ts';
import type { KeyInHand } from '../../device/keys-in-hand.ts';
import { putToUse } from '../../device/keys-in-hand.ts';
import type { KeptSession } from '../../device/last-key.ts';
import { changeKept, keptOthers, keptSession } from '../../device/last-key.ts';
import { askPasskey } from '../../device/passkey.ts';
import type { WaysIn } from '../../device/unlock.ts';
import { tryPasskey, tryWords, waysIn as waysOf } from '../../device/unlock.ts';
import { stretchInWorker } from '../../device/words-worker-port.ts';

/** What came of a try. `left`: tries; `waitMs`: until the next one is heard. */
export type UnlockTried =
  | { readonly kind: 'open' }
  | { readonly kind: 'wrong'; readonly left: number; readonly waitMs: number }
  | { readonly kind: 'too-soon'; readonly waitMs: number }
  /** The words open nothing any more, or never did. */
  | { readonly kind: 'none' }
  /** Too long without the school. */
  | { readonly kind: 'lease-over' }
  /** The person did not give the passkey, or it is another one. */
  | { readonly kind: 'not-given' };

/** What the locked page is given. */
export interface Unlocking {
  /** What opens this device. */
  waysIn(): Promise<WaysIn>;
  isLocked(): boolean;
  withWords(words: string): Promise<UnlockTried>;
  /** Inside a tap. */
  withPasskey(): Promise<UnlockTried>;
}

const scopes = (): readonly string[] => [keptSession(), ...keptOthers()].flatMap((kept) => kept?.scope ?? []);

/** What opens this device. */
const waysIn = (): Promise<WaysIn> => waysOf(scopes()[0] ?? '', Date.now());

/** Still: another window may have opened it. */
const isLocked = (): boolean => keptSession()?.locked === true;

/** Tries words. */
async function withWords(words: string): Promise<UnlockTried> {
  const tried = await tryWords(scopes(), { words, stretch: stretchInWorker, nowMs: Date.now() });
  if (tried.kind === 'none') changeKept(({ words: _, ...kept }) => kept);
  return tried.kind === 'open' ? opened(tried.keys) : tried;
}

/** Tries the passkey; inside a tap. */
async function withPasskey(): Promise<UnlockTried> {
  const tried = await tryPasskey(scopes(), askPasskey, Date.now());
  if (tried.kind === 'open') await withKeyRows(scopes()[0] ?? '', (rows) => rows.remove('guard'));
  return tried.kind === 'open' ? opened(tried.keys) : tried;
}

/** All of it: given to the screen, since it stands on the tables. */
export const unlocking: Unlocking = { waysIn, isLocked, withWords, withPasskey };

async function opened(keys: readonly KeyInHand[]): Promise<UnlockTried> {
  const open = new Set(keys.map(({ scope }) => scope));
  await putToUse(keys);
  changeKept(({ locked, ...kept }): KeptSession => (open.has(kept.scope) || !locked ? kept : { ...kept, locked }));
  return { kind: 'open' };
}
