/** The commands of the server, and how they end: 0, 1 when one failed, 2 when it was called wrongly; each failure is one line. */
import { account } from './commands/account.ts';
import { audit } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import type { Command, Console } from './commands/command.ts';
import { erase } from './commands/erase.ts';
import { importPupils } from './commands/import-pupils.ts';
import { init } from './commands/init.ts';
import { restore } from './commands/restore.ts';
import { serve, start } from './commands/serve.ts';
import { SETTINGS_HELP, readSettings } from './commands/settings.ts';
import { Usage, shown } from './commands/usage.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['start', start],
  ['serve', serve],
  ['init', init],
  ['import', importPupils],
  ['account', account],
  ['backup', backup],
  ['restore', restore],
  ['erase', erase],
  ['audit', audit],
]);

const CALL = 'npm run fingerpost --';
const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
const SETTINGS = ['', 'Settings, from the environment:', ...SETTINGS_HELP.map((line) => `  ${line}`)];

const HELP = [
  `${CALL} COMMAND`,
  '',
  ...[...COMMANDS].map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`),
  '',
  `More about one: ${CALL} COMMAND --help`,
  ...SETTINGS,
].join('\n');

const helpOf = ({ how, does, more = [] }: Command): string => {
  const sentence = `${does.charAt(0).toUpperCase()}${does.slice(1)}.`;
  return [...how.split(' | ').map((one) => `${CALL} ${one}`), '', sentence, ...more, ...SETTINGS].join('\n');
};

/** Runs a command called from the folder `here`; resolves with the exit code. */
export function main(args: readonly string[], here: string): Promise<number> {
  // What it writes is about children: for the account that runs it alone.
  process.umask(0o077);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const warn = (line: string) => void process.stderr.write(`${line}\n`);
  return command(args, process.env, { say, warn, here });
}

/** Runs a command with these settings; resolves with the exit code. */
export async function command(
  [name = 'start', ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  console: Console,
): Promise<number> {
  const { say, warn, here } = console;
  const called = COMMANDS.get(name);
  if (name === '--help' || name === '-h' || name === 'help') return (say(HELP), 0);
  if (!called) return (warn(`There is no command ${shown(name)}. See: ${CALL} --help`), 2);
  if (args.includes('--help') || args.includes('-h')) return (say(helpOf(called)), 0);
  try {
    await called.run(args, readSettings(env, here), console);
    return 0;
  } catch (problem) {
    warn(problem instanceof Error ? oneLine(problem.message) : 'It failed.');
    return problem instanceof Usage ? 2 : 1;
  }
}

const oneLine = (text: string): string => text.split('\n')[0] ?? text;
