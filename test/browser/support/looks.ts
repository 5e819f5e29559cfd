/** What can be said of any screen without knowing it: axe, sideways scrolling, and what the keyboard reaches. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const AXE = readFileSync(fileURLToPath(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');

/** Each violation of axe with the place it was found at; of `rules` alone, when some are named. */
export async function violations(page: Page, ...rules: readonly string[]): Promise<readonly string[]> {
  // Evaluated, not added as a script: the page's policy stays as it is.
  await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    interface Found {
      readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: string[] }[] }[];
    }
    const { axe } = globalThis as unknown as { readonly axe: { run(options: object): Promise<Found> } };
    const found = await axe.run(runOnly.length > 0 ? { runOnly } : {});
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, rules);
}

/** What makes the page scroll sideways: the elements that stick out; none when it does not. */
export const sideways = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth + 1) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
      .slice(0, 8);
  });

/** The size of text that the person has set in their browser, in percent of the usual. */
export async function setText(page: Page, percent: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const usual = 16;
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: Math.round((usual * percent) / 100) } });
  await cdp.detach();
  const set = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  if (Math.abs(set / usual - percent / 100) > 0.07) throw new Error(`The text is at ${set} px, not at ${percent} %.`);
}

/** What a page notes while somebody goes through it with Tab. */
interface Tabbed {
  /** Controls that had no focus yet. */
  readonly wanted: Set<Element>;
  /** Those that do not show it. */
  readonly dull: Set<string>;
}

/** Presses of Tab that are sent before the page is asked. */
const TABS_AT_ONCE = 20;

/** Controls in sight that Tab does not come to, and those that do not show that they have the focus. */
export async function unreached(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate(() => {
    const wanted = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
    ].filter((e) => e.checkVisibility() && !e.matches(':disabled, [tabindex="-1"], [inert] *, [type="radio"]'));
    const noted: Tabbed = { wanted: new Set(wanted), dull: new Set() };
    document.body.setAttribute('tabindex', '-1');
    document.body.focus();
    document.body.removeAttribute('tabindex');
    const isShown = (e: Element | null | undefined) => {
      if (!e) return false;
      const { outlineStyle, boxShadow } = getComputedStyle(e);
      return outlineStyle !== 'none' || boxShadow !== 'none';
    };
    const onFocus = ({ target }: FocusEvent) => {
      // The app moves the focus to a page that opens: nobody came there with Tab.
      if (!(target instanceof Element) || target.matches('[tabindex="-1"]')) return;
      noted.wanted.delete(target);
      if (![target, target.parentElement, target.parentElement?.parentElement].some(isShown))
        noted.dull.add(`no focus ring: ${target.outerHTML.slice(0, 90)}`);
    };
    document.addEventListener('focusin', onFocus);
    Object.assign(globalThis, { tabbed: noted, endTabbing: () => document.removeEventListener('focusin', onFocus) });
    // A date has a part each for day, month and year, and a button.
    return wanted.reduce((tabs, e) => tabs + (e.matches('[type="date"], [type="time"]') ? 4 : 1), 0);
  });
  for (let i = 0; i < count + 40; i += TABS_AT_ONCE) {
    await Promise.all(Array.from({ length: TABS_AT_ONCE }, () => page.keyboard.press('Tab')));
    const left = await page.evaluate(() => (globalThis as unknown as { readonly tabbed: Tabbed }).tabbed.wanted.size);
    if (left === 0) break;
  }
  return page.evaluate(() => {
    const { tabbed, endTabbing } = globalThis as unknown as {
      readonly tabbed: Tabbed;
      readonly endTabbing: () => void;
    };
    endTabbing();
    return [...[...tabbed.wanted].map((e) => `not reached: ${e.outerHTML.slice(0, 90)}`), ...tabbed.dull];
  });
}
