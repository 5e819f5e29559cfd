/** "Protect this tablet": the data keys are wrapped under four words and, where there is one, under a passkey. */
import type { KeyInHand } from './keys-in-hand.ts';
import { wipeKeys } from './keys-in-hand.ts';
import type { PasskeyRef, WordsKdf } from './key-rows.ts';
import { withKeyRows } from './key-rows.ts';
import { keyOfSecret, placeOf, wrap } from './key-wrapping.ts';
import type { Stretch } from './words-key.ts';

/** 19 MiB, two passes, one lane: OWASP ASVS 5.0, appendix C. Of what it lists, less memory to ask for: that is slow on a slow tablet. */
const COST = { memory: 19_456, passes: 2, lanes: 1 } as const;
const SALT_BYTES = 16;

/** A passkey of this device, with its secret of 32 bytes, which is wiped. */
export interface Passkey extends PasskeyRef {
  readonly secret: Uint8Array<ArrayBuffer>;
}

interface Ways {
  readonly words: string;
  readonly passkey: Passkey | null;
  readonly stretch: Stretch;
  /** For tests, which make hundreds. */
  readonly cost?: Omit<WordsKdf, 'salt'>;
}

/**
 * Wraps the keys in hand, each school in one transaction, and wipes them. Words and a passkey of before open nothing any
 * more; wrong tries are forgotten. Cut short between two schools, the rest opens as before, or by signing in.
 */
export async function protect(
  keys: readonly KeyInHand[],
  { words, passkey, stretch, cost = COST }: Ways,
): Promise<void> {
  const kdf: WordsKdf = { ...cost, salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)) };
  const byWords = await keyOfSecret(await stretch(words, kdf), 'words');
  const byPasskey = passkey && (await keyOfSecret(passkey.secret, 'passkey'));
  for (const { scope, raw } of keys) {
    const wrappedByWords = { ...(await wrap(raw, { key: byWords, place: placeOf(scope, 'words') })), kdf };
    const wrappedByPasskey =
      passkey && byPasskey
        ? {
            ...(await wrap(raw, { key: byPasskey, place: placeOf(scope, 'passkey') })),
            id: passkey.id,
            salt: passkey.salt,
          }
        : null;
    await withKeyRows(scope, (rows) =>
      rows.transact(async () => {
        await rows.put('wrapped/words', wrappedByWords);
        if (wrappedByPasskey) await rows.put('wrapped/passkey', wrappedByPasskey);
        else await rows.remove('wrapped/passkey');
        await rows.remove('guard');
      }),
    );
  }
  wipeKeys(keys);
}
