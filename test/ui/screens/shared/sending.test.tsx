// @vitest-environment happy-dom
/** "Sending and saving": what needs the person keeps its words and its ways on; what waits and what was sent say where they are. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EntryId, MutationId, RecordId } from '../../../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../../../src/domain/mutation.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import type { OwnMutation } from '../../../../src/sync/ports.ts';
import { Sending } from '../../../../src/ui/screens/shared/sending.tsx';
import { WordsPlace } from '../../../../src/ui/screens/shared/words-place.tsx';
import { uuid } from '../../../support/builders.ts';
import type { ScreenSetting } from '../../../support/screen.tsx';
import { renderScreen } from '../../../support/screen.tsx';
import { joWorld, pupilWith } from '../adviser/adviser-world.ts';

afterEach(cleanup);

const AT = '2026-11-11T12:21:00.000Z' as Instant;

/** A next step for Zofia in her adviser's words, at 12:21; `over` says what came of it. */
const aStepOf = (order: number, over: Partial<OwnMutation> = {}): OwnMutation => {
  const id = uuid(500 + order) as MutationId;
  const envelope = {
    id,
    name: 'step.add',
    version: 1,
    record: 'zofia' as RecordId,
    at: AT,
    args: {
      id: uuid(600),
      what: 'Ask about the bricklaying course',
      who: 'pupil',
      due: '2026-11-25',
      tutorChecks: true,
    },
  } as unknown as MutationEnvelope;
  const state = {
    order,
    id,
    record: envelope.record,
    act: null,
    touches: [{ entry: 'x' as EntryId, creates: true }],
    taken: null,
    takenAt: null,
    first: null,
  };
  return { ...state, refused: null, waited: 0, sent: false, envelope, ...over };
};
const REFUSED = { taken: 9, takenAt: AT, refused: 'not-permitted' } as const;
const show = (before: readonly OwnMutation[], more: Partial<ScreenSetting> = {}) =>
  renderScreen(<Sending />, joWorld([pupilWith('zofia', ['Zofia', 'Nowak'])], { before, ...more }));
const needs = async () => within(await screen.findByRole('region', { name: 'Needs you' }));

describe('a change that the school refused', () => {
  test('says whose it is and why, and shows its words when asked', async () => {
    show([aStepOf(0, REFUSED)]);
    const row = await needs();
    row.getByText('Next step, Zofia Nowak, 12:21.');
    row.getByText(/^You may not change this record any more/);
    expect(row.queryByText('Ask about the bricklaying course')).toBeNull();
    fireEvent.click(row.getByRole('button', { name: 'See what went wrong: Next step, Zofia Nowak, 12:21' }));
    row.getByText('Ask about the bricklaying course');
  });

  test.each([
    ['not-permitted', 'Try again'],
    ['brought-server-down', 'Try again'],
    ['no-record', 'Save a backup file'],
    ['missing', 'Edit'],
    ['already-finished', 'Edit'],
    ['too-young', 'Edit'],
    ['too-big', 'Edit'],
    ['malformed', 'Edit'],
  ] as const)('offers the one thing that helps with %s: %s; the rest when asked', async (refused, main) => {
    show([aStepOf(0, { ...REFUSED, refused })]);
    const row = await needs();
    const ways = () =>
      [...row.queryAllByRole('button'), ...row.queryAllByRole('link')]
        .map((way) => /Try again|Edit|Save a backup file/.exec(way.ariaLabel ?? way.textContent)?.[0])
        .filter((way) => way !== undefined);
    expect(ways()).toStrictEqual([main]);
    fireEvent.click(row.getByRole('button', { name: /^See what went wrong/ }));
    expect(ways()).toContain('Try again');
    expect(ways()).toContain('Save a backup file');
  });

  test('keeps its words in sight where they are said again, until they are put away', async () => {
    show([aStepOf(0, { ...REFUSED, refused: 'missing' })]);
    const edit = (await needs()).getByRole('link', { name: /^Edit/ });
    expect(edit.getAttribute('href')).toBe('/pupils/zofia');
    fireEvent.click(edit);
    const there = render(<WordsPlace path="/pupils/zofia" />);
    await there.findByText('Ask about the bricklaying course');
    expect(render(<WordsPlace path="/sending" />).container.textContent).toBe('');
    fireEvent.click(there.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(there.queryByText('Ask about the bricklaying course')).toBeNull());
  });

  test('goes only after it was asked twice', async () => {
    const { house } = show([aStepOf(0, REFUSED)]);
    const forget = vi.spyOn(house.engine, 'forgetNeeds');
    const row = await needs();
    fireEvent.click(row.getByRole('button', { name: /^See what went wrong/ }));
    fireEvent.click(row.getByRole('button', { name: /^I have dealt with it/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Keep them here' }));
    expect(forget).not.toHaveBeenCalled();
    fireEvent.click(row.getByRole('button', { name: /^I have dealt with it/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Take them off' }));
    await waitFor(() => expect(forget).toHaveBeenCalledWith(0));
  });

  test('shows of an unfinished text what was written, not what the text is called', async () => {
    const step = aStepOf(0, REFUSED);
    const args = {
      id: uuid(601),
      interview: uuid(1),
      startedAt: AT,
      text: 'why',
      write: { id: uuid(602), text: 'Likes labs.', over: [] },
    };
    show([{ ...step, envelope: { ...step.envelope!, name: 'draft.write', args } }]);
    const row = await needs();
    fireEvent.click(row.getByRole('button', { name: /^See what went wrong: Draft, Zofia Nowak/ }));
    row.getByText('Likes labs.');
    expect(row.queryByText('why')).toBeNull();
  });

  test('has no place to be edited in once the record is gone', async () => {
    show([aStepOf(0, { ...REFUSED, refused: 'no-record' })]);
    const row = await needs();
    fireEvent.click(row.getByRole('button', { name: /^See what went wrong/ }));
    expect(row.queryByRole('link', { name: /^Edit/ })).toBeNull();
  });
});

describe('a refused creation with what hangs on it', () => {
  /** The step, and two talks about it: one entry in common, so one bundle. */
  const aBundle = () => {
    const step = { entry: uuid(600) as EntryId, creates: true };
    const hung = (order: number) =>
      aStepOf(order, { ...REFUSED, refused: 'builds-on-refused', touches: [{ ...step, creates: false }] });
    return [aStepOf(3, { ...REFUSED, touches: [step] }), hung(5), hung(8)];
  };

  test('is one row that says how many changes hang on it', async () => {
    show([...aBundle(), aStepOf(9, REFUSED)]);
    const rows = (await needs()).getAllByRole('listitem');
    expect(rows).toHaveLength(2);
    expect(rows[1]?.textContent).toContain('Next step, Zofia Nowak, 12:21. 2 more changes hang on it.');
    expect(rows[0]?.textContent).not.toContain('on it');
  });

  test('is tried again whole, in the order in which it was made', async () => {
    const { house } = show(aBundle().toReversed());
    const retry = vi.spyOn(house.engine, 'retry');
    fireEvent.click((await needs()).getByRole('button', { name: /^Try again/ }));
    await waitFor(() => expect(retry.mock.calls).toStrictEqual([[3], [5], [8]]));
  });
});

describe('what waits and what was sent', () => {
  test('stand under their own headings, each with where it is', async () => {
    show([aStepOf(0), aStepOf(1, { taken: 7, takenAt: '2026-11-11T14:02:00.000Z' })]);
    const waiting = within((await screen.findByRole('heading', { name: 'Waiting to send 1' })).parentElement!);
    waiting.getByText('Only on this tablet');
    const sent = within(screen.getByRole('heading', { name: 'Sent today 1' }).parentElement!);
    sent.getByText('With the school, 14:02');
  });

  test('are sent at once when asked, and the page says what stands in the way', async () => {
    const { house } = show([aStepOf(0)], { facts: { lastResult: 'no-internet', lastSyncedAt: AT } });
    const sync = vi.spyOn(house.engine, 'sync');
    await screen.findByText('Last sent 12:21. No internet. You can keep working.');
    fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
    expect(sync).toHaveBeenCalledWith('asked');
  });
});

describe('words that no page shows', () => {
  test('are read here, with a sentence on where they are', async () => {
    const lost = aStepOf(0, { record: 'gone' as RecordId });
    show([lost], { unplaced: [lost] });
    await screen.findByText(/^What it is about is not on this device now/);
    fireEvent.click(screen.getByRole('button', { name: /^See the words/ }));
    screen.getByText('Ask about the bricklaying course');
  });

  test('stay listed after the school has taken them, however long ago', async () => {
    const lost = aStepOf(0, { taken: 4, takenAt: '2026-10-01T09:00:00.000Z' });
    show([lost], { unplaced: [lost] });
    await screen.findByText(/^The school has it\./);
  });

  test('are nothing to speak of while records are still arriving', async () => {
    const mine = aStepOf(0);
    show([mine], { unplaced: [mine], facts: { firstSync: { done: 3, of: 9 } } });
    await screen.findByText('Only on this tablet');
    expect(screen.queryByText(/^What it is about/)).toBeNull();
  });
});

describe('a change whose words left with its record', () => {
  const alone = { envelope: null, sealedAlone: true } as const;
  test('says so while it waits for a restored server', async () => {
    show([aStepOf(0, alone)]);
    await screen.findByText(/the words with it. They are sealed here, and will be sent/);
  });
  test('says, when it was refused, that the careers leader has it, and offers no way that needs its words', async () => {
    const { house } = show([aStepOf(0, { ...REFUSED, ...alone })]);
    const forget = vi.spyOn(house.engine, 'forgetNeeds');
    const row = await needs();
    row.getByText(/The careers leader has them/);
    expect(row.getAllByRole('button')).toHaveLength(1);
    fireEvent.click(row.getByRole('button', { name: /^I have dealt with it/ }));
    await waitFor(() => expect(forget).toHaveBeenCalledWith(0));
  });
});

describe('what stands in the way of sending', () => {
  test.each([
    ['no-internet', 'No internet. You can keep working.', 'Send now'],
    ['not-answering', 'The school’s server is not answering. You can keep working.', 'Send now'],
    ['signed-out', 'Sign in again to send. Nothing is lost.', 'Sign in'],
    ['app-too-old', 'A newer version of Fingerpost is needed to send. Nothing is lost.', 'Update now'],
  ] as const)('%s: is said in a sentence, with one thing to do', async (lastResult, words, action) => {
    show([], { facts: { lastResult, lastSyncedAt: AT } });
    await screen.findByText(`Last sent 12:21. ${words}`);
    screen.getByRole('button', { name: action });
    const others = ['Send now', 'Sign in', 'Update now'].filter((other) => other !== action);
    for (const other of others) expect(screen.queryByRole('button', { name: other })).toBeNull();
  });

  test('a server that does not know a change yet: it says so and waits', async () => {
    show([aStepOf(0, { waited: 2 })]);
    await screen.findByText('The school’s server does not know this change yet. It will be taken when it is updated.');
  });

  test('to sign in, the person leaves only while the server answers', async () => {
    const { house } = show([], { facts: { lastResult: 'signed-out' } });
    const leave = vi.spyOn(house, 'signOut');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    fireEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
    await screen.findByText(/^The school’s server is not answering\. Try again|^There is no internet/);
    expect(leave).not.toHaveBeenCalled();
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response(JSON.stringify({ demo: false, schoolName: null, version: '1' }))),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(leave).toHaveBeenCalledOnce());
    vi.unstubAllGlobals();
  });
});

describe('this device', () => {
  test('says how to add the app to the Home Screen', async () => {
    show([]);
    fireEvent.click(await screen.findByRole('button', { name: 'Add to Home Screen' }));
    screen.getByText(/press Share, then Add to Home Screen/);
  });

  test('that is not protected from clearing says what that means; asked again, the browser may say yes', async () => {
    const persist = vi.fn(async () => false);
    vi.stubGlobal('navigator', { ...navigator, storage: { persisted: async () => false, persist } });
    show([]);
    const ask = await screen.findByRole('button', { name: 'Ask the browser to keep it' });
    screen.getByText(/the browser may clear Fingerpost, with what is not sent yet\.$/);
    const kept = () => screen.getByText('Protected from clearing').nextElementSibling?.textContent;
    expect(kept()).toBe('No');
    fireEvent.click(ask);
    await screen.findByText(/^The browser does not say yes yet\. Add Fingerpost to the Home Screen/);
    persist.mockResolvedValue(true);
    fireEvent.click(ask);
    await waitFor(() => expect(kept()).toBe('Yes'));
    expect(screen.queryByRole('button', { name: 'Ask the browser to keep it' })).toBeNull();
    vi.unstubAllGlobals();
  });

  test('signs out at once when nothing waits', async () => {
    const { house } = show([]);
    const signOut = vi.spyOn(house, 'signOut');
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(signOut).toHaveBeenCalledTimes(1);
  });

  test('offers to lock instead of signing out while something is unsent, and signs nobody out', async () => {
    const { house } = show([aStepOf(0), aStepOf(1), aStepOf(2)], { facts: { waiting: 3, lastResult: 'no-internet' } });
    const signOut = vi.spyOn(house, 'signOut');
    const lock = vi.spyOn(house, 'lock');
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    screen.getByRole('region', { name: '3 changes have not been sent' });
    screen.getByText(/^Lock instead, and nobody else can open it\./);
    expect(signOut).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Lock instead' }));
    expect(lock).toHaveBeenCalledTimes(1);
  });

  test('deletes unsent work only when the word is typed, and offers the backup first', async () => {
    const { house } = show([aStepOf(0)], { facts: { waiting: 1, lastResult: 'no-internet' } });
    const wipe = vi.spyOn(house, 'wipe');
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    fireEvent.click(screen.getByRole('button', { name: 'Delete unsent work' }));
    screen.getByRole('link', { name: 'Save a backup file first' });
    const sure = screen.getByRole<HTMLButtonElement>('button', { name: 'Delete and sign out' });
    expect(sure.disabled).toBe(true);
    fireEvent.click(sure);
    expect(wipe).not.toHaveBeenCalled();
    fireEvent.input(screen.getByLabelText('Type delete to delete them'), { target: { value: 'Delete ' } });
    fireEvent.click(sure);
    expect(wipe).toHaveBeenCalledTimes(1);
  });
});
