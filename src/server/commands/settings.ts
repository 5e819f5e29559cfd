/** The settings of an installation, from the environment. A wrong one stops the command: half-understood settings of a school's server are worse. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Store } from '../store/store.ts';
import type { ProviderSettings } from '../accounts/provider.ts';
import { openLedger } from '../store/ledger.ts';
import { openStore } from '../store/store.ts';
import { PROVIDER_HELP, readProvider } from './provider-settings.ts';
import { Usage, shown } from './usage.ts';

/** How the server is set up. */
export interface Settings {
  /** TCP port; 0: any that is free. */
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** A demo school may be made and tried without a password. */
  readonly demo: boolean;
  /** People reach it over https, through a proxy. */
  readonly https: boolean;
  /** The address that people use, without a path; null: not set. */
  readonly origin: string | null;
  /** The school's own sign-in service; null: there is none. */
  readonly provider: ProviderSettings | null;
  readonly log: boolean;
  /** Folder of the backups. */
  readonly backupDir: string;
  /** Milliseconds between backups while it serves; null: none are made. */
  readonly backupEveryMs: number | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What each setting means, for --help. */
export const SETTINGS_HELP = [
  'PORT        port to listen on (8080)',
  'HOST        address to listen on (127.0.0.1, this computer alone)',
  'DATA_DIR    folder of the data (.data)',
  'DEMO        on, or off: no demo school (on)',
  'PUBLIC_URL  address that people use, https://… behind a proxy',
  'LOG         on: a line for each request (off)',
  'BACKUP_DIR  folder of the backups (backups, in DATA_DIR)',
  'BACKUP_EVERY  minutes between backups while it serves, or off (15)',
  ...PROVIDER_HELP,
] as const;

const PORT_MAX = 65_535;

/** Reads the settings; a relative DATA_DIR is meant from `here`, where the person stands. Throws Usage. */
export function readSettings(env: Environment, here: string): Settings {
  const of = (name: string, otherwise: string) => env[name]?.trim() || otherwise;
  const isOn = (name: string, otherwise: string) => {
    const word = of(name, otherwise).toLowerCase();
    if (word !== 'on' && word !== 'off') throw new Usage(`${name} is on or off, not ${shown(word)}.`);
    return word === 'on';
  };
  const port = of('PORT', '8080');
  if (!/^\d{1,5}$/.test(port) || Number(port) > PORT_MAX)
    throw new Usage(`PORT is a number up to ${PORT_MAX}, not ${shown(port)}.`);
  const address = of('PUBLIC_URL', 'http://localhost');
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new Usage(`PUBLIC_URL begins with https:// or http://, unlike ${shown(address)}.`);
  const origin = of('PUBLIC_URL', '') === '' ? null : new URL(address).origin;
  const pathOf = (name: string, otherwise: string) => (of(name, '') ? resolve(here, of(name, '')) : otherwise);
  const dataDir = pathOf('DATA_DIR', '.data');
  return {
    port: Number(port),
    host: of('HOST', '127.0.0.1'),
    dataDir,
    demo: isOn('DEMO', 'on'),
    https: new URL(address).protocol === 'https:',
    origin,
    provider: readProvider(of, origin),
    log: isOn('LOG', 'off'),
    backupDir: pathOf('BACKUP_DIR', join(dataDir, 'backups')),
    backupEveryMs: everyMs(of('BACKUP_EVERY', '15')),
  };
}

const MINUTE_MS = 60_000;
/** A timer counts no further; nobody wants fewer than one a week. */
const MINUTES_MAX = 10_080;

function everyMs(word: string): number | null {
  if (word.toLowerCase() === 'off') return null;
  if (!/^\d{1,5}(\.\d{1,3})?$/.test(word) || Number(word) <= 0 || Number(word) > MINUTES_MAX)
    throw new Usage(`BACKUP_EVERY is a number of minutes up to ${MINUTES_MAX}, or off, not ${shown(word)}.`);
  return Number(word) * MINUTE_MS;
}

/** The data file of an installation. */
export const dataFile = ({ dataDir }: Settings): string => join(dataDir, 'fingerpost.db');

/** Opens the data of this installation, an empty one where there is none. For the owner's eyes alone. Throws Usage, UnusableData. */
export function openData(settings: Settings): Store {
  const { dataDir } = settings;
  if (existsSync(dataDir) && !statSync(dataDir).isDirectory()) throw new Usage('DATA_DIR names a file, not a folder.');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = dataFile(settings);
  const placed = () => statSync(file, { throwIfNoEntry: false })?.ino;
  const before = placed();
  const store = openStore(file, openLedger(dataDir));
  if (before === undefined || before === placed()) return store;
  // Put back from a backup while this waited for the lock: it would write into a file that is no more.
  void store.close();
  return openData(settings);
}

/** Opens the data that are there. Throws Usage when there are none. */
export function openExistingData(settings: Settings): Store {
  if (!existsSync(dataFile(settings))) throw new Usage(NO_SCHOOL);
  return openData(settings);
}

/** What to do when there is no school. */
export const NO_SCHOOL = 'There is no school here yet. Make one: npm run fingerpost -- init --name "Your school"';
