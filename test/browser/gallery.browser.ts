/**
 * The gallery of parts in a real browser: axe finds nothing, nothing scrolls sideways, targets have their
 * size, and what floats stays inside the window; in light and dark, from a phone to a laptop.
 */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const axe = fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url));
const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
];
const THEMES = ['light', 'dark'] as const;
const CASES = THEMES.flatMap((theme) => SIZES.map((size) => ({ theme, ...size })));

/** Least size of anything that is tapped: 44 px. */
const TOUCH_PX = 44;

let server: ViteDevServer;
let browser: Browser;

beforeAll(async () => {
  server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    // A cache of its own: other servers may be at work in this folder.
    cacheDir: 'node_modules/.vite-gallery',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    optimizeDeps: { entries: ['test/ui/gallery/gallery.tsx'] },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await server.listen();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

type View = { readonly theme: 'light' | 'dark'; readonly width: number; readonly height: number };

const open = async ({ theme, width, height }: View): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${server.resolvedUrls?.local[0]}test/ui/gallery/index.html?theme=${theme}`);
  await page.getByRole('heading', { level: 1, name: 'Parts and their states' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.addScriptTag({ path: axe });
  return page;
};

/** Each violation with the places it was found at, so that a failure says what to mend. */
const violations = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const found = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
      }
    ).axe.run();
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Visible controls that are lower than `least`, links within words and hidden ones left out. */
const small = (page: Page, least: number): Promise<readonly string[]> =>
  page.evaluate((least) => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        '.btn, .chip, .nav a, .tabs a, .choice, .check, summary, .input, [type="file"]',
      ),
    ];
    return controls
      .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < least)
      .map((control) => `${control.className} ${control.textContent}: ${control.getBoundingClientRect().height}`);
  }, least);

/** What hangs out of the row it belongs to: a "More" that lost its corner covers the row below. */
const astray = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.row .btn, .row .receipt, .row .when')]
      .filter((part) => {
        const row = part.closest('.row')?.getBoundingClientRect();
        const { top, bottom, left, right } = part.getBoundingClientRect();
        return row !== undefined && (top < row.top || bottom > row.bottom || left < row.left || right > row.right);
      })
      .map((part) => `${part.className} ${part.textContent} ${part.ariaLabel ?? ''}`),
  );

/** Icons that touch the word after them. */
const touching = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<SVGElement>(
        '.when > .icon, .receipt > .icon, .tag > .icon, .chip > .icon, .btn > .icon',
      ),
    ]
      .filter((icon) => {
        const after = icon.nextSibling;
        // Words that only a screen reader hears take one pixel.
        if (after === null || (after instanceof HTMLElement && after.offsetWidth <= 1)) return false;
        const words = document.createRange();
        words.selectNodeContents(after);
        return words.getBoundingClientRect().left - icon.getBoundingClientRect().right < 2;
      })
      .map((icon) => icon.parentElement?.textContent ?? ''),
  );

describe.each(CASES)('The gallery in $theme at $width px', (view) => {
  it('has nothing that axe objects to, nothing astray, and does not scroll sideways', async () => {
    const page = await open(view);
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    expect(await small(page, TOUCH_PX)).toEqual([]);
    expect(await astray(page)).toEqual([]);
    expect(await touching(page)).toEqual([]);
    await page.context().close();
  });

  it('shows its floating parts inside the window and accessibly', async () => {
    const page = await open(view);
    const inside = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      expect(box, selector).not.toBeNull();
      expect(box?.x, `${selector} starts in the window`).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0), `${selector} ends in the window`).toBeLessThanOrEqual(view.width);
      expect((box?.y ?? 0) + (box?.height ?? 0), `${selector} ends above the fold`).toBeLessThanOrEqual(view.height);
      expect(await violations(page), selector).toEqual([]);
    };
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await inside('.toast');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'More for Kai Bennett' }).click();
    await inside('[role="menu"]');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'What to do next' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox').waitFor();
    expect(await violations(page), 'suggestions').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Delete old records' }).click();
    await inside('dialog');
    const dialog = await page.locator('dialog').boundingBox();
    expect((dialog?.x ?? 0) * 2 + (dialog?.width ?? 0), 'the dialog is in the middle').toBeCloseTo(view.width, -1);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.context().close();
  });
});

describe('The gallery', () => {
  it('has no style attribute, which the content security policy forbids', async () => {
    const page = await open({ theme: 'light', width: 1024, height: 768 });
    expect(await page.locator('#app [style]').count()).toBe(0);
    await page.context().close();
  });

  it('prints on paper without what is private, floating or operated', async () => {
    const page = await open({ theme: 'dark', width: 1024, height: 768 });
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.top', '.private', '.bar', '.btn'])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
    expect(await page.locator('.a4').isVisible()).toBe(true);
    const [paper, ink] = await page
      .locator('.theme')
      .evaluate((theme) => [getComputedStyle(theme).backgroundColor, getComputedStyle(theme).color]);
    expect([paper, ink]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    await page.context().close();
  });

  it('draws itself in the self-hosted font, in both of its files', async () => {
    const page = await open({ theme: 'light', width: 1024, height: 768 });
    const loaded = await page.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('"', '')),
    );
    expect(loaded).toEqual(['Hanken Grotesk', 'Hanken Grotesk']);
    await page.context().close();
  });
});
