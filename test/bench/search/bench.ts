/**
 * The search as a careers leader meets it: the whole demo school on the device, in Chromium, in the built app. A key until
 * the names it finds are drawn; then the words of all records, opened one after another the first time, and again.
 * The baseline of a key is a letter typed into the same field when nothing is found by it.
 */
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { newServer } from '../../browser/support/app-server.ts';
import { button, chip } from '../../browser/support/names.ts';
import { newProfile, openBrowser } from '../../support/chromium.ts';
import type { Figure } from '../figures.ts';
import { median, rounded } from '../figures.ts';

/** Typed letter by letter. */
const NAMES = ['aisha khan', 'zofia nowak', 'ben', 'oliver', 'muhammad', 'smith 10b', 'an', 'wil'];
/** What no name has. */
const NOBODY = 'qqqqqqqqqq';
/** In no record: every one is looked through. */
const WORDS = ['quokka', 'zymurgy', 'sphygmomanometer'];

/** Runs the bench: its table, and the figures. */
export async function run(): Promise<readonly Figure[]> {
  const server = await newServer();
  const profile = await newProfile();
  try {
    await server.start();
    const context = await openBrowser(profile, { viewport: { width: 1440, height: 900 } });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(120_000);
    await page.goto(server.origin);
    await button(page, 'Try as careers leader').click();
    await chip(page, /^Sending and saving: all sent/).waitFor();
    await page.keyboard.press('/');
    const field = page.getByRole('textbox', { name: 'Name, form or words' });
    await field.waitFor();
    const first = await keys(page, ['a']);
    const typed = await keys(page, NAMES);
    const nobody = await keys(page, [NOBODY]);
    const words = [];
    for (const word of WORDS) words.push(await lookThrough(page, word));
    const [cold = Number.NaN, ...warm] = words.map(({ ms }) => ms);
    await context.close();
    console.log(`The search over ${words[0]?.of} pupils (ms)`);
    console.table([
      { what: 'the first key', ms: rounded(median(first)) },
      { what: 'a key by name, median', ms: rounded(median(typed)), keys: typed.length },
      { what: 'a key by name, the slowest', ms: rounded(Math.max(...typed)) },
      { what: 'a key that finds nobody, median', ms: rounded(median(nobody)) },
      { what: 'words of all records, first time', ms: rounded(cold) },
      { what: 'words of all records, again', ms: rounded(median(warm)) },
    ]);
    return [{ what: 'search by name, 1,500 pupils, a keystroke', value: median(typed), atMost: 16, unit: 'ms' }];
  } finally {
    await server.end();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Milliseconds of each key of these words until what it finds is drawn and laid out. Words of records are looked for meanwhile, from three letters on. */
const keys = (page: Page, words: readonly string[]): Promise<readonly number[]> =>
  page.evaluate(async (all) => {
    const input = document.querySelector<HTMLInputElement>('.search input.input');
    if (!input) throw new Error('The search is not open.');
    const times: number[] = [];
    for (const word of all) {
      for (let length = 1; length <= word.length; length += 1) {
        const begun = performance.now();
        input.value = word.slice(0, length);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        // Drawing waits for the end of this task.
        await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(null))));
        document.body.getBoundingClientRect();
        times.push(performance.now() - begun);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    }
    input.value = '';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return times;
  }, words);

/** Milliseconds until all records were looked through for a word. */
const lookThrough = (page: Page, word: string): Promise<{ readonly ms: number; readonly of: number }> =>
  page.evaluate(async (typed) => {
    const input = document.querySelector<HTMLInputElement>('.search input.input');
    if (!input) throw new Error('The search is not open.');
    const begun = performance.now();
    input.value = typed;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const words = document.querySelector('.how-far p')?.textContent ?? '';
      const [, far, of = ''] = /^Looked through ([\d,]+) of ([\d,]+)\.$/.exec(words) ?? [];
      if (far === of) return { ms: performance.now() - begun, of: Number(of.replaceAll(',', '')) };
    }
  }, word);
