/**
 * Script in every text: a school whose every free text ends in payloads, opened on every screen of every user, printed and
 * taken away as files, and payloads typed by hand. Nothing of it runs, asks anybody for anything or becomes part of a page.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { ELSEWHERE, PAYLOADS } from '../support/payloads.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import type { Screen } from './support/every-screen.ts';
import { FURTHER, USERS, goTo } from './support/every-screen.ts';
import type { Addresses, Spoiled } from './support/injection-spoil.ts';
import { FREE_TEXTS, addressesIn, spoilSchool } from './support/injection-spoil.ts';
import type { WatchedUser } from './support/injection-user.ts';
import { handTyped, watchedUser } from './support/injection-user.ts';
import { watchForScript } from './support/injection-watch.ts';
import { addOwnStep, finishInterview, writeIn } from './support/interview.ts';
import { button, chip, heading, link } from './support/names.ts';

/** Whose first names screens are opened by. */
const OPENED = ['Aisha Khan', 'Zofia Nowak', 'Malachi Osei', 'Harpreet Gill', 'Ben Whitfield'];
/** The share of payloads that run by themselves where a page takes text for HTML, at least: the others need another place, or a hand. */
const RUN_WHERE_RAW = 0.4;
/** Where such a page is; nobody is asked for it. */
const RAW_PAGE = 'http://raw.example/';
/** Every seventh is tried there, so that it comes round every way of starting and of calling. */
const RAW_ONE_IN = 7;
const LONG = 600_000;

let server: AppServer;
let browser: Browser;
let folder: string;
let spoiled: Spoiled;
let addresses: Addresses;
const users = new Map<string, Promise<WatchedUser>>();
/** Payloads that stood whole on a screen, and in a file. */
const onScreen = new Set<number>();
const inFiles = new Set<number>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fingerpost-taken-'));
  server = await newServer();
  await server.start();
  await server.stop();
  const file = join(server.dataDir, 'fingerpost.db');
  addresses = addressesIn(file, 'Aisha', '10B');
  spoiled = spoilSchool(file, OPENED);
  await server.start();
  browser = await launchBrowser();
}, LONG);
afterAll(async () => {
  await browser?.close();
  await server?.end();
  await rm(folder, { recursive: true, force: true });
});

/** The user, signed in when first asked for. */
function as(user: string): Promise<WatchedUser> {
  const signedIn = users.get(user) ?? watchedUser(browser, server.origin, user);
  users.set(user, signedIn);
  return signedIn;
}
const open = async (user: string, ...screen: Screen): Promise<WatchedUser> => {
  const watched = await as(user);
  await goTo(watched.page, server.origin, screen);
  return watched;
};

const MORE: Readonly<Record<string, readonly Screen[]>> = {
  'careers adviser': [['How you sign in', '/account/signing-in']],
  'careers leader': [
    ['Records and requests', '/records/requests'],
    ['Due for review', '/records/due'],
    ['Let go of', '/records/gone'],
    ['Devices', '/records/devices'],
    ['whose records a device could have seen', '/records/devices', /^Whose records could this device have seen/],
  ],
};
const SCREENS = [...new Set([...Object.keys(USERS), ...Object.keys(FURTHER)])].flatMap((user) =>
  [...(USERS[user]?.screens ?? []), ...(FURTHER[user] ?? []), ...(MORE[user] ?? [])].map(
    (screen) => [user, screen[0], screen] as const,
  ),
);

it('every free text of every kind of entry that the school has is spoiled, with every payload', () => {
  const kinds = new Set([...spoiled.fields.keys()].map((path) => path.split('.')[0]));
  const missed = FREE_TEXTS.filter((path) => kinds.has(path.split('.')[0]) && !spoiled.fields.has(path));
  console.log(`${spoiled.fields.size} of ${FREE_TEXTS.length} free texts spoiled, not: ${missed.join(', ')}`);
  expect(missed).toStrictEqual([]);
  expect(spoiled.used.size).toBe(PAYLOADS.length);
});

describe('nothing of a payload runs on a screen', { timeout: LONG }, () => {
  it.each(SCREENS)('of the %s: %s', async (user, _, screen) => {
    const { look } = await open(user, ...screen);
    await look(onScreen);
  });

  it.each(['careers leader', 'careers adviser', 'form tutor', 'pupil'])(
    'of the %s: what is searched for',
    async (user) => {
      const { page, look } = await open(user, 'first', '/sending');
      await button(page, 'Search').click();
      for (const words of ['script', 'onerror', 'javascript', '<svg onload']) {
        await page.getByRole('dialog').locator('input.input').fill(words);
        await look(onScreen);
      }
      await page.keyboard.press('Escape');
    },
  );

  it('of the careers leader: at addresses that are payloads', async () => {
    const { page, look } = await as('careers leader');
    const some = PAYLOADS.filter(({ text }, i) => i % 90 === 0 && !/\s/.test(text));
    for (const [i, { text }] of some.entries()) {
      const part = encodeURIComponent(text);
      const path =
        [`/pupils/${part}`, `/dashboard/waiting/${part}?q=${part}`, `/programme/${part}#${part}`][i % 3] ?? '';
      await page.goto(server.origin + path);
      await look(new Set());
    }
  });
});

describe('nothing of a payload runs on paper or in a file', { timeout: LONG }, () => {
  it('the pupil’s own record, as a page and as data', async () => {
    const { page, take } = await open('pupil', 'My record', '/my/record');
    const read = await take(button(page, 'Download my record'), folder, inFiles);
    expect(read).toContain('application/json');
    await take(page.getByRole('button', { name: /^Download as data/ }), folder, inFiles);
  });

  it('the career passport, printed and shared as a page', async () => {
    const { page, look, print, openFile } = await open('pupil', 'My career passport', '/my/record/passport');
    await page.evaluate(() => {
      const share = async ({ files }: { files: readonly File[] }) => {
        document.body.dataset['shared'] = await files[0]?.text();
      };
      Object.assign(navigator, { share, canShare: () => true });
    });
    for (const box of await page.getByRole('checkbox').all()) if (await box.isEnabled()) await box.check();
    for (const area of await page.getByRole('textbox').all()) await area.fill(PAYLOADS[40]?.text ?? '');
    await look(onScreen);
    await button(page, 'Preview').click();
    await look(onScreen);
    await print();
    await button(page, 'Share').click();
    await expect.poll(() => page.evaluate(() => document.body.dataset['shared'] ?? '')).toContain('<!doctype html>');
    const file = join(folder, 'passport.html');
    await writeFile(file, await page.evaluate(() => document.body.dataset['shared'] ?? ''));
    await openFile(file, inFiles);
  });

  it('lists of the careers leader, with no cell that begins like a formula', async () => {
    const lists: readonly Screen[] = [
      ['a list of names', '/dashboard', /talking to an adviser: \d+ pupils? not yet/],
      ['No offer yet', '/dashboard/waiting/no-offer'],
      ['to catch up', addresses.activity],
      ['records sent', '/records/devices', /^Whose records could this device have seen/],
    ];
    for (const list of lists) {
      const { page, take } = await open('careers leader', ...list);
      for (const name of ['Download list', 'Download for the local authority']) {
        if (name !== 'Download list' && list[0] !== 'No offer yet') continue;
        const text = await take(button(page, name), folder, inFiles);
        expect(text.split('\r\n').length, list[0]).toBeGreaterThan(2);
        expect(text).not.toMatch(/(^|[,;\t\r\n]"?)[=+\-@]/);
      }
    }
  });

  it('the copy of everything that is handed out', async () => {
    const { page, look, take } = await open('careers leader', 'requests', `/records/pupils/${addresses.pupil}`);
    await look(onScreen);
    await page.getByLabel('In their words').fill(
      PAYLOADS.slice(0, 20)
        .map(({ text }) => text)
        .join(' '),
    );
    await button(page, 'Log it').click();
    await link(page, 'A copy of everything').first().click();
    const keep = page.getByRole('button', { name: /^Keep: / });
    await page.getByRole('heading', { name: 'The copy' }).waitFor();
    await button(page, 'Look through it').click();
    await page.getByText('still to be looked at').or(page.getByText('All marks')).waitFor();
    await look(onScreen);
    for (let left = await keep.count(); left > 0; left = await keep.count()) {
      await keep.first().click();
      await expect.poll(() => keep.count(), { timeout: 20_000 }).toBeLessThan(left);
    }
    const text = await take(button(page, 'Make a copy for this pupil'), folder, inFiles);
    expect(text).toContain('What the school holds');
    await take(button(page, 'Make it as data'), folder, inFiles);
    await look(onScreen);
  });

  it('slips, codes, sheets, lists for form time, figures', async () => {
    const leader = await open('careers leader', 'codes', '/people/codes');
    await leader.page.getByRole('button', { name: /^Make \d+ codes?$/ }).click();
    await leader.page.getByRole('button', { name: /^Print \d+ slips?$/ }).click();
    await leader.look(onScreen);
    await leader.print();
    await open('careers leader', 'names', '/dashboard', /talking to an adviser: \d+ pupils? not yet/);
    await button(leader.page, 'Select all').click();
    await button(leader.page, 'Book interviews').click();
    await heading(leader.page, 'Book interviews').waitFor();
    await leader.page.getByRole('button', { name: /^Book \d+ interviews?$/ }).click();
    await button(leader.page, 'Print appointment slips').click();
    await leader.look(onScreen);
    await leader.print();
    const adviser = await open('careers adviser', 'Get ready', '/ready');
    for (const name of ['Print today’s list', 'Print blank interview sheets']) {
      await button(adviser.page, name).click();
      await adviser.look(onScreen);
      await adviser.print();
    }
    for (const [user, path] of [
      ['form tutor', '/form/print'],
      ['senior leader', '/figures'],
    ] as const) {
      const { look, print } = await open(user, 'paper', path);
      await look(onScreen);
      await print();
    }
  });
});

describe('nothing of a payload runs where it is typed', { timeout: LONG }, () => {
  const hand = handTyped();
  /** What was typed since then stands on the page. */
  const shown = async ({ look }: WatchedUser, texts: readonly string[]): Promise<void> => {
    const missing = async () => {
      const text = await look(new Set());
      return texts.filter((one) => !text.includes(one));
    };
    await expect.poll(missing, { timeout: 60_000 }).toStrictEqual([]);
  };
  const some = (count: number): string => Array.from({ length: count }, hand.next).join(' ');

  it('by the adviser, in an interview, its steps and its plan', async () => {
    const adviser = await open('careers adviser', 'editor', '/today', /interview with Harpreet/);
    const { page } = adviser;
    await page.getByRole('checkbox', { name: 'I explained who will see this' }).click();
    const notes = ['Why we are meeting', 'Where things are now', 'Ideas explored', 'What might get in the way'];
    for (const title of notes) await writeIn(page, title, some(3));
    const present = page.getByRole('textbox', { name: 'Also present', exact: true });
    // What stands above it grows a line when it is left: the finger may have missed.
    await expect
      .poll(async () => {
        if (!(await present.isVisible())) await page.locator('summary', { hasText: 'Also present' }).click();
        return present.isVisible();
      })
      .toBe(true);
    await present.fill(hand.next());
    const before = hand.typed().length;
    await writeIn(page, 'Summary for Harpreet', some(3));
    for (let i = 0; i < 3; i += 1) await addOwnStep(page, hand.next());
    await shown(adviser, hand.typed());
    await button(page, 'Show pupil').click();
    await heading(page, 'Your plan').waitFor();
    await shown(adviser, hand.typed().slice(before));
    await page.goBack();
    await heading(page, /^Interview with Harpreet/).waitFor();
    await finishInterview(page);
    await page.getByLabel('More to say').fill(hand.next());
    await button(page, 'Add to this interview').click();
    await shown(adviser, hand.typed().slice(before));
    await link(page, 'See it, or large print').click();
    await heading(page, 'My careers plan').waitFor();
    await adviser.look(onScreen);
    await adviser.print();
  });

  it('by the form tutor, in steps, what was said, questions and an activity', async () => {
    const from = hand.typed().length;
    const tutor = await open('form tutor', 'a pupil', '/form/pupils', /^Aisha Khan/);
    const { page } = tutor;
    const dialog = page.getByRole('dialog');
    await button(page, 'Add a next step').click();
    await page.getByRole('combobox', { name: 'What' }).fill(hand.next());
    await dialog.getByRole('button', { name: 'Add next step' }).click();
    await dialog.waitFor({ state: 'detached' });
    await button(page, 'Ask the careers leader').click();
    await page.getByLabel('Your question').fill(hand.next());
    await dialog.getByRole('button', { name: /^Send|^Ask/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await shown(tutor, hand.typed().slice(from));
    await goTo(page, server.origin, ['Log an activity', '/form/log']);
    await page.getByRole('combobox', { name: 'Something else' }).fill(hand.next());
    await page.keyboard.press('Tab');
    await tutor.look(onScreen);
    await page.getByRole('button', { name: /^(Save for|Add the other) \d+/ }).click();
    await page.getByText(/: logged for /).waitFor();
    await tutor.look(onScreen);
  });

  it('by the pupil, in plans, answers, experiences, a request and a concern', async () => {
    const from = hand.typed().length;
    const pupil = await open('pupil', 'My plans', '/my/plans');
    const { page } = pupil;
    await button(page, 'Update').click();
    await page.getByLabel('What or where').fill(hand.next());
    await page.getByLabel('Back-up').fill(hand.next());
    await button(page, 'Save').click();
    await shown(pupil, hand.typed().slice(from));
    await goTo(page, server.origin, ['before', '/my/before']);
    const answers = hand.typed().length;
    for (const area of await page.getByRole('textbox').all()) await area.fill(hand.next());
    await shown(pupil, hand.typed().slice(answers));
    await goTo(page, server.origin, ['ask', '/my/ask']);
    await page.getByLabel('Anything to tell the adviser').fill(hand.next());
    await page.getByLabel('When not to take me out of').fill(hand.next());
    await button(page, 'Send request').click();
    await heading(page, 'My next steps').waitFor();
    const record = hand.typed().length;
    await goTo(page, server.origin, ['experiences', '/my/experiences']);
    await button(page, 'Add something I did').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').first().check();
    await page.getByLabel('In a few words').fill(hand.next());
    await page.getByLabel('Where or with whom').fill(hand.next());
    await page.getByLabel('What you got out of it').fill(hand.next());
    await button(page, 'Send to staff').click();
    await dialog.waitFor({ state: 'detached' });
    await goTo(page, server.origin, ['record', '/my/record']);
    await button(page, 'Something’s not right: my record').click();
    await page.getByLabel('What is not right').fill(hand.next());
    await page.getByLabel('What should it say').fill(hand.next());
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.waitFor({ state: 'detached' });
    await shown(pupil, hand.typed().slice(record));
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  });

  it('nor where the careers leader reads it', async () => {
    const leader = await open('careers leader', 'a record', `/pupils/${addresses.pupil}`);
    const texts = hand.typed().slice(-2);
    await shown(leader, texts);
    console.log(`${hand.typed().length} payloads typed by hand`);
    expect(hand.typed().length).toBeGreaterThanOrEqual(35);
  });
});

it('every payload stood on a screen or in a file, whole', () => {
  const missing = PAYLOADS.filter(({ n }) => !onScreen.has(n) && !inFiles.has(n));
  console.log(`${onScreen.size} of ${PAYLOADS.length} on a screen, ${inFiles.size} in a file`);
  expect(onScreen.size).toBeGreaterThanOrEqual(1500);
  expect(missing.map(({ text }) => text)).toStrictEqual([]);
});

it('two in five payloads run by themselves where a page takes text for HTML', { timeout: LONG }, async () => {
  const context = await browser.newContext();
  const happened = await watchForScript(context, server.origin);
  const page = await context.newPage();
  await context.route(`${RAW_PAGE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<body></body>' }));
  await page.goto(RAW_PAGE);
  const some = PAYLOADS.filter((_, i) => i % RAW_ONE_IN === 0).map(({ text }) => text);
  for (let at = 0; at < some.length; at += 50) await openRaw(page, some.slice(at, at + 50));
  const calls = new RegExp(`^(?:ran |dialog |request of \\S*${ELSEWHERE}/)(\\d{4})`);
  const ran = new Set(happened.flatMap((words) => calls.exec(words)?.[1] ?? []));
  console.log(`${ran.size} of ${some.length} payloads ran where text was HTML`);
  expect(ran.size).toBeGreaterThan(some.length * RUN_WHERE_RAW);
  await context.close();
});

/** A page of each of the texts in frames, as an app writes them that escapes nothing. */
const openRaw = (page: Page, texts: readonly string[]): Promise<void> =>
  page.evaluate(async (texts) => {
    const loaded = texts.map((text) => {
      const frame = document.createElement('iframe');
      frame.srcdoc = `<title>${text}</title><p>${text}</p><input value="${text}"><p title='${text}'><textarea>${text}</textarea><a href="${text}">x</a><iframe src="${text}"></iframe><script>var words='${text}'</script>`;
      document.body.append(frame);
      return new Promise((resolve) => {
        frame.addEventListener('load', resolve);
        setTimeout(resolve, 3000);
      });
    });
    await Promise.all(loaded);
    await new Promise((resolve) => setTimeout(resolve, 500));
    document.body.replaceChildren();
  }, texts);
