/**
 * The tables of this browser, whosever they are, as they lie there: without a key and without a library, for what is small or
 * belongs to nobody who is signed in.
 */

/**
 * The tables of an account at a school; on a shared computer they have a name of their own. What belongs to them, such as
 * their key, has a longer name.
 */
export const TABLES = /^fingerpost\/(?:shared\/)?[^/]+\/([^/]+)$/;

/** Names of all databases; none, where the browser does not list them. */
export const databaseNames = async (): Promise<readonly string[]> => {
  try {
    return (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  } catch {
    return [];
  }
};

/** As it is: no version is asked for, and it is let go of as soon as somebody else wants another. */
export const opened = (name: string): Promise<IDBDatabase> => {
  const opening = indexedDB.open(name);
  // It was deleted meanwhile: none is made.
  opening.addEventListener('upgradeneeded', () => opening.transaction?.abort());
  return asked(opening);
};

/** What a request comes to. */
export const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });
