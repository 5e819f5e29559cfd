/** Why this device could not save or read, in a sentence. */
import type { Saved } from '../../queries/mutate.ts';

/** What can be wrong with a device's storage. */
export type StorageTrouble = Extract<Saved, { readonly kind: 'not-saved' }>['why'];

const WORDS: Readonly<Record<StorageTrouble, string>> = {
  full: 'This tablet is full.',
  blocked: 'Another window of Fingerpost is holding this tablet’s storage. Close it, then try again.',
  lost: 'The browser lost its storage for a moment.',
  broken: 'This tablet could not save.',
  cleared: 'The browser cleared Fingerpost’s storage.',
};

/** "This tablet is full." */
export const storageWords = (why: StorageTrouble): string => WORDS[why];
