/** Something that must never happen has happened. */
export class Broken extends Error {
  override name = 'Broken';
}

/** How a history failed: in words, and in which step; the step after the last one is the calm. */
export interface Failure {
  readonly message: string;
  readonly step: number;
}

/** Ends the history with what was broken. Throws a Broken. */
export const fail = (message: string): never => {
  throw new Broken(message);
};
