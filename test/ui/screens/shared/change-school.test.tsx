// @vitest-environment happy-dom
/** An adviser's other schools on the same tablet: what is on there, what waits there, and the way over. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { digestOf } from '../../../../src/domain/digest-of.ts';
import type { EntryId } from '../../../../src/domain/ids.ts';
import type { OtherSchool } from '../../../../src/ui/queries/house.tsx';
import { useKept } from '../../../../src/ui/screens/shared/use-kept.ts';
import { Account } from '../../../../src/ui/screens/shared/account.tsx';
import { Sending } from '../../../../src/ui/screens/shared/sending.tsx';
import { Today } from '../../../../src/ui/screens/adviser/today.tsx';
import { TODAY, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { JO, bookedAt, joWorld, pupilWith } from '../adviser/adviser-world.ts';

afterEach(cleanup);

const NOTHING = { waiting: 0, needsYou: 0, oldestWaitingAt: null, lastResult: 'ok' } as const;
const id = (n: number) => uuid(n) as EntryId;
const leo = (...entries: Parameters<typeof pupilWith>[2][]) => pupilWith('leo', ['Leo', 'Marsh'], ...entries);

/** Oakfield, with these pupils; null: never opened on this tablet. */
const oakfield = (
  pupils: readonly ReturnType<typeof pupilWith>[] | null = [],
  sending: Partial<OtherSchool['sending']> = {},
): OtherSchool => {
  const digests = pupils?.map(digestOf) ?? [];
  const live = {
    subscribe: (next: (value: typeof digests) => void) => {
      queueMicrotask(() => next(digests));
      return () => {};
    },
  };
  const session = { ...JO, school: 'oakfield' as typeof JO.school, schoolName: 'Oakfield School' };
  return { session, digests: pupils === null ? null : live, sending: { ...NOTHING, ...sending } };
};
const CHANGE = { name: 'Change to Oakfield School' };
const change = async () => fireEvent.click(await screen.findByRole('button', CHANGE));

describe('Today', () => {
  test('says what is still to be held at the other schools today, and when the first is', async () => {
    const away = anInterview({ id: id(3), date: TODAY, status: 'cancelled' });
    const there = [leo(bookedAt('11:20', id(1))), pupilWith('mia', ['Mia', 'Ash'], bookedAt('09:40', id(2)), away)];
    renderScreen(<Today tab="today" />, joWorld([], { others: [oakfield(there)] }));
    await screen.findByText('At Oakfield School today: 2 interviews, first at 09:40');
    screen.getByRole('button', CHANGE);
  });

  test('names one by its time', async () => {
    renderScreen(<Today tab="today" />, joWorld([], { others: [oakfield([leo(bookedAt('11:20', id(1)))])] }));
    await screen.findByText('At Oakfield School today: 1 interview, at 11:20');
  });

  test.each([
    ['is not on this tablet', oakfield(null)],
    ['has nothing left today', oakfield([leo(anInterview({ id: id(1), date: TODAY, status: 'finished' }))])],
    ['has somebody else’s interviews', oakfield([leo({ ...bookedAt('11:20', id(1)), adviser: 'x' } as never)])],
  ])('says nothing of a school that %s', async (_, other) => {
    renderScreen(<Today tab="today" />, joWorld([], { others: [other] }));
    await screen.findByRole('link', { name: 'Today' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(screen.queryByText(/Oakfield/)).toBeNull();
  });
});

describe('Sending and saving', () => {
  test('says what waits at each other school, and what needs the person there', async () => {
    const others = [oakfield([], { waiting: 2, needsYou: 1, lastResult: 'signed-out' })];
    renderScreen(<Sending />, joWorld([], { others }));
    await screen.findByText('2 changes wait at Oakfield School.');
    screen.getByText('1 change needs you at Oakfield School.');
    screen.getByText('Sign in again to send. Nothing is lost.');
    screen.getByText('Nothing is waiting.');
  });

  test('says that nothing waits, and what stands in the way here once', async () => {
    const others = [oakfield([], { lastResult: 'no-internet' })];
    renderScreen(<Sending />, joWorld([], { others, facts: { lastResult: 'no-internet' } }));
    await screen.findByText('Nothing waits at Oakfield School.');
  });

  test('offers to lock instead of signing out while something waits at another school', async () => {
    const facts = { lastResult: 'no-internet' } as const;
    renderScreen(<Sending />, joWorld([], { facts, others: [oakfield([], { waiting: 2 })] }));
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    screen.getByRole('region', { name: '2 changes have not been sent' });
    fireEvent.click(screen.getByRole('button', { name: 'Delete unsent work' }));
    screen.getByText('They are of all your schools. Each school has a backup file of its own.');
  });
});

describe('Your account', () => {
  test('names no other school where there is none', () => {
    renderScreen(<Account />, joWorld([]));
    expect(screen.queryByRole('heading', { name: 'Change school' })).toBeNull();
  });

  test('goes to another school in one tap', async () => {
    const { house } = renderScreen(<Account />, joWorld([], { others: [oakfield()] }));
    const open = vi.spyOn(house.others, 'open');
    await change();
    await waitFor(() => expect(open).toHaveBeenCalledWith('oakfield'));
  });

  test('stays, and says so, while words are not saved', async () => {
    const { house } = renderScreen(<Account />, joWorld([], { others: [oakfield()] }));
    vi.spyOn(house.others, 'open').mockResolvedValue('unsaved-words');
    await change();
    await screen.findByText(/^Some words on this tablet are not saved yet/);
  });

  test('asks once more before what was begun in a closed dialog is left behind', async () => {
    function Begun() {
      const { change: begin } = useKept('a step', { what: '' });
      return <button onClick={() => begin(() => ({ what: 'Ask about bricklaying' }))}>Begin</button>;
    }
    const both = (
      <>
        <Begun />
        <Account />
      </>
    );
    const { house } = renderScreen(both, joWorld([], { others: [oakfield()] }));
    const open = vi.spyOn(house.others, 'open');
    fireEvent.click(screen.getByRole('button', { name: 'Begin' }));
    await change();
    await screen.findByText(/^Something that you began at Wexcombe School is not saved/);
    expect(open).not.toHaveBeenCalled();
    await change();
    await waitFor(() => expect(open).toHaveBeenCalledTimes(1));
  });

  test('says that the first time needs internet', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const { house } = renderScreen(<Account />, joWorld([], { others: [oakfield(null)] }));
    const open = vi.spyOn(house.others, 'open');
    await change();
    await screen.findByText('It has not been opened on this tablet yet. You need internet the first time.');
    expect(open).not.toHaveBeenCalled();
  });
});
