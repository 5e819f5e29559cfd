/** Who in this window holds words that are typed and not on the device: it must not be reloaded then. */

const holding = new Set<object>();

/** The holders say so themselves (typing.ts). */
export const unsavedWords = {
  hold: (holder: object): void => void holding.add(holder),
  release: (holder: object): void => void holding.delete(holder),
};

/** Are there any? */
export const hasUnsavedWords = (): boolean => holding.size > 0;
