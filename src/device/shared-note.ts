/** Which tables of a shared computer have still to be deleted: names of opaque ids. Asked before their library is loaded. */

const KEY = 'fingerpost.shared';

const read = (): readonly string[] => localStorage.getItem(KEY)?.split(' ') ?? [];
const write = (all: readonly string[]): void =>
  all.length === 0 ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, all.join(' '));

/** Before the name of tables whose person has left. */
const LEFT = '-';
const nameIn = (entry: string): string => (entry.startsWith(LEFT) ? entry.slice(1) : entry);
const others = (scope: string): readonly string[] => read().filter((entry) => nameIn(entry) !== scope);

/** The note. */
export const sharedNote = {
  now: (): readonly string[] => read().map(nameIn),
  /** Is somebody signed in, for all that is known? `scope`: with these tables. */
  isOpen: (scope?: string): boolean => read().some((entry) => nameIn(entry) === entry && (scope ?? entry) === entry),
  add: (scope: string): void => write([...others(scope), scope]),
  leave: (scope: string): void => write([...others(scope), LEFT + scope]),
  /** Somebody else has signed in: whoever was here has left. */
  leaveAll: (): void => write(read().map((entry) => LEFT + nameIn(entry))),
  remove: (scope: string): void => write(others(scope)),
};
