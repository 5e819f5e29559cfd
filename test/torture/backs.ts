/** Away to another page and back, with a browser that keeps pages that were left: words are there, and what changed meanwhile is too. */
import type { Page } from 'playwright-core';
import { newServer } from '../browser/support/app-server.ts';
import { chanceFrom } from '../simulation/random.ts';
import type { Report } from './report.ts';
import { pause } from './figures.ts';
import { until } from './report.ts';
import type { Tablet } from './tablet.ts';
import { caretIn, draftsOnServer, newTablet, saidSaved, signInAsAdviser, startInterview, textOf } from './tablet.ts';

const [MINE, OTHERS] = ['Where things are now', 'Ideas explored'] as const;
const SHOWN_WITHIN_MS = 20_000;
const LATE_MS = 5000;

export async function backs(rounds: number, seed: number, report: Report): Promise<void> {
  const server = await newServer();
  const tablet = await newTablet(true);
  const chance = chanceFrom(seed);
  let kept = 0;
  const late = { left: 0, kept: 0 };
  const why = new Set<string>();
  let [mine, others] = ['', ''];
  try {
    await server.start();
    const page = await signInAsAdviser(tablet, server.origin);
    const address = await startInterview(page, server.origin);
    await page.goto(address);
    for (let round = 0; round < rounds; round += 1) {
      await caretIn(page, MINE);
      mine += ` back ${round}.`;
      await page.keyboard.insertText(` back ${round}.`);
      // Now and then before it is saved: the page is left with the words half a moment old.
      const soon = chance.happens(0.5);
      if (!soon) {
        await pause(500);
        await saidSaved(page);
      }
      await page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => void (document.body.dataset['kept'] = String(persisted)));
      });
      await page.goto(`${server.origin}/livez`);
      // Now and then another tab of the tablet writes meanwhile.
      if (chance.happens(0.5)) {
        others += ` other ${round}.`;
        await writeBeside(tablet, address, others);
      }
      // A page that was kept is not loaded again: there is nothing to wait for but that it is in charge.
      await page.goBack({ waitUntil: 'commit' });
      await page.getByRole('textbox', { name: MINE, exact: true, includeHidden: true }).waitFor({ state: 'attached' });
      if ((await page.evaluate(() => document.body.dataset['kept'])) === 'true') kept += 1;
      else for (const reason of await notKept(page)) why.add(reason);
      const shows = async () => (await textOf(page, MINE)) === mine && (await textOf(page, OTHERS)) === others;
      const isThere = await until(shows, soon ? LATE_MS : SHOWN_WITHIN_MS);
      if (soon) {
        // Not acknowledged: what was typed in the last 300 ms may go with the page, and no more than that.
        late.left += 1;
        if (isThere) late.kept += 1;
        else mine = mine.slice(0, -` back ${round}.`.length);
      }
      if (!(await until(shows, SHOWN_WITHIN_MS))) {
        report.violation(`words are not there after way ${round}`);
        mine = await textOf(page, MINE);
        others = await textOf(page, OTHERS);
      }
    }
    await caretIn(page, MINE);
    await page.keyboard.press('Tab');
    const there = () => {
      const shown = new Set(draftsOnServer(server.dataDir).map(({ heads }) => heads.join('\n')));
      return shown.has(mine) && shown.has(others);
    };
    if (!(await until(there, 60_000))) report.violation('not all words are with the server once in the end');
    report.figure('ways out and back', rounds);
    report.figure('of these the browser had kept the page', kept);
    if (why.size > 0) report.figure('why it had not, as it says itself', [...why].join(', '));
    report.figure('left within a moment of typing', `${late.left}, words there ${late.kept} times`);
  } finally {
    await tablet.end();
    await server.end();
  }
}

/** Writes the words in a tab of its own, over the beginning of them that is there. */
async function writeBeside(tablet: Tablet, address: string, words: string): Promise<void> {
  const page = await tablet.context().newPage();
  await page.goto(address);
  const area = page.getByRole('textbox', { name: OTHERS, exact: true, includeHidden: true });
  await area.waitFor({ state: 'attached' });
  await until(async () => (await area.inputValue()) === words.replace(/ other \d+\.$/, ''), SHOWN_WITHIN_MS);
  await (await caretIn(page, OTHERS)).fill(words);
  await pause(500);
  await saidSaved(page);
  await page.close();
}

/** Why the browser did not keep the page, in its own words. */
const notKept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    interface Told {
      readonly notRestoredReasons?: { readonly reasons: readonly { readonly reason: string }[] | null } | null;
    }
    const [navigation] = performance.getEntriesByType('navigation') as readonly unknown[] as readonly Told[];
    return navigation?.notRestoredReasons?.reasons?.map(({ reason }) => reason) ?? ['not said'];
  });
