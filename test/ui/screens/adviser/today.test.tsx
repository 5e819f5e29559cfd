// @vitest-environment happy-dom
/** "Today's interviews" and "Get ready": counted from what is here; one tap to start, two for "did not attend". */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryId } from '../../../../src/domain/ids.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { GetReady } from '../../../../src/ui/screens/adviser/get-ready.tsx';
import { Today } from '../../../../src/ui/screens/adviser/today.tsx';
import { NotSavedNotice } from '../../../../src/ui/screens/shared/not-saved-notice.tsx';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import { aDraft, anEntry, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { bookedAt, joWorld, pupilWith } from './adviser-world.ts';

afterEach(() => {
  hideToast();
  trouble.clear();
  cleanup();
});

const id = (n: number) => uuid(n) as EntryId;
const aisha = () => pupilWith('aisha', ['Aisha', 'Khan'], bookedAt('10:50', id(1)));
const ben = () => pupilWith('ben', ['Ben', 'Whitfield'], bookedAt('09:15', id(2)));
const show = (pupils: Parameters<typeof joWorld>[0], more: Parameters<typeof joWorld>[1] = {}) =>
  renderScreen(
    <>
      <NotSavedNotice />
      <Today tab="today" />
      <ToastHost />
    </>,
    joWorld(pupils, more),
  );

describe('today’s interviews', () => {
  test('stand in order of time, and say how many are ready without internet', async () => {
    show([aisha(), ben()]);
    await screen.findByRole('link', { name: 'Ready without internet: 2 of 2 pupils' });
    expect(screen.getAllByRole('heading', { level: 3 }).map((h) => h.textContent)).toEqual([
      'Ben Whitfield 10B',
      'Aisha Khan 10B',
    ]);
  });

  test('start in one tap', async () => {
    show([aisha()]);
    const link = await screen.findByRole('link', { name: 'Start interview with Aisha Khan' });
    expect(link.getAttribute('href')).toBe(`/interviews/aisha/${id(1)}`);
  });

  test('are marked as not attended in two taps, and Undo books them again', async () => {
    const { saved } = show([aisha()]);
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'More for Aisha Khan' }));
    finger.tap(screen.getByRole('menuitem', { name: 'Did not attend' }));
    await screen.findByText('Aisha Khan did not attend.');
    expect(finger.taps()).toBe(2);
    expect(saved()[0]).toMatchObject({ name: 'interview.did-not-attend', args: { id: id(1) } });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByRole('link', { name: 'Start interview with Aisha Khan' });
  });

  test('say at the top when a change could not be saved', async () => {
    const { fail } = show([aisha()]);
    fail('full');
    fireEvent.click(await screen.findByRole('button', { name: 'More for Aisha Khan' }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Cancel' }));
    await screen.findByText(/This tablet is full/);
    screen.getByRole('link', { name: 'Start interview with Aisha Khan' });
  });

  test('that are moved onto another one say so, and what was chosen stays when it could not be saved', async () => {
    const { fail, saved } = show([aisha(), ben()]);
    fireEvent.click(await screen.findByRole('button', { name: 'More for Aisha Khan' }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Move' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Move Aisha Khan' }));
    const time = dialog.getByLabelText<HTMLInputElement>('Time');
    fireEvent.input(time, { target: { value: '09:30' } });
    fail('full');
    fireEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await dialog.findByText('It was not moved. What you chose is still here.');
    expect(time.value).toBe('09:30');
    fail(null);
    fireEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect((await screen.findAllByText('Two at this time')).length).toBe(2);
  });

  test('begin with the interview that is not finished, the one begun last on top', async () => {
    const { container } = show([
      pupilWith('aisha', ['Aisha', 'Khan'], bookedAt('10:50', id(1)), aDraft(id(1), { now: 'Likes labs.' })),
    ]);
    await screen.findByRole('link', { name: /^Continue Aisha’s interview, started 10:05/ });
    const first = [...container.querySelectorAll('main a')].find((a) => !a.textContent?.startsWith('Ready'));
    expect(first?.textContent).toMatch(/^Continue Aisha’s interview/);
    screen.getByRole('link', { name: 'Go on with interview with Aisha Khan' });
  });

  test('take a walk-in in three taps and the name', async () => {
    const { saved } = show([aisha(), pupilWith('zofia', ['Zofia', 'Nowak'])]);
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'Add a pupil' }));
    fireEvent.input(await screen.findByRole('searchbox', { name: 'Name or form' }), { target: { value: 'now' } });
    finger.tap(screen.getByRole('button', { name: /Zofia Nowak/ }));
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(finger.taps()).toBeLessThanOrEqual(3);
    expect(saved()[0]).toMatchObject({ name: 'interview.start', record: 'zofia' });
  });

  test('go on with a booking of today when its pupil is added, and say when nobody has the name', async () => {
    const { saved } = show([aisha()]);
    fireEvent.click(await screen.findByRole('button', { name: 'Add a pupil' }));
    const search = await screen.findByRole('searchbox', { name: 'Name or form' });
    fireEvent.input(search, { target: { value: 'Xav' } });
    await screen.findByText(/^Nobody of this name or form is on this tablet/);
    fireEvent.input(search, { target: { value: 'Aisha' } });
    fireEvent.click(screen.getByRole('button', { name: 'Aisha Khan 10B' }));
    await waitFor(() => expect(location.pathname).toBe(`/interviews/aisha/${id(1)}`));
    expect(saved()).toHaveLength(0);
  });

  test('offer no walk-in after ten in a day, but what is booked, and say why', async () => {
    const walkIns = Array.from({ length: 10 }, (_, n) =>
      pupilWith(`met-${n}`, ['Met', `Number${n}`], anInterview({ id: id(500 + n), walkIn: true, status: 'finished' })),
    );
    show([aisha(), pupilWith('ayla', ['Ayla', 'Nowak']), ...walkIns]);
    fireEvent.click(await screen.findByRole('button', { name: 'Add a pupil' }));
    fireEvent.input(await screen.findByRole('searchbox', { name: 'Name or form' }), { target: { value: 'a' } });
    const dialog = within(screen.getByRole('dialog'));
    await dialog.findByText('Ten walk-ins today already. Ask your careers leader to book an interview:');
    expect(dialog.getByRole('listitem').textContent).toBe('Ayla Nowak 10B');
    expect(dialog.queryByRole('button', { name: /Ayla/ })).toBeNull();
    dialog.getByRole('button', { name: 'Aisha Khan 10B' });
  });

  test('start an interview with somebody who is not on the list, in one act', async () => {
    const { saved } = show([aisha()]);
    fireEvent.click(await screen.findByRole('button', { name: 'Add a pupil' }));
    const search = await screen.findByRole('searchbox', { name: 'Name or form' });
    fireEvent.input(search, { target: { value: 'Tom New' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Not on the list' }));
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Surname' })).value).toBe('New');
    const start = screen.getByRole<HTMLButtonElement>('button', { name: 'Start interview' });
    expect(start.disabled).toBe(true);
    const year = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Year' });
    year.value = '10';
    // fireEvent.change would send "input", as React does.
    fireEvent(year, new Event('change', { bubbles: true }));
    await waitFor(() => expect(start.disabled).toBe(false));
    fireEvent.click(start);
    await waitFor(() => expect(saved()).toHaveLength(2));
    const [met, started] = saved();
    expect(met).toMatchObject({ name: 'unlisted.add', args: { name: 'Tom', surname: 'New', year: 10 } });
    expect(started).toMatchObject({ name: 'interview.start', record: met?.record, act: met?.act });
    expect(location.pathname).toMatch(new RegExp(`^/interviews/${met?.record}/`));
  });

  test('say so when there are none', async () => {
    show([]);
    await screen.findByRole('heading', { name: 'No interviews today' });
  });
});

describe('requests', () => {
  const asks = () =>
    pupilWith(
      'grace',
      ['Grace', 'Liu'],
      anEntry('request', {
        about: ['apprenticeships'],
        words: 'About engineering.',
        avoid: 'Maths',
        soon: true,
        askedOn: '2026-11-09' as never,
      }),
    );

  test('say what was asked for, and are booked from where they stand', async () => {
    const { saved } = renderScreen(<Today tab="requests" />, joWorld([asks()]));
    await screen.findByText(/Asked on Mon 9 Nov\. Apprenticeships\. Soon\. “About engineering\.” Not in Maths\./);
    fireEvent.click(screen.getByRole('button', { name: 'Book Grace Liu' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Book it' }));
    await waitFor(() => expect(saved()[0]).toMatchObject({ name: 'interview.book', record: 'grace' }));
    await screen.findByRole('heading', { name: 'Nobody is waiting' });
  });
});

describe('get ready', () => {
  test('counts what is here, names each pupil, and prints papers for a day without a tablet', async () => {
    const { container } = renderScreen(<GetReady />, joWorld([aisha(), ben()]));
    await screen.findByRole('heading', { name: 'Ready without internet: 2 of 2 pupils' });
    expect(screen.getAllByText('Ready')).toHaveLength(2);
    let printed = '';
    window.print = () => {
      printed = container.querySelector('.print-only')?.textContent ?? '';
    };
    fireEvent.click(screen.getByRole('button', { name: 'Print today’s list' }));
    await waitFor(() => expect(printed).toContain('Aisha Khan'));
    fireEvent.click(screen.getByRole('button', { name: 'Print blank interview sheets' }));
    await waitFor(() => expect(printed).toContain('What might get in the way'));
    expect(container.querySelectorAll('.blank-sheet')).toHaveLength(2);
  });

  test('does not say ready before all records have come', async () => {
    renderScreen(<GetReady />, joWorld([aisha()], { facts: { firstSync: { done: 3, of: 1500 } } }));
    await screen.findByRole('heading', { name: 'Getting ready: 1 pupil of today so far' });
  });
});
