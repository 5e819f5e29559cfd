/** Room and protection on this device, in words. */
import { useEffect, useState } from 'preact/hooks';

/** What the browser says of its storage; null while it has not answered, or where it cannot say. */
export interface StorageFacts {
  /** The browser will not clear it by itself. */
  readonly protectedFromClearing: boolean | null;
  /** Bytes that are left. */
  readonly leftBytes: number | null;
  readonly installed: boolean;
}

const LITTLE_BYTES = 500 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** The facts of now. */
export function useStorageFacts(): StorageFacts {
  const [facts, setFacts] = useState<StorageFacts>({ protectedFromClearing: null, leftBytes: null, installed: false });
  useEffect(() => {
    void readFacts().then(setFacts);
  }, []);
  return facts;
}

async function readFacts(): Promise<StorageFacts> {
  const installed = matchMedia('(display-mode: standalone)').matches;
  const storage = navigator.storage as StorageManager | undefined;
  const protectedFromClearing = (await storage?.persisted?.().catch(() => null)) ?? null;
  const estimate = await storage?.estimate?.().catch(() => null);
  const leftBytes = estimate?.quota === undefined ? null : estimate.quota - (estimate.usage ?? 0);
  return { protectedFromClearing, leftBytes, installed };
}

/** Under 500 MB, as far as the browser tells. */
export const isNearlyFull = ({ leftBytes }: StorageFacts): boolean => leftBytes !== null && leftBytes < LITTLE_BYTES;

/** Room left in words: "Plenty", or how much under 500 MB. */
export function roomWords({ leftBytes }: StorageFacts): string {
  if (leftBytes === null) return 'Not known';
  return leftBytes > LITTLE_BYTES ? 'Plenty' : `${Math.max(0, Math.round(leftBytes / MEGABYTE))} MB`;
}
