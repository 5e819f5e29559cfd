// @vitest-environment happy-dom
/** "Before you leave": where today's interviews are, and what is still owed. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EntryId, RecordId } from '../../../../src/domain/ids.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { BeforeYouLeave } from '../../../../src/ui/screens/adviser/before-you-leave.tsx';
import { Prepare } from '../../../../src/ui/screens/adviser/prepare.tsx';
import { Today } from '../../../../src/ui/screens/adviser/today.tsx';
import { aDraft, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { bookedAt, joWorld, pupilWith } from './adviser-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const id = (n: number) => uuid(n) as EntryId;
const held = () =>
  pupilWith('malachi', ['Malachi', 'Osei'], anInterview({ id: id(1), status: 'finished', from: '08:55' as never }));
const booked = () => pupilWith('aisha', ['Aisha', 'Khan'], bookedAt('10:05', id(2)));
const page = (pupils: Parameters<typeof joWorld>[0], more: Parameters<typeof joWorld>[1] = {}) =>
  renderScreen(
    <>
      <Today tab="today" />
      <BeforeYouLeave />
      <ToastHost />
    </>,
    joWorld(pupils, more),
  );

describe('before you leave', () => {
  test('says that all is with the school when it is, with the time of each', async () => {
    page([held()]);
    await screen.findByText('All of today’s interviews are with the school.');
    const row = within(screen.getByRole('row', { name: /Malachi Osei/ }));
    row.getByText('Finished');
    row.getByText('With the school, 10:50');
    expect(screen.queryByRole('button', { name: 'Save a backup file' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'I will finish later' })).toBeNull();
  });

  test('says of a day without interviews that there were none, not that all of them are sent', async () => {
    page([]);
    await screen.findByText('There were no interviews here today.');
    expect(screen.queryByText(/All of today’s interviews/)).toBeNull();
  });

  test('counts what is only on this tablet, and offers to send it, to save it and to leave', async () => {
    const { house } = page([booked()], { facts: { lastResult: 'no-internet' } });
    fireEvent.click(await screen.findByRole('button', { name: 'More for Aisha Khan' }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Did not attend' }));
    await screen.findByText('1 is only on this tablet.');
    screen.getByText(/^There is no internet here\. It will send itself when this tablet next has it\./);
    const row = within(screen.getByRole('row', { name: /Aisha Khan/ }));
    row.getByText('Did not attend');
    row.getByText('Only on this tablet');
    const sync = vi.spyOn(house.engine, 'sync');
    fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
    expect(sync).toHaveBeenCalledWith('asked');
    screen.getByRole('button', { name: 'Save a backup file' });
    expect(screen.getByRole('link', { name: 'I will finish later' }).getAttribute('href')).toBe('/today');
  });

  test('lists notes that are not finished, with the way back to them', async () => {
    page([pupilWith('ben', ['Ben', 'Whitfield'], bookedAt('11:02', id(3)), aDraft(id(3), { now: 'Likes labs.' }))]);
    await screen.findByRole('heading', { name: 'Not finished' });
    expect(screen.getByRole('link', { name: 'Continue Ben’s interview' }).getAttribute('href')).toBe(
      `/interviews/ben/${id(3)}`,
    );
  });

  test('counts notes that are only on this tablet with the interviews', async () => {
    renderScreen(
      <>
        <Prepare record={'aisha' as RecordId} />
        <BeforeYouLeave />
      </>,
      joWorld([booked()]),
    );
    const area = await screen.findByRole('textbox', { name: 'Why we are meeting' });
    fireEvent.input(area, { target: { value: 'Not sure about pharmacy.' } });
    await screen.findByText('1 is only on this tablet.');
    const row = within(screen.getByRole('row', { name: /Aisha Khan/ }));
    row.getByText('In progress');
    row.getByText('Only on this tablet');
  });

  test('lists a booking that was never written up, until it is written up or said not to have been', async () => {
    const { saved } = page([
      pupilWith('leah', ['Leah', 'Goldberg'], anInterview({ id: id(4), date: '2026-11-04' as never })),
    ]);
    await screen.findByText(/booked for Wednesday 4 November, is not written up/);
    expect(screen.getByRole('link', { name: 'Write it up: Leah Goldberg' }).getAttribute('href')).toBe(
      `/interviews/leah/${id(4)}`,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Did not attend: Leah Goldberg' }));
    await waitFor(() => expect(saved()[0]).toMatchObject({ name: 'interview.did-not-attend', args: { id: id(4) } }));
    await waitFor(() => expect(screen.queryByText(/is not written up/)).toBeNull());
  });

  test('says when something was refused', async () => {
    page([held()], { facts: { needsYou: 1 } });
    const link = await screen.findByRole('link', { name: '1 change needs you: the school could not accept it.' });
    expect(link.getAttribute('href')).toBe('/sending');
  });
});
