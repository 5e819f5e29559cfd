/**
 * The real server as a process of its own, on loopback, over a data folder of its own: started, stopped, killed and started
 * again at the same address, as a school's server is.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepLines, keepWordsOf } from '../../support/kept-logs.ts';
import { copyDemoData } from './demo-data.ts';

/** A school's server. `log` is all that it has printed. */
export interface AppServer {
  readonly origin: string;
  readonly dataDir: string;
  readonly log: () => string;
  readonly start: () => Promise<void>;
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  readonly command: (...args: readonly string[]) => Promise<string>;
  readonly end: () => Promise<void>;
}

const READY = /Fingerpost is at (http:\S+)/;

const SCRIPT = 'src/server/start.mjs';

/** A server that is not started yet. `env`: settings beyond DATA_DIR, with PORT if it must be known before; `script`: what starts it. */
export async function newServer(env: Readonly<Record<string, string>> = {}, script = SCRIPT): Promise<AppServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fingerpost-school-'));
  if (Object.keys(env).length === 0) await copyDemoData(dataDir, makeDemo);
  const port = env['PORT'] === undefined ? await freePort() : Number(env['PORT']);
  const settings = { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG: 'on', ...env };
  let child: ChildProcess | null = null;
  let log = '';
  /** What it printed as a server: what its commands print is for whoever types them. */
  let served = '';
  const run = (args: readonly string[]): ChildProcess => {
    const started = spawn(process.execPath, [script, ...args], { env: settings });
    const said = (data: Buffer) => {
      log += data.toString();
      if (args[0] === 'start') served += data.toString();
    };
    started.stdout.on('data', said);
    started.stderr.on('data', said);
    return started;
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    const running = child;
    child = null;
    if (running && running.exitCode === null) {
      running.kill(signal);
      await ended(running);
    }
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    log: () => log,
    stop,
    async start() {
      const from = log.length;
      const starting = run(['start']);
      child = starting;
      while (!READY.test(log.slice(from))) {
        if (starting.exitCode !== null) throw new Error(`The server did not start:\n${log.slice(from)}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async command(...args) {
      const from = log.length;
      await ended(run(args));
      return log.slice(from);
    },
    async end() {
      await stop();
      keepLines(served);
      keepWordsOf(dataDir);
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Makes the demo school in a folder, as the first start of a server does. */
async function makeDemo(folder: string): Promise<void> {
  await mkdir(folder);
  const maker = await newServer({ DATA_DIR: folder });
  await maker.start();
  await maker.end();
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => void child.once('close', () => resolve()));

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => void server.close(closed));
  return port;
}
