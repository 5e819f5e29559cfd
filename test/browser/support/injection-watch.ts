/** Watches a browser for anything that came of a text: script that ran, a dialog, a frame, a request, what the policy refused. */
import type { BrowserContext, Page } from 'playwright-core';
import { ELSEWHERE } from '../../support/payloads.ts';

/** Begins to watch every page of the browser; before any is opened. What it returns grows by whatever happens, in words. */
export async function watchForScript(context: BrowserContext, origin: string): Promise<readonly string[]> {
  const happened: string[] = [];
  await context.exposeBinding('tellHappened', ({ page }, words: string) => {
    happened.push(`${words} at ${pathOf(page)}`);
  });
  await context.addInitScript(() => {
    const { tellHappened } = globalThis as unknown as { tellHappened: (words: string) => Promise<void> };
    const ran = (n: unknown) => void tellHappened(`ran ${String(n)}`);
    Object.defineProperty(globalThis, 'ran', { value: ran });
    // Paper is made by the test.
    globalThis.print = () => undefined;
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      void tellHappened(`refused by ${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
  context.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()} at ${pathOf(dialog.page() ?? undefined)}`);
    // It goes with a frame that is taken away.
    void dialog.dismiss().catch(() => undefined);
  });
  const known = new Set<Page>();
  context.on('page', (page) => {
    page.on('frameattached', () => void happened.push(`frame at ${pathOf(page)}`));
    known.add(page);
    page.on('popup', () => void happened.push(`window from ${pathOf(page)}`));
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(blob|file|data):/.test(url)) happened.push(`request of ${url}`);
    if (/\/ran-\d{4}/.test(url)) happened.push(`request of ${url}`);
  });
  await context.route(`**://${ELSEWHERE}/**`, (route) => route.abort());
  return happened;
}

const pathOf = (page: Page | undefined): string => (page ? new URL(page.url(), 'about:blank').pathname : '?');

const LOOKS = 20;
const BETWEEN_MS = 250;

/** The text of the page once it is the same twice: lists and records come a moment after their heading. */
export async function settledText(page: Page): Promise<string> {
  let before = '';
  for (let i = 0; i < LOOKS; i += 1) {
    const now = await textOf(page);
    if (now === before) break;
    before = now;
    await page.waitForTimeout(BETWEEN_MS);
  }
  return before;
}

/** All that the page holds as text: what is on it, open or folded, in fields, and what is told to who does not see. */
const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const told = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [value]')].flatMap((one) =>
      ['aria-label', 'title', 'placeholder', 'alt', 'value'].map((name) => one.getAttribute(name) ?? ''),
    );
    const typed = [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value);
    return [document.body.textContent, ...told, ...typed].join('\n');
  });

/** Elements that the app does not make, and attributes that could run: what of a payload became part of the page. */
export const plantedIn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const strange =
      'script:not([type="application/json"]), iframe, frame, object, embed, applet, base, body link, body meta, body style, math, marquee, template, xmp, video, audio, image, x, foreignObject, animate';
    const runs = /^\s*(javascript|vbscript|data:text|data:,)|elsewhere|\bran-\d/i;
    const isBad = (one: Element): boolean =>
      (one.matches(strange) && one.closest('head') === null) ||
      one
        .getAttributeNames()
        .some(
          (name) =>
            /^on|^srcdoc$|^style$/i.test(name) ||
            (/^(src|href|xlink:href|action|formaction|data|srcset)$/i.test(name) &&
              runs.test(one.getAttribute(name) ?? '')),
        );
    return [...document.querySelectorAll('*')].filter(isBad).map((one) => one.outerHTML.slice(0, 200));
  });
