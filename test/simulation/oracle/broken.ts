/** Something that must never happen has happened. */
export class Broken extends Error {
  override name = 'Broken';
}

/** Ends the history with what was broken. Throws a Broken. */
export const fail = (message: string): never => {
  throw new Broken(message);
};
