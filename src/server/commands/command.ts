/** What a command is. */
import type { Settings } from './settings.ts';

/** Where a command speaks, and from where it was called. */
export interface Console {
  /** To the person: one line. */
  readonly say: (line: string) => void;
  /** What did not go as wished, though the command goes on: one line. */
  readonly warn: (line: string) => void;
  /** Folder in which the person stands: files that they name are meant from here. */
  readonly here: string;
}

/** A command. `run` throws Usage when it was called wrongly; any other failure is the command's own. */
export interface Command {
  /** How to call it, after "npm run fingerpost --". */
  readonly how: string;
  /** One line for the list. */
  readonly does: string;
  /** What else there is to know, a line each. */
  readonly more?: readonly string[];
  readonly run: (args: readonly string[], settings: Settings, console: Console) => Promise<void>;
}
