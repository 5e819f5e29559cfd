/**
 * Room and protection on this device. The browser is asked once, after the first real save, to keep the tables for good:
 * a person who has just saved something is likely to be believed.
 */

/** What the browser says of its storage; null where it cannot say. */
export interface StorageFacts {
  /** The browser will not clear it by itself. */
  readonly protectedFromClearing: boolean | null;
  readonly leftBytes: number | null;
  /** The app runs from the home screen or as a window of its own: Safari then keeps its tables for longer than 7 days. */
  readonly installed: boolean;
}

/** The parts of the browser that are asked. */
export interface StorageBrowser {
  readonly storage?: Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>> | undefined;
  readonly installed: boolean;
}

/** The browser of this page. */
export const thisBrowser = (): StorageBrowser => ({
  storage: navigator.storage,
  installed:
    matchMedia('(display-mode: standalone)').matches ||
    // Only Safari has it.
    (navigator as { standalone?: boolean }).standalone === true,
});

/** The facts of now. Never rejects: what the browser does not tell is null. */
export async function readStorageFacts({ storage, installed }: StorageBrowser): Promise<StorageFacts> {
  const [protectedFromClearing, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => null) ?? null,
    storage?.estimate?.().catch(() => null) ?? null,
  ]);
  const quota = estimate?.quota;
  return { protectedFromClearing, leftBytes: quota === undefined ? null : quota - (estimate?.usage ?? 0), installed };
}

/** Asks the browser to keep the tables, unless it does already. Call it after a save; it asks once in a page's life. */
export function createProtection({ storage }: StorageBrowser): () => Promise<boolean | null> {
  let asked: Promise<boolean | null> | null = null;
  const ask = async () => {
    try {
      return (await storage?.persisted?.()) === true ? true : ((await storage?.persist?.()) ?? null);
    } catch {
      return null;
    }
  };
  return () => (asked ??= ask());
}

let protection: (() => Promise<boolean | null>) | null = null;

/** Asks the browser of this page. */
export const protect = (): Promise<boolean | null> => (protection ??= createProtection(thisBrowser()))();
