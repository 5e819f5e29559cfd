// @vitest-environment happy-dom
/** The search: what is found, where it leads, the keys, how far it is, and that nothing of it leaves the dialog. */
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchButton } from '../../../../src/ui/app/search-button.tsx';
import { Search } from '../../../../src/ui/screens/shared/search.tsx';
import type { EntryId, FormCode } from '../../../../src/domain/ids.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { CareersRecord } from '../../../../src/domain/record.ts';
import {
  aDraft,
  aNote,
  aPupil,
  aRecord,
  aStep,
  anEntry,
  anExperience,
  anInterview,
  uuid,
} from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import type { ScreenSetting } from '../../../support/screen.tsx';
import { JO, joWorld, pupilWith } from '../adviser/adviser-world.ts';
import { MR_LEE } from '../tutor/tutor-world.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  history.replaceState(null, '', '/');
});

const id = (n: number) => uuid(n) as EntryId;
const AISHA = pupilWith('aisha', ['Aisha', 'Khan'], aStep({ id: id(1), what: 'Visit a pharmacy' }));
const BEN = pupilWith('ben', ['Ben', 'Cole'], aNote({ id: id(2), why: 'Wants to be a pharmacist' }));
const WORLD = joWorld([AISHA, BEN]);

async function open(setting: ScreenSetting = WORLD) {
  const onClose = vi.fn();
  const shown = renderScreen(<Search onClose={onClose} />, setting);
  const field = await screen.findByRole<HTMLInputElement>('textbox');
  const type = (text: string) => {
    field.value = text;
    fireEvent.input(field);
  };
  return { ...shown, onClose, field, type };
}

/** The links of a group of results, with where they lead. */
const links = (group: string): readonly (readonly [string, string | null])[] => {
  const section = screen.queryByRole('region', { name: group });
  if (!section) return [];
  return within(section)
    .queryAllByRole('link')
    .map((link) => [link.textContent, link.getAttribute('href')] as const);
};
const finished = () => screen.findByText(/^Looked through [\d,]+ of [\d,]+\.$/);

test('a pupil is there at once by name, and words of records follow with what they stand in', async () => {
  const { type } = await open();
  await screen.findByRole('textbox', { name: 'Name, form or words' });
  type('ais');
  await waitFor(() => expect(links('Pupils')).toEqual([['Aisha Khan', '/pupils/aisha']]));
  type('pharm');
  await finished();
  expect(links('Pupils')).toEqual([]);
  expect(links('Words in records').map(([name]) => name)).toEqual(['Ben Cole', 'Aisha Khan']);
  const words = screen.getByRole('region', { name: 'Words in records' });
  within(words).getByText('Private note, 11 November 2026');
  within(words).getByText('Next step, 11 November 2026');
  expect(words.querySelectorAll('mark')[0]?.textContent).toBe('pharm');
  screen.getByText('Looked through 2 of 2.');
  expect(screen.getByRole('status').textContent).toBe('0 pupils, 2 entries in records');
});

test('each entry leads to where it is shown to whoever looks', async () => {
  const held = { id: id(7), status: 'finished', summary: 'Pharmacy and more' } as const;
  const record = pupilWith(
    'aisha',
    ['Aisha', 'Khan'],
    aStep({ id: id(1), what: 'Visit a pharmacy' }),
    aNote({ id: id(2), interview: id(7), why: 'Pharmacy' }),
    anInterview(held),
    aStep({ id: id(3), interview: id(7), what: 'Read about pharmacy' }),
    aDraft(id(8), { why: 'Pharmacy' }, { id: id(4), author: JO.person }),
  );
  const placesFor = async (session: ScreenSetting['session'], groups: ScreenSetting['records'][number]['groups']) => {
    const { type } = await open({ ...WORLD, session, records: [{ record, groups }] });
    type('pharmacy');
    await screen.findAllByText('Pharmacy', { exact: false });
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/entries/));
    const all = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    cleanup();
    return all.toSorted();
  };
  const plan = `/interviews/aisha/${id(7)}/plan`;
  expect(await placesFor(JO, ['N', 'G'])).toEqual([
    `/interviews/aisha/${id(7)}/plan`,
    plan,
    `/interviews/aisha/${id(8)}`,
    '/pupils/aisha',
    `/pupils/aisha#${id(2)}`,
  ]);
  const leader = { ...JO, person: MR_LEE.person, roles: ['leader'] as const };
  expect(await placesFor(leader, ['N', 'G', 'L'])).toEqual([
    `/pupils/aisha#${id(1)}`,
    ...[0, 1, 2].map(() => `/pupils/aisha#${id(7)}`),
  ]);
  expect(await placesFor(MR_LEE, ['N', 'T'])).toEqual([0, 1, 2].map(() => '/form/pupils/aisha'));
  const pupil = { ...JO, person: 'aisha' as typeof JO.person, roles: ['pupil'] as const };
  expect(await placesFor(pupil, ['P'])).toEqual([`/my/record#${id(1)}`, `/my/record#${id(7)}`, `/my/record#${id(7)}`]);
});

test('an activity stands once, with how many others took part', async () => {
  const took = (name: string) =>
    pupilWith(name, [name, 'Khan'], anExperience({ id: id(9), facts: { title: 'Hospital day' } }));
  const { type } = await open(joWorld(['a', 'b', 'c'].map(took)));
  type('hospital');
  await finished();
  screen.getByText('Experience, 12 October 2026. 2 other pupils took part');
  expect(links('Words in records')).toHaveLength(1);
});

test('a legal name finds its pupil and is not shown', async () => {
  const identity = { legalForename: 'Samira', legalSurname: 'Iqbal', born: null, upn: null, sex: null };
  const record = pupilWith('sam', ['Sam', 'Khan'], anEntry('identity', identity, { id: singleton('identity') }));
  const { type, container } = await open(joWorld([record]));
  type('iqbal');
  await screen.findByText('Found by legal name');
  expect(links('Pupils')).toEqual([['Sam Khan', '/pupils/sam']]);
  expect(container.textContent).not.toContain('Iqbal');
});

test('arrow keys go from the field through all that is found and back, Enter opens the first', async () => {
  const { type, field, onClose } = await open();
  type('pharm');
  await finished();
  expect(document.activeElement).toBe(field);
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? field, { key });
  const at = () => document.activeElement?.textContent;
  press('ArrowDown');
  expect(at()).toBe('Ben Cole');
  press('ArrowDown');
  press('ArrowDown');
  expect(at()).toBe('Aisha Khan');
  press('ArrowUp');
  press('ArrowUp');
  expect(document.activeElement).toBe(field);
  const clicked = vi.fn((event: Event) => event.preventDefault());
  screen.getAllByRole('link')[0]?.addEventListener('click', clicked);
  press('Enter');
  expect(clicked).toHaveBeenCalledOnce();
  expect(onClose).toHaveBeenCalledOnce();
});

test('Escape and Close close it; a new tab leaves it open', async () => {
  const { type, onClose } = await open();
  type('aisha');
  const link = await screen.findByRole('link', { name: 'Aisha Khan' });
  fireEvent.click(link, { ctrlKey: true });
  expect(onClose).not.toHaveBeenCalled();
  fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalledTimes(2);
});

/** So many pupils with a step each. */
const many = (count: number): readonly CareersRecord[] =>
  Array.from({ length: count }, (_, n) =>
    aRecord(
      `p${n}`,
      aPupil({ name: `P${n}`, surname: 'Khan', form: '10B' as FormCode }),
      aStep({ what: 'Visit a pharmacy' }),
    ),
  );

test('after thirty entries it stops and says how far it is; Look further goes on from there', async () => {
  const { type, container } = await open(joWorld(many(50)));
  type('pharm');
  const further = await screen.findByRole('button', { name: 'Look further' });
  screen.getByText('Looked through 32 of 50.');
  expect(links('Words in records')).toHaveLength(32);
  // Each piece is over as soon as it begins: whatever is told on the way is seen.
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 1000));
  const counts: number[] = [];
  new MutationObserver(() => counts.push(links('Words in records').length)).observe(container, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  fireEvent.click(further);
  await screen.findByText('Looked through 50 of 50.');
  expect(links('Words in records')).toHaveLength(50);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(32);
});

test('a record is opened once, however many words are looked for in it', async () => {
  const { type, house } = await open(joWorld(many(40)));
  const opened = vi.spyOn(house.holdings, 'record');
  for (const word of ['nothing', 'pharmacist', 'visitor']) {
    type(word);
    await screen.findByText('Looked through 40 of 40.');
    type('');
    await waitFor(() => expect(screen.queryByText(/Looked through/)).toBeNull());
  }
  expect(opened).toHaveBeenCalledTimes(40);
});

test('the next key stops what was looked for: its late answers change nothing', async () => {
  const { type, house } = await open(joWorld(many(40)));
  const record = house.holdings.record.bind(house.holdings);
  const late: (() => void)[] = [];
  // What is opened for the first word waits; what is opened for the second comes at once.
  const slow = vi.spyOn(house.holdings, 'record').mockImplementation((which) => ({
    subscribe: (next, failed) => {
      late.push(() => record(which).subscribe(next, failed));
      return () => {};
    },
  }));
  type('visit');
  await waitFor(() => expect(late.length).toBeGreaterThan(0));
  slow.mockImplementation(record);
  type('pharmacist');
  await screen.findByText('Looked through 40 of 40.');
  for (const answer of late) answer();
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
  screen.getByText('Looked through 40 of 40.');
  screen.getByText('Nothing found.');
});

test('a record that cannot be opened is left out and said', async () => {
  const { type, house } = await open();
  const record = house.holdings.record.bind(house.holdings);
  vi.spyOn(house.holdings, 'record').mockImplementation((which) =>
    which === 'ben' ? { subscribe: (_, failed) => (failed(new Error('planned')), () => {}) } : record(which),
  );
  type('pharm');
  await finished();
  screen.getByText('1 record could not be opened and was left out.');
  expect(links('Words in records').map(([name]) => name)).toEqual(['Aisha Khan']);
});

test('nothing of what was typed or found is in an address, the title, a store or a cache', async () => {
  const { type, house } = await open();
  const before = [location.href, document.title, history.length, history.state];
  const logged = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
  type('pharmacist');
  await finished();
  expect(links('Words in records')).toHaveLength(1);
  expect([location.href, document.title, history.length, history.state]).toEqual(before);
  expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain('pharm');
  for (const spy of logged) expect(spy).not.toHaveBeenCalled();
  expect(house.engine.status().waiting).toBe(0);
});

test('"/" and Ctrl K open it from anywhere but a field or another dialog; "/" can be turned off', async () => {
  renderScreen(
    <>
      <input aria-label="Elsewhere" />
      <SearchButton />
    </>,
    WORLD,
  );
  const press = async (key: string, more: object = {}, at: Element = document.body) => {
    const went = fireEvent.keyDown(at, { key, bubbles: true, ...more });
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const shown = screen.queryByRole('dialog', { name: 'Search' }) !== null;
    if (shown) fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(went).toBe(!shown);
    return shown;
  };
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
  await screen.findByRole('dialog', { name: 'Search' });
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  const elsewhere = screen.getByRole('textbox', { name: 'Elsewhere' });
  elsewhere.focus();
  expect(await press('/', {}, elsewhere)).toBe(false);
  expect(await press('k', { ctrlKey: true }, elsewhere)).toBe(false);
  elsewhere.blur();
  expect(await press('k')).toBe(false);
  expect(await press('k', { ctrlKey: true })).toBe(true);
  expect(await press('k', { metaKey: true })).toBe(true);
  expect(await press('/')).toBe(true);
  fireEvent.keyDown(document.body, { key: '/', bubbles: true });
  const box = await screen.findByRole('checkbox', { name: 'The key / opens the search' });
  // A dialog that is open stays the one.
  screen.getByRole('button', { name: 'Close' }).focus();
  expect(fireEvent.keyDown(screen.getByRole('button', { name: 'Close' }), { key: '/', bubbles: true })).toBe(true);
  fireEvent.click(box);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(await press('/')).toBe(false);
  expect(await press('k', { ctrlKey: true })).toBe(true);
});
