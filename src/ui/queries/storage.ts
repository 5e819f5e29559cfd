/** Room and protection on this device, in words. */
import { useEffect, useState } from 'preact/hooks';
import type { StorageFacts } from '../../device/persistence.ts';
import { createProtection, readStorageFacts, thisBrowser } from '../../device/persistence.ts';

export type { StorageFacts } from '../../device/persistence.ts';

const MEGABYTE = 1024 * 1024;
/** Below this it is said how much is left. */
const LITTLE_BYTES = 500 * MEGABYTE;

/** The facts of now; nothing is known until the browser has answered. */
export function useStorageFacts(): StorageFacts {
  const [facts, setFacts] = useState<StorageFacts>({ protectedFromClearing: null, leftBytes: null, installed: false });
  useEffect(() => {
    void readStorageFacts(thisBrowser()).then(setFacts);
  }, []);
  return facts;
}

/** Whether the browser will clear it by itself, in words. */
export const keptWords = ({ protectedFromClearing }: StorageFacts): string =>
  protectedFromClearing === null ? 'Not known' : protectedFromClearing ? 'Yes' : 'No';

/** Asks the browser, once more, to keep what is here for good; whether it says yes. Never rejects. */
export const askToKeep = async (): Promise<boolean> => (await createProtection(thisBrowser())()) === true;

/** Under 500 MB, as far as the browser tells. */
export const isNearlyFull = ({ leftBytes }: StorageFacts): boolean => leftBytes !== null && leftBytes < LITTLE_BYTES;

/** Room left in words: "Plenty", or how much there is under 500 MB. */
export function roomWords(facts: StorageFacts): string {
  if (facts.leftBytes === null) return 'Not known';
  return isNearlyFull(facts) ? `${Math.max(0, Math.floor(facts.leftBytes / MEGABYTE))} MB` : 'Plenty';
}
