/** From a save on one tablet to the same words on another that did nothing; and what it costs to have nothing to fetch. */
import { newServer } from '../browser/support/app-server.ts';
import { heading, link } from '../browser/support/names.ts';
import { chanceFrom } from '../simulation/random.ts';
import type { Report } from './report.ts';
import { pause, spread } from './figures.ts';
import { quantile } from './report.ts';
import { newTablet, signIn, signInAsAdviser } from './tablet.ts';

const ANSWER = 'What I’d like from it';
const SEEN_WITHIN_MS = 15_000;
/** The aim: p95, milliseconds. */
const AIM_MS = 1000;

export async function pokes(rounds: number, seed: number, report: Report): Promise<void> {
  const server = await newServer();
  const [one, two] = [await newTablet(), await newTablet()];
  const chance = chanceFrom(seed);
  const took: number[] = [];
  try {
    await server.start();
    const writer = await signIn(one, server.origin, 'pupil');
    const reader = await signInAsAdviser(two, server.origin);
    await writer.goto(`${server.origin}/my/before`);
    await link(reader, 'Aisha Khan').first().click();
    await heading(reader, 'Aisha Khan').waitFor();
    const area = writer.getByRole('textbox', { name: ANSWER });
    await area.waitFor();
    for (let round = 0; round < rounds; round += 1) {
      const words = `An answer of round ${round}, which is the newest.`;
      await area.fill(words);
      await pause(300 + chance.random() * 700);
      // The reader's page is looked at in each frame.
      const seen = reader.waitForFunction((text) => document.body.textContent.includes(text), words, {
        timeout: SEEN_WITHIN_MS,
        polling: 'raf',
      });
      const begun = performance.now();
      await writer.keyboard.press('Tab');
      const isSeen = await seen.then(
        () => true,
        () => false,
      );
      if (isSeen) took.push(performance.now() - begun);
      else report.violation(`words were not seen on the other tablet within 15 s, round ${round}`);
    }
    report.figure('a pupil leaves a text, until the adviser’s page shows it', spread(took));
    report.figure('p95 (aim: at most 1,000 ms)', `${Math.round(quantile(took, 0.95))} ms`);
    if (quantile(took, 0.95) > AIM_MS) report.violation(`p95 is above ${AIM_MS} ms`);
  } finally {
    await one.end();
    await two.end();
    await server.end();
  }
}
