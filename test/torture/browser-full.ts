/** The browser is given less room than it uses already: typing goes on, nothing that was acknowledged goes, and it saves again. */
import { newServer } from '../browser/support/app-server.ts';
import { button } from '../browser/support/names.ts';
import { chanceFrom } from '../simulation/random.ts';
import type { Report } from './report.ts';
import { pause, spread } from './figures.ts';
import { until } from './report.ts';
import {
  allSent,
  caretIn,
  draftsOnServer,
  newTablet,
  saidSaved,
  signInAsAdviser,
  startInterview,
  textOf,
} from './tablet.ts';

const PART = 'Where things are now';
/** Bytes: less than any device uses. */
const NO_ROOM = 1000;
const SAVES_WITHIN_MS = 10_000;

export async function browserFull(rounds: number, seed: number, report: Report): Promise<void> {
  const server = await newServer();
  const tablet = await newTablet();
  const chance = chanceFrom(seed);
  const back: number[] = [];
  let said = 0;
  try {
    await server.start();
    const { origin } = server;
    let page = await signInAsAdviser(tablet, origin);
    const address = await startInterview(page, origin);
    let acknowledged = '';
    for (let round = 0; round < rounds; round += 1) {
      await caretIn(page, PART);
      const sure = ` round ${round}.`;
      await page.keyboard.insertText(sure);
      await pause(500);
      await saidSaved(page);
      acknowledged += sure;
      // Chromium remembers for a while how much room the open tables had: they are opened when there is none.
      const cdp = await tablet.context().newCDPSession(page);
      await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: NO_ROOM });
      await page.goto('about:blank');
      await pause(4000);
      page = await tablet.open(address);
      await until(async () => (await textOf(page, PART)) === acknowledged, 10_000);
      if ((await textOf(page, PART)) !== acknowledged)
        report.violation(`what was acknowledged is not there when the disk is full, round ${round}`);
      await caretIn(page, PART);
      const more = ` ${'words of a full tablet '.repeat(1 + Math.floor(chance.random() * 20))}`.trimEnd();
      await page.keyboard.insertText(more);
      const notice = page.getByRole('alert').getByText(/Your last words are still on screen/);
      const told = await until(() => notice.isVisible(), 5000);
      if (told) said += 1;
      else report.violation(`nothing was said on a full disk, round ${round}`);
      await page.keyboard.insertText('!');
      if ((await textOf(page, PART)) !== `${acknowledged}${more}!`)
        report.violation(`words went from the screen on a full disk, round ${round}`);
      await cdp.send('Storage.overrideQuotaForOrigin', { origin });
      const begun = Date.now();
      // The key that was just typed may have saved it already: then there is nothing to press.
      await button(page, 'Try again')
        .click({ timeout: 1500 })
        .catch(() => undefined);
      if (!(await until(async () => !(await notice.isVisible()), SAVES_WITHIN_MS)))
        report.violation(`it did not save again when there was room, round ${round}`);
      back.push(Date.now() - begun);
      acknowledged += `${more}!`;
      page = await tablet.open(address);
      await until(async () => (await textOf(page, PART)) === acknowledged, 10_000);
      if ((await textOf(page, PART)) !== acknowledged) report.violation(`words are gone after round ${round}`);
    }
    await caretIn(page, PART);
    await page.keyboard.press('Tab');
    await page.goto(`${origin}/today`);
    await allSent(page);
    const there = () => draftsOnServer(server.dataDir).some(({ heads }) => heads.includes(acknowledged));
    if (!(await until(there, 60_000))) report.violation('not all words are with the server in the end');
    report.figure('times that the tablet was full', rounds);
    report.figure('times that it said so, with the words still on screen', said);
    report.figure('room again, until it had saved', spread(back));
  } finally {
    await tablet.end();
    await server.end();
  }
}
