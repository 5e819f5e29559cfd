/**
 * What sealing costs and what whole records gain, in Chromium, against one clear row per entry in the same run.
 * Ratios are what count: the machine is shared. `npm run bench -- device`.
 */
import { execFileSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { servePage } from '../../device/page-server.ts';
import { newProfile, openBrowser } from '../../support/chromium.ts';
import type { Figure } from '../figures.ts';
import { median, rounded } from '../figures.ts';
import type { Bench, Size } from './page.ts';

/** A school's size, several times; then fewer and larger records, once. */
const SCHOOL: Size = { records: 1500, entries: 40 };
const ROUNDS = 3;
const OTHERS: readonly Size[] = [
  { records: 600, entries: 100 },
  { records: 300, entries: 200 },
];
const RELOADS = 5;

declare const bench: Bench;

/** Kilobytes that an origin's tables take on the disk. */
async function diskKb(profile: string, origin: string): Promise<number> {
  const folder = join(profile, 'Default', 'IndexedDB');
  const port = new URL(origin).port;
  const names = (await readdir(folder)).filter((name) => name.includes(`_${port}.`));
  const sizes = names.map((name) => execFileSync('du', ['-sk', join(folder, name)], { encoding: 'utf8' }));
  return sizes.reduce((sum, line) => sum + Number(line.split('\t')[0]), 0);
}

/** Milliseconds from the start of a navigation to the first query answered, the tables being there: median. */
async function reloads(page: Page, what: 'raw' | 'sealed'): Promise<number> {
  const all: number[] = [];
  await page.evaluate((hash) => (location.hash = hash), what);
  for (let n = 0; n < RELOADS; n += 1) {
    await page.reload();
    await page.waitForFunction(() => bench.answeredAt() !== null, undefined, { polling: 'raf', timeout: 60_000 });
    all.push((await page.evaluate(() => bench.answeredAt())) ?? Number.NaN);
  }
  return median(all);
}

/** A measure without and with our tables: milliseconds or kilobytes. */
type Pair = readonly [raw: number, sealed: number];

/** One round: raw and sealed, each on a fresh origin of one fresh profile. */
async function measure(size: Size) {
  const server = await servePage('test/bench/device/page.ts', 3);
  const profile = await newProfile();
  const [rawAt = '', sealedAt = '', aheadAt = ''] = server.origins;
  const context = await openBrowser(profile);
  const visit = async (origin: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(origin);
    await page.waitForFunction('globalThis.bench');
    return page;
  };
  try {
    const raw = await visit(rawAt);
    const rawWrite = await raw.evaluate((s) => bench.rawWrite(s), size);
    const rawDisk = await diskKb(profile, rawAt);
    const sealed = await visit(sealedAt);
    const write = await sealed.evaluate((s) => bench.sealedWrite(s, false), size);
    const disk = await diskKb(profile, sealedAt);
    const ahead = await (await visit(aheadAt)).evaluate((s) => bench.sealedWrite(s, true), size);
    const rawUse = await raw.evaluate((s) => bench.rawUse(s), size);
    const use = await sealed.evaluate((s) => bench.sealedUse(s), size);
    await sealed.evaluate(() => bench.settle());
    const rawReload = await reloads(raw, 'raw');
    const reload = await reloads(sealed, 'sealed');
    return {
      firstSync: [rawWrite.ms, write.ms],
      sealing: [rawWrite.ms, write.seal],
      ahead: [rawWrite.ms, ahead.ms],
      save: [rawUse.save, use.save],
      form: [rawUse.form, use.form],
      pupil: [rawUse.pupil, use.pupil],
      cached: [rawUse.cached, use.cached],
      thousand: [rawUse.thousand, use.thousand],
      offline: [rawUse.thousand, use.thousand + use.drained],
      reload: [rawReload, reload],
      disk: [rawDisk, disk],
    } as const satisfies Record<string, Pair>;
  } finally {
    await context.close();
    await server.end();
    await rm(profile, { recursive: true, force: true });
  }
}

type Round = Awaited<ReturnType<typeof measure>>;
type Measure = keyof Round;

const WORDS: Readonly<Record<Measure, string>> = {
  firstSync: 'first sync of the whole school',
  sealing: 'first sync, the part that is sealing',
  ahead: 'first sync, the next page sealed meanwhile',
  save: 'a save committed, p50',
  form: 'open actions of a form, p50',
  pupil: 'a pupil’s record opened, p50',
  cached: 'a pupil’s record that is open already, p50',
  thousand: '1,000 saves, one after the other',
  offline: '1,000 saves made offline, then drained',
  reload: 'reload to the first query answered',
  disk: 'disk for the school (kB)',
};

const ratio = ([raw, sealed]: Pair): number => sealed / raw;

function print({ records, entries }: Size, rounds: readonly Round[]): void {
  console.log(`${records} records of ${entries} entries, medians of ${rounds.length} (ms; disk kB)`);
  const names = Object.keys(WORDS) as Measure[];
  console.table(
    names.map((name) => ({
      what: WORDS[name],
      raw: rounded(median(rounds.map((round) => round[name][0]))),
      sealed: rounded(median(rounds.map((round) => round[name][1]))),
      ratio: rounded(median(rounds.map((round) => ratio(round[name])))),
    })),
  );
}

/** Runs the bench: tables for each size, the figures for a school's. */
export async function run(): Promise<readonly Figure[]> {
  const rounds: Round[] = [];
  for (let n = 0; n < ROUNDS; n += 1) rounds.push(await measure(SCHOOL));
  print(SCHOOL, rounds);
  for (const size of OTHERS) print(size, [await measure(size)]);
  const figure = (name: Measure, unit: Figure['unit'], atMost: number): Figure => {
    const values = rounds.map((round) => (unit === '× raw' ? ratio(round[name]) : round[name][1]));
    const value = median(values);
    return { what: WORDS[name].replace(' (kB)', ''), value: unit === 'MB' ? value / 1000 : value, atMost, unit };
  };
  return [
    figure('firstSync', '× raw', 0.25),
    figure('save', '× raw', 1.2),
    figure('form', 'ms', 2),
    figure('pupil', 'ms', 1),
    figure('cached', 'ms', 0.3),
    figure('reload', '× raw', 1.2),
    figure('offline', '× raw', 2),
    figure('disk', 'MB', 12),
  ];
}
