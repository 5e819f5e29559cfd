/** The real browser with the real app: killed in mid-typing, in mid-sync and in mid-first-sync; several tabs in storms. */
import type { Page } from 'playwright-core';
import type { AppServer } from '../browser/support/app-server.ts';
import { newServer } from '../browser/support/app-server.ts';
import { freeze } from '../browser/support/frozen.ts';
import { button, chip, heading, link } from '../browser/support/names.ts';
import type { Person } from '../browser/support/person.ts';
import { aPerson } from '../browser/support/person.ts';
import { chanceFrom } from '../simulation/random.ts';
import type { Line } from './figures.ts';
import { line, pause, spread } from './figures.ts';

/** Eight keys a second. */
const KEY_MS = 125;
/** Typing that a kill may cost, milliseconds. */
const LOSS_MAX_MS = 300;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';
const PROMPTS = ['Why we are meeting', 'Where things are now', 'Ideas explored', 'What might get in the way'] as const;
const WHERE = PROMPTS[1];
/** One of the demo school's pupils who is always still to come. */
const WHO = 'Zofia Nowak';

interface Visit {
  readonly server: AppServer;
  readonly adviser: Person;
  /** The address of the interview that is being written. */
  readonly interview: string;
}

/** An adviser's tablet with everything on it, and an interview begun. */
async function beginVisit(): Promise<Visit> {
  const server = await newServer();
  await server.start();
  const adviser = await aPerson('tablet', server.origin);
  const page = adviser.page();
  await button(page, 'Try as careers adviser').click();
  await heading(page, 'Today’s interviews').waitFor();
  await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await link(page, `Start interview with ${WHO}`).click();
  await heading(page, `Interview with ${WHO}`).waitFor();
  const interview = page.url();
  // The cookie of the session reaches the disk when the browser ends well.
  await adviser.close();
  await adviser.open(interview);
  return { server, adviser, interview };
}

async function promptIn(page: Page, title: string) {
  await heading(page, `Interview with ${WHO}`).waitFor();
  const area = page.getByRole('textbox', { name: title, exact: true });
  if (!(await area.isVisible())) await page.locator('summary', { hasText: title }).click();
  await area.waitFor();
  return area;
}
const textOf = async (page: Page, title: string) => (await promptIn(page, title)).inputValue();

/** Kills: three of five in mid-typing, one in mid-sync, one in mid-first-sync. */
export async function browserKills(count: number, seed: number): Promise<readonly Line[]> {
  const visit = await beginVisit();
  const chance = chanceFrom(seed);
  const losses: number[] = [];
  const faults: string[] = [];
  const kills = { typing: 0, sync: 0, first: 0 };
  try {
    for (let kill = 0; kill < count; kill += 1) {
      const kind = (['typing', 'typing', 'typing', 'sync', 'first'] as const)[kill % 5] ?? 'typing';
      kills[kind] += 1;
      if (kind === 'typing') losses.push(await killWhileTyping(visit, chance, faults));
      else if (kind === 'sync') await killWhileSyncing(visit, chance, faults);
      else await killWhileFirstSyncing(visit.server, chance, faults);
    }
    await chip(visit.adviser.page(), /^Sending and saving: all sent/)
      .waitFor({ timeout: 120_000 })
      .catch(() => faults.push('STUCK: not all was sent in the end'));
    const worst = Math.max(...losses);
    if (worst > LOSS_MAX_MS) faults.push(`a kill cost ${Math.round(worst)} ms of typing`);
    return [
      line(
        `browser killed ${count} times (${kills.typing} typing, ${kills.sync} in a sync, ${kills.first} in a first sync): ${faults.length} faults (seed ${seed})`,
        faults.length > 0,
      ),
      line(`typing lost by a kill: ${spread(losses)}`),
      ...faults.slice(0, 10).map((fault) => line(`  ${fault}`, true)),
    ];
  } finally {
    await visit.adviser.end();
    await visit.server.end();
  }
}

type Chance = ReturnType<typeof chanceFrom>;

/** Types, kills, opens again; gives how long before the kill the first lost key was pressed, 0 when none was lost. */
async function killWhileTyping({ adviser, interview }: Visit, chance: Chance, faults: string[]): Promise<number> {
  const page = adviser.page();
  const area = await promptIn(page, WHERE);
  const before = await area.inputValue();
  await area.focus();
  await page.keyboard.press('Control+End');
  const keys: { readonly letter: string; readonly at: number }[] = [];
  for (let left = 8 + Math.floor(chance.random() * 24); left > 0; left -= 1) {
    const letter = chance.pick([...LETTERS]);
    const begun = performance.now();
    await page.keyboard.type(letter);
    keys.push({ letter, at: performance.now() });
    await pause(left === 1 ? chance.random() * 400 : Math.max(0, KEY_MS - (performance.now() - begun)));
  }
  const killedAt = performance.now();
  await adviser.kill();
  const after = await textOf(await adviser.open(interview), WHERE);
  const typed = before + keys.map(({ letter }) => letter).join('');
  if (!typed.startsWith(after) || after.length < before.length) {
    faults.push(`typed "${typed.slice(-40)}", found "${after.slice(-40)}"`);
    return 0;
  }
  const lost = keys[after.length - before.length];
  return lost ? killedAt - lost.at : 0;
}

/** Says that something is saved, sends it, and kills meanwhile. */
async function killWhileSyncing({ adviser, interview }: Visit, chance: Chance, faults: string[]): Promise<void> {
  const page = adviser.page();
  const area = await promptIn(page, WHERE);
  const words = `${await area.inputValue()} sent ${chance.id().slice(-4)}.`;
  await area.fill(words);
  await area.blur();
  await pause(400);
  await chip(page, /^Sending and saving:/).click();
  await button(page, 'Send now').click();
  await pause(chance.random() * 120);
  await adviser.kill();
  const after = await textOf(await adviser.open(interview), WHERE);
  if (after !== words) faults.push(`saved "${words.slice(-40)}", found "${after.slice(-40)}"`);
}

/** A new device that is killed while its first records arrive, and opened again. */
async function killWhileFirstSyncing(server: AppServer, chance: Chance, faults: string[]): Promise<void> {
  const tutor = await aPerson('tablet', server.origin);
  try {
    await button(tutor.page(), 'Try as form tutor').click();
    await pause(chance.random() * 2500);
    await tutor.kill();
    const page = await tutor.open(server.origin);
    const again = button(page, 'Try as form tutor');
    const all = chip(page, /^Sending and saving: all sent/);
    await again
      .or(all)
      .or(chip(page, /^Sending and saving:/))
      .first()
      .waitFor();
    // The cookie of a session that is seconds old is not on the disk yet.
    if (await again.isVisible()) await again.click();
    const signIn = chip(page, /Sign in again/);
    await all.or(signIn).first().waitFor({ timeout: 60_000 });
    if (await signIn.isVisible()) {
      await signIn.click();
      await button(page, 'Sign in').click();
      await again.click();
    }
    await page.waitForFunction(() => document.querySelectorAll('main a, main li, main tr').length > 5, undefined, {
      timeout: 60_000,
    });
    await all.waitFor({ timeout: 60_000 });
    const missing = await notHeld(page);
    if (missing.length > 0) faults.push(`after a kill in a first sync: ${missing.length} granted records are not held`);
  } catch (problem) {
    faults.push(`after a kill in a first sync: ${String(problem).slice(0, 200)}`);
  } finally {
    await tutor.end();
  }
}

/** Records that are granted to whoever is signed in and are not on this device, or wanted afresh: none after a whole sync. */
const notHeld = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(asked.error));
      });
    const { name } =
      (await indexedDB.databases()).find(({ name }) => /^fingerpost\/[^/]+\/[^/]+$/.test(name ?? '')) ?? {};
    const db = await done(indexedDB.open(name ?? ''));
    const tables = db.transaction(['meta', 'record']);
    const { grants } = (await done(tables.objectStore('meta').get('grants'))) as { readonly grants: object };
    const rows = (await done(tables.objectStore('record').getAll())) as readonly {
      readonly id: string;
      readonly wanted: boolean;
    }[];
    db.close();
    const held = new Set(rows.flatMap(({ id, wanted }) => (wanted ? [] : [id])));
    return Object.keys(grants).filter((id) => !held.has(id));
  });

/** Rounds of a storm: two and four tabs typing, each in its own prompt, reloaded, closed, opened and frozen meanwhile. */
export async function tabStorms(count: number, seed: number): Promise<readonly Line[]> {
  const visit = await beginVisit();
  const { adviser, server, interview } = visit;
  const chance = chanceFrom(seed);
  const faults: string[] = [];
  const said = new Map<string, string>(PROMPTS.map((title) => [title, '']));
  try {
    for (let round = 0; round < count; round += 1) {
      const titles = PROMPTS.slice(0, round % 2 === 0 ? 2 : 4);
      await Promise.all(
        titles.map((title, i) =>
          oneTab(visit, [title, said], { ...chanceFrom(seed * 1000 + round * 10 + i), id: chance.id }),
        ),
      );
      const fresh = await adviser.context().newPage();
      await fresh.goto(interview);
      for (const title of PROMPTS) {
        const shown = await textOf(fresh, title);
        if (shown !== said.get(title))
          faults.push(`round ${round}, ${title}: typed "${said.get(title)?.slice(-40)}", shown "${shown.slice(-40)}"`);
      }
      await fresh.close();
      if (faults.length > 5) break;
    }
    const page = adviser.page();
    await page.reload();
    await chip(page, /^Sending and saving:/).click();
    await button(page, 'Send now').click();
    await chip(page, /^Sending and saving: all sent/)
      .waitFor({ timeout: 60_000 })
      .catch(() => faults.push('STUCK: not all was sent in the end'));
    return [
      line(`tabs: ${count} storms of two and four, ${faults.length} faults (seed ${seed})`, faults.length > 0),
      ...faults.slice(0, 10).map((fault) => line(`  ${fault}`, true)),
    ];
  } finally {
    await adviser.end();
    await server.end();
  }
}

let front: Promise<unknown> = Promise.resolve();
/** People type in the tab that they see: one after the other, while the rest of the storm goes on. */
function inFront(page: Page, work: () => Promise<void>): Promise<void> {
  const turn = front.then(async () => {
    await page.bringToFront();
    await work();
  });
  front = turn.catch(() => undefined);
  return turn;
}

/** A tab that types in its prompt, with something happening to it between the words. */
async function oneTab(
  { adviser, interview }: Visit,
  [title, said]: readonly [string, Map<string, string>],
  chance: Chance,
): Promise<void> {
  let page = await adviser.context().newPage();
  await page.goto(interview);
  for (let turn = 0; turn < 3; turn += 1) {
    const words = `${said.get(title) ?? ''}${chance.id().slice(-3)} `.slice(-2000);
    await inFront(page, async () => {
      await (await promptIn(page, title)).fill(words);
      // Longer than a save may take before the page says that it is on its way (SLOW_MS): then "Saved" is meant of these words.
      await pause(600);
      await page.getByText(/^Saved on this tablet/).waitFor();
    });
    said.set(title, words);
    const fate = chance.random();
    if (fate < 0.3) await page.reload();
    else if (fate < 0.5) {
      await page.close();
      page = await adviser.context().newPage();
      await page.goto(interview);
    } else if (fate < 0.7) {
      const goOn = await freeze(page);
      await pause(chance.random() * 300);
      await goOn();
    }
  }
  await page.close();
}
