/** Commands and servers as processes of their own, over a data folder that ends with the test. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepLines, keepWordsOf } from '../support/kept-logs.ts';

const START = fileURLToPath(new URL('../../src/server/start.mjs', import.meta.url));

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** An installation: a data folder and the commands run on it. */
export interface Installation {
  readonly folder: string;
  readonly dataDir: string;
  /** Runs a command to its end. `env`: settings beyond DATA_DIR. */
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
  /** Starts a server on a free port; resolves when it listens. */
  readonly serve: (env?: Readonly<Record<string, string>>) => Promise<Serving>;
  readonly end: () => Promise<void>;
}

/** A running server. */
export interface Serving {
  readonly origin: string;
  /** What it has said so far. */
  readonly said: () => Pick<Ended, 'out' | 'err'>;
  /** Sends it a signal that does not end it. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends it with a signal, and says how it ended. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended & { readonly signal: NodeJS.Signals | null }>;
}

const READY = /Fingerpost is at (http:\S+)/;

/** A new installation with nothing in it. */
export function newInstallation(): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-commands-'));
  const dataDir = join(folder, 'data');
  const running = new Set<Serving>();
  const launch = (args: readonly string[], env: Readonly<Record<string, string>>) => {
    const { INIT_CWD: _, LOG: __, ...inherited } = process.env;
    const child = spawn(process.execPath, [START, ...args], {
      cwd: folder,
      env: { ...inherited, DATA_DIR: dataDir, PORT: '0', ...env },
    });
    // Nobody is at the keyboard.
    child.stdin.end();
    const said = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
    const ended = new Promise<Ended & { readonly signal: NodeJS.Signals | null }>((resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal, ...said }));
    });
    return { child, said, ended };
  };
  return {
    folder,
    dataDir,
    run: async (args, env = {}) => launch(args, env).ended,
    serve: async (env = {}) => {
      const { child, said, ended } = launch(['serve'], env);
      const origin = await Promise.race([
        new Promise<string>((resolve) => {
          child.stdout.on('data', () => {
            const [, address] = READY.exec(said.out) ?? [];
            if (address) resolve(address);
          });
        }),
        ended.then(({ code, err }) => Promise.reject(new Error(`The server ended with ${code}: ${err}`))),
      ]);
      const serving: Serving = {
        origin,
        said: () => said,
        signal: (signal) => void child.kill(signal),
        stop: async (signal = 'SIGTERM') => {
          running.delete(serving);
          child.kill(signal);
          const { out, err } = await ended;
          keepLines(`${out}\n${err}`);
          return ended;
        },
      };
      running.add(serving);
      return serving;
    },
    end: async () => {
      for (const serving of running) await serving.stop('SIGKILL');
      keepWordsOf(dataDir);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
