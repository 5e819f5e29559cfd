/** How a command was called: its options and files, or a sentence for the person at the keyboard. */
import { parseArgs } from 'node:util';

/** A command was called wrongly, or given what it cannot use: one line, exit code 2. */
export class Usage extends Error {
  override name = 'Usage';
}

/** What a command takes. `files`: the fewest and the most of what follows without a name. */
interface Takes {
  readonly options?: readonly string[];
  readonly files?: readonly [number, number];
}

/** What a command was given. */
export interface Given {
  readonly options: ReadonlyMap<string, string>;
  readonly files: readonly string[];
}

/** Reads what follows the command's name. Throws Usage. `how`: the way to call it, for the sentence. */
export function readArguments(args: readonly string[], how: string, { options = [], files = [0, 0] }: Takes): Given {
  const wanted = `Call it so: ${how}`;
  const known = Object.fromEntries(options.map((name) => [name, { type: 'string' } as const]));
  const { tokens } = parseArgs({ args: [...args], options: known, strict: false, tokens: true });
  const given = new Map<string, string>();
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = optionProblem(token, options, given);
    if (problem) throw new Usage(`${problem} ${wanted}`);
    given.set(token.name, (token.value ?? '').trim());
  }
  const [least, most] = files;
  if (rest.length < least || rest.length > most) throw new Usage(wanted);
  return { options: given, files: rest };
}

interface Option {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** What is wrong with an option, as a sentence. */
function optionProblem(
  { name, rawName, value = '', inlineValue }: Option,
  options: readonly string[],
  given: ReadonlyMap<string, string>,
): string | null {
  if (!options.includes(name)) return `It has no option ${shown(rawName)}.`;
  if (given.has(name)) return `${rawName} is there twice.`;
  // "--name --leader X": the name was forgotten.
  const forgotten = value.trim() === '' || (!inlineValue && value.startsWith('--'));
  return forgotten ? `${rawName} has no value.` : null;
}

/** What was typed, fit for a line of its own. */
export const shown = (typed: string): string => JSON.stringify(typed.slice(0, 40));
