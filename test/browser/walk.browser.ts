/**
 * A walk through every screen of every user with the browser's developer tools open: what was sent, kept, shown, logged or held
 * in memory is compared with the tables of who reads what, which are written out apart from the program. Each entry of each
 * pupil has a word of its own, so that it is known wherever it turns up.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATHS } from '../../src/ui/app/paths.ts';
import { RIGHTS_PATHS } from '../../src/ui/app/rights-paths.ts';
import { lettersOf } from '../simulation/oracle/truth.ts';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import type { Screen } from './support/every-screen.ts';
import { FURTHER, USERS, goTo } from './support/every-screen.ts';
import { writeIn } from './support/interview.ts';
import { button, chip } from './support/names.ts';
import { digestTrespasses, entriesSent, kindsByRecord, namesIn, rulesOf, trespasses } from './support/walk-rules.ts';
import type { Rules } from './support/walk-rules.ts';
import type { WalkSchool } from './support/walk-school.ts';
import { CANARY, DRAFTED, isOffice, plant, readSchool } from './support/walk-school.ts';
import type { Held, Told } from './support/walk-window.ts';
import { bareNames, lookAt, readHeld, readMemory, watchWindow } from './support/walk-window.ts';
import type { Wire } from './support/walk-wire.ts';
import { recordWire } from './support/walk-wire.ts';

/** Who walks, in this order: what the adviser leaves behind is there for the others not to see. */
const WALKERS: readonly (readonly [part: string, user: string])[] = [
  ['adviser', 'careers adviser'],
  ['tutor', 'form tutor'],
  ['pupil', 'pupil'],
  ['leader', 'careers leader'],
  ['pastoral', 'pastoral staff'],
  ['subject', 'subject lead'],
  ['senior', 'senior leader'],
  ['admin', 'administrator'],
];

/** Screens that no other journey opens one after another. */
const OF_ALL: readonly Screen[] = [
  ['Sending and saving', '/sending'],
  ['Your account', '/account'],
  ['Signing in', '/account/signing-in'],
];
const OF_THE_LEADER: readonly Screen[] = [
  ['Requests', '/records/requests'],
  ['a request', '/records/requests', /^Aisha/],
  ['Due for review', '/records/due'],
  ['Let go of', '/records/gone'],
  ['Devices', '/records/devices'],
];

const screensOf = (user: string): readonly Screen[] => {
  const all = [...(USERS[user]?.screens ?? []), ...(FURTHER[user] ?? []), ...OF_ALL];
  const more = user === 'careers leader' ? [...all, ...OF_THE_LEADER] : all;
  // One that two lists name is opened once.
  return more.filter((screen, n) => more.findIndex(([, ...way]) => String(way) === String(screen.slice(1))) === n);
};

let server: AppServer;
let browser: Browser;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  await server.stop();
  plant(server.dataDir);
  await server.start();
  browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await server?.end();
});

describe.each(WALKERS)('a walk as %s (%s), with the developer tools open,', (part, user) => {
  let wire: Wire;
  let page: Page;
  let told: Told;
  let bare: readonly string[];
  const seen: string[] = [];
  /** As things are at the end of the walk, for it leaves work behind. */
  let school: WalkSchool;
  let rules: Rules;
  let held: Held;

  beforeAll(async () => {
    wire = await recordWire(server.origin);
    const viewport = { width: USERS[user]?.width ?? 1440, height: 800 };
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    bare = await bareNames(page, wire.origin);
    told = await watchWindow(page);
    await page.goto(wire.origin);
    await page.getByText('Other people at this school').click();
    await button(page, `Try as ${user}`).click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 240_000 });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }, 300_000);
  afterAll(async () => {
    await page?.context().close();
    await wire?.end();
  });

  it.each(screensOf(user).map((screen) => ({ name: screen[0], screen })))('opens $name', async ({ screen }) => {
    await goTo(page, wire.origin, screen);
    seen.push(await lookAt(page, told));
    expect(await page.locator('body').innerText()).not.toMatch(/This page is not here/);
  });

  it.runIf(part === 'adviser')('leaves words behind in an interview that is not finished', async () => {
    await goTo(page, wire.origin, ['editor', '/today', /interview with Zofia/]);
    await writeIn(page, 'Where things are now', `${DRAFTED} is still being written.`);
    await button(page, 'Pause').click();
    await chip(page, /^Sending and saving: all sent/).waitFor();
    seen.push(await lookAt(page, told));
  });

  it('has nothing in its console that is an error', () => {
    expect(errorsOf(told)).toStrictEqual([]);
  });

  it('is shown nothing at the addresses of everybody else', async () => {
    school = readSchool(server.dataDir);
    const addresses = addressesFor(school, part);
    for (const address of addresses) {
      await page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, address);
      await page.locator('h1').first().waitFor();
      await page.locator('.loading').waitFor({ state: 'detached' });
      seen.push(await lookAt(page, told));
    }
    held = await readHeld(page, bare);
    school = readSchool(server.dataDir);
    rules = rulesOf(school, part, namesIn(addresses.join('\n')));
    // Asking is not forbidden, and the browser logs each refusal.
    const refused = /the server responded with a status of (403|404)/;
    expect(errorsOf(told).filter((line) => !refused.test(line))).toStrictEqual([]);
  }, 300_000);

  it('was sent each entry that the tables give them, and no other', () => {
    const sent = entriesSent(wire.exchanges().map((one) => one.body()));
    expect([...sent.keys()].filter((key) => !rules.theirs.has(key))).toStrictEqual([]);
    expect([...rules.theirs.keys()].filter((key) => !sent.has(key))).toStrictEqual([]);
  });

  it('finds no word, id or UPN of what is not theirs in any answer, header or address', () => {
    const all = wire.exchanges();
    const texts = all.map((one) => [one.url, one.asked(), one.headers(), one.body()].join('\n'));
    const found = texts.map(namesIn);
    expect(all.flatMap(({ url }, n) => trespasses(rules, url, found[n] ?? new Set()))).toStrictEqual([]);
    const known = new Set(found.flatMap((names) => [...names]));
    expect(missing(rules, known)).toStrictEqual([]);
  });

  it('finds none in any document, field or title, nor in the console', () => {
    const texts = [...seen, ...told.titles, ...told.addresses, ...told.errors, ...told.lines];
    expect(texts.flatMap((text, n) => trespasses(rules, `text ${n}`, namesIn(text)))).toStrictEqual([]);
  });

  it('finds none in what the browser keeps, and there only sealed what is theirs', () => {
    expect(held.boxesOpened).toBe(held.boxes);
    expect(trespasses(rules, 'in a box', namesIn(held.opened))).toStrictEqual([]);
    expect(trespasses(rules, 'in the clear', namesIn(held.raw))).toStrictEqual([]);
    expect(held.raw.match(CANARY) ?? []).toStrictEqual([]);
    expect(held.cached.filter((url) => new URL(url).pathname.startsWith('/api/'))).toStrictEqual([]);
    const kindsOf = kindsByRecord(school, rules);
    const digests = held.opened.split('\n').filter((json) => json.startsWith('{"record":'));
    expect(digests.flatMap((json) => digestTrespasses(rules, kindsOf, json))).toStrictEqual([]);
    const pupils = [...school.stored.entries.keys()].filter((record) => !isOffice(record) && kindsOf(record).size > 0);
    expect(digests.length).toBeGreaterThanOrEqual(pupils.length);
  });

  it('finds none in the memory of the window', async () => {
    const names = new Set<string>();
    const length = await readMemory(page, (piece) => namesIn(piece).forEach((name) => names.add(name)));
    expect(trespasses(rules, 'in memory', names)).toStrictEqual([]);
    expect(length).toBeGreaterThan(1_000_000);
  }, 300_000);

  it('has no name in an address or a title, nothing on window, and cookies that no script reads', async () => {
    const addresses = [...told.addresses, ...wire.exchanges().map(({ url }) => url)];
    const people = firstNames(school);
    const named = [...addresses, ...told.titles].filter((text) => wordsOf(text).some((word) => people.has(word)));
    expect(named).toStrictEqual([]);
    expect([...addresses, ...told.titles].flatMap((text) => text.match(CANARY) ?? [])).toStrictEqual([]);
    // A switch of the library that checks what comes in; no data.
    expect(held.globals).toBe('__zod_globalConfig: {"jitless":true}');
    expect(held.scriptCookies).toBe('');
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toStrictEqual([
      { name: 'sid', httpOnly: true, sameSite: 'Strict' },
    ]);
  });

  it('saw so much', async ({ annotate }) => {
    const all = wire.exchanges();
    await annotate(
      `${part}: ${seen.length} screens, ${all.length} answers, ${all.reduce((sum, one) => sum + one.body().length, 0)} characters, ${held.boxes} boxes, ${rules.theirs.size} entries theirs, ${rules.forbidden.size} names forbidden`,
    );
  });
});

/** Before anybody has signed in the page asks who has, and the browser logs that nobody has. */
const errorsOf = ({ errors }: Told): readonly string[] =>
  errors.filter((line) => !/status of 401 \(Unauthorized\) \S+\/api\/session$/.test(line));

it('no log of the server has a word of it', () => {
  expect(server.log().match(CANARY) ?? []).toStrictEqual([]);
});

/** Canaries of what they read that were not found: the search would find what must not be there. */
const missing = ({ theirs, forbidden }: Rules, known: ReadonlySet<string>): readonly string[] =>
  [...theirs].flatMap(([key, needles]) =>
    needles.some((needle) => known.has(needle)) || needles.every((needle) => forbidden.has(needle)) ? [] : [key],
  );

/** Addresses of a pupil, and of an interview. */
const OF_A_PUPIL: readonly string[] = [
  '/pupils/:p',
  '/pupils/:p/history',
  '/form/pupils/:p',
  '/form/log/:p',
  '/support/:p',
  '/records/pupils/:p',
  '/interviews/:p/:d',
  '/interviews/:p/:d/show',
  '/interviews/:p/:d/check',
  '/interviews/:p/:d/plan',
];

/** Every address of the app, those of a pupil with one who is least theirs. */
function addressesFor({ stored, people }: WalkSchool, part: string): readonly string[] {
  const person = people.get(part) ?? '';
  const pupils = [...stored.entries].filter(([record, rows]) => !isOffice(record) && 'support' in rows);
  const [record, rows] = pupils.toSorted(
    ([one], [other]) => lettersOf(stored, person, one).length - lettersOf(stored, person, other).length,
  )[0] ?? ['', {}];
  const draft = Object.values(rows).find(({ kind }) => kind === 'draft')?.id ?? 'none';
  const ofPupil = OF_A_PUPIL.map((address) => address.replace(':p', record).replace(':d', draft));
  return [...Object.values(PATHS), ...Object.values(RIGHTS_PATHS), ...ofPupil];
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/[^a-zà-ž]+/);

/** First names of the pupils, in small letters. */
const firstNames = ({ stored }: WalkSchool): ReadonlySet<string> =>
  new Set(
    [...stored.entries.values()].flatMap((rows) => {
      const pupil = rows['pupil'];
      return pupil?.kind === 'pupil' ? wordsOf(pupil.name) : [];
    }),
  );
