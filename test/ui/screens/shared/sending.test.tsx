// @vitest-environment happy-dom
/** "Sending and saving": what needs the person keeps its words and its ways on; what waits and what was sent say where they are. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { MutationId, RecordId } from '../../../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../../../src/domain/mutation.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import type { OwnMutation } from '../../../../src/sync/ports.ts';
import { Sending } from '../../../../src/ui/screens/shared/sending.tsx';
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
  const state = { order, id, record: envelope.record, act: null, touches: [], taken: null, takenAt: null, first: null };
  return { ...state, refused: null, waited: 0, sent: false, envelope, ...over };
};
const REFUSED = { taken: 9, takenAt: AT, refused: 'not-permitted' } as const;
const show = (before: readonly OwnMutation[], more: Partial<ScreenSetting> = {}) =>
  renderScreen(<Sending />, joWorld([pupilWith('zofia', ['Zofia', 'Nowak'])], { before, ...more }));
const needs = async () => within(await screen.findByRole('region', { name: 'Needs you' }));

describe('a change that the school refused', () => {
  test('says whose it is, and shows reason and words when asked', async () => {
    show([aStepOf(0, REFUSED)]);
    const row = await needs();
    row.getByText('Next step, Zofia Nowak, 12:21.');
    expect(row.queryByText('Ask about the bricklaying course')).toBeNull();
    fireEvent.click(row.getByRole('button', { name: 'See what went wrong: Next step, Zofia Nowak, 12:21' }));
    row.getByText('You may not change this record any more.');
    row.getByText('Ask about the bricklaying course');
  });

  test('can be tried again, edited at the pupil, and saved as a file', async () => {
    const { house } = show([aStepOf(0, REFUSED)]);
    const retry = vi.spyOn(house.engine, 'retry');
    const row = await needs();
    fireEvent.click(row.getByRole('button', { name: /^Try again/ }));
    expect(retry).toHaveBeenCalledWith(0);
    expect(row.getByRole('link', { name: /^Edit/ }).getAttribute('href')).toBe('/pupils/zofia');
    screen.getByRole('button', { name: 'Save a backup file' });
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
    expect((await needs()).queryByRole('link', { name: /^Edit/ })).toBeNull();
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

describe('this device', () => {
  test('says how to add the app to the Home Screen', async () => {
    show([]);
    fireEvent.click(await screen.findByRole('button', { name: 'Add to Home Screen' }));
    screen.getByText(/press Share, then Add to Home Screen/);
  });

  test('signs out at once when nothing waits', async () => {
    const { house } = show([]);
    const signOut = vi.spyOn(house, 'signOut');
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(signOut).toHaveBeenCalledTimes(1);
  });

  test('says what would stay behind before it signs out', async () => {
    const { house } = show([aStepOf(0), aStepOf(1), aStepOf(2)], { facts: { waiting: 3 } });
    const signOut = vi.spyOn(house, 'signOut');
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    screen.getByText(/^3 changes have not been sent\./);
    expect(signOut).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: /^Sign out\. 3 changes stay on this device/ }));
    expect(signOut).toHaveBeenCalledTimes(1);
  });
});
