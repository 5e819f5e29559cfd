// @vitest-environment happy-dom
/** After an interview: print, share, book again, add, remove. What could not be saved stays where it was typed. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { view } from '../../../../src/domain/access.ts';
import type { EntryId, RecordId } from '../../../../src/domain/ids.ts';
import { replay } from '../../../../src/domain/mutations/registry.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { CheckAndFinish } from '../../../../src/ui/screens/adviser/interview/check-and-finish.tsx';
import { Finished } from '../../../../src/ui/screens/adviser/interview/finished.tsx';
import { PrintPlan } from '../../../../src/ui/screens/adviser/interview/print-plan.tsx';
import { NotSavedNotice } from '../../../../src/ui/screens/shared/not-saved-notice.tsx';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import { PEOPLE, aDraft, aNote, aStep, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { bookedAt, joWorld, pupilWith } from './adviser-world.ts';

afterEach(() => {
  hideToast();
  trouble.clear();
  cleanup();
  vi.unstubAllGlobals();
});

const INTERVIEW = uuid(1) as EntryId;
const AISHA = 'aisha' as RecordId;
const route = { record: AISHA, interview: INTERVIEW };
const held = (over: Parameters<typeof anInterview>[0] = {}) =>
  anInterview({ id: INTERVIEW, status: 'finished', author: PEOPLE.leader, ...over });
const step = aStep({ interview: INTERVIEW, what: 'Visit a college open evening' });
const note = aNote({ interview: INTERVIEW, why: 'CANARY private words' });
const ben = pupilWith('ben', ['Ben', 'Whitfield'], bookedAt('11:02', uuid(2) as EntryId));
const open = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <NotSavedNotice />
      <Finished {...route} />
      <ToastHost />
    </>,
    joWorld([pupilWith('aisha', ['Aisha', 'Khan'], ...entries), ben]),
  );

describe('the page after an interview', () => {
  test('prints the plan in one tap and leads to the next pupil in one', async () => {
    open(held(), step);
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'Print plan' }));
    expect(print).toHaveBeenCalledTimes(1);
    expect(finger.taps()).toBe(1);
    const next = await screen.findByRole('link', { name: 'Start Ben’s interview' });
    expect(next.getAttribute('href')).toBe(`/interviews/ben/${uuid(2)}`);
  });

  test('shares the plan as a file with the words that the pupil may read', async () => {
    const share = vi.fn(async (_: ShareData) => {});
    Object.assign(navigator, { share, canShare: () => true });
    open(held(), step, note);
    fireEvent.click(await screen.findByRole('button', { name: 'Share plan' }));
    const [file] = share.mock.calls[0]?.[0].files ?? [];
    const words = await file?.text();
    expect(file?.name).toBe('careers-plan.txt');
    expect(words).toContain('Visit a college open evening');
    expect(words).toContain('You like the practical side of science.');
    expect(words).not.toContain('CANARY');
  });

  test('gives the plan as a download where files cannot be shared, and not when the share sheet is closed', async () => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const share = vi.fn(async () => Promise.reject(new DOMException('closed', 'AbortError')));
    Object.assign(navigator, { share, canShare: () => true });
    open(held(), step);
    fireEvent.click(await screen.findByRole('button', { name: 'Share plan' }));
    await waitFor(() => expect(share).toHaveBeenCalledTimes(1));
    expect(clicked).not.toHaveBeenCalled();
    Object.assign(navigator, { canShare: () => false });
    fireEvent.click(screen.getByRole('button', { name: 'Share plan' }));
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  test('books a follow-up, says whom it meets at that time, and takes it back', async () => {
    const { saved } = open(held(), step);
    fireEvent.click(await screen.findByRole('button', { name: 'Book a follow-up' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Choose a date' }));
    const day = screen.getByLabelText('When: date');
    fireEvent.change(day, { target: { value: '2026-11-11' } });
    fireEvent.input(screen.getByLabelText('Time'), { target: { value: '11:20' } });
    await screen.findByText('Two at this time: Ben Whitfield is booked at 11:02.');
    fireEvent.click(screen.getByRole('button', { name: 'Book it' }));
    await screen.findByText('Booked for Wed 11 Nov, 11:20.');
    expect(saved()[0]).toMatchObject({ name: 'interview.book', args: { type: 'follow-up', from: '11:20' } });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(saved()[1]).toMatchObject({ name: 'interview.cancel' }));
  });

  test('adds words with name and time, and keeps them when they could not be saved', async () => {
    const { saved, fail } = open(held());
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'More to say' });
    fireEvent.input(area, { target: { value: 'You asked about travel.' } });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Add to this interview' }));
    await screen.findByText('This tablet is full.');
    expect(area.value).toBe('You asked about travel.');
    fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Add to this interview' }));
    await screen.findByText(/Jo Mercer, Wed 11 Nov, 10:05/);
    expect(saved()[0]).toMatchObject({ name: 'interview.addendum', args: { words: 'You asked about travel.' } });
    await waitFor(() => expect(area.value).toBe(''));
  });
});

describe('removing an interview of the wrong pupil', () => {
  test('takes it, its note and its steps away for a reason, when one has held it today', async () => {
    const { saved } = open(held(), step, note);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove this interview' }));
    const remove = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Remove this interview' });
    expect(remove().disabled).toBe(true);
    fireEvent.input(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'Wrong Aisha' } });
    fireEvent.click(remove());
    await waitFor(() => expect(saved()).toHaveLength(3));
    expect(saved().map(({ name, args }) => [name, (args as { readonly id: string }).id])).toEqual(
      [held(), step, note].map(({ id }) => ['entry.withdraw', id]),
    );
  });

  test('is for the careers leader once a day has gone by', async () => {
    open(held({ at: '2026-11-10T10:04:00.000Z' as Instant }));
    await screen.findByText('Not Aisha’s interview? The careers leader can remove it.');
  });
});

describe('the plan on paper', () => {
  test('has who, what, by when and a box each, in large print when asked', async () => {
    const { container } = renderScreen(
      <PrintPlan {...route} />,
      joWorld([pupilWith('aisha', ['Aisha', 'Khan'], held({ agreed: null }), step, note)]),
    );
    await screen.findByText('Visit a college open evening');
    screen.getByRole('heading', { level: 1, name: 'My careers plan' });
    screen.getByRole('cell', { name: 'Wed 25 Nov' });
    screen.getByText(/Mr Lee, your form tutor/);
    expect(container.textContent).not.toContain('CANARY');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Large print' }));
    expect(container.querySelector('.a4')?.className).toContain('large');
  });
});

describe('what a finished interview tells others', () => {
  test('is never a word of the private note to the form tutor, the pupil or pastoral staff', async () => {
    const draft = aDraft(
      INTERVIEW,
      {
        why: 'CANARY why',
        now: 'CANARY now',
        ideas: 'CANARY ideas',
        barriers: 'CANARY barriers',
        summary: 'You like labs.',
      },
      { values: { status: 'in-progress', explained: ['who-will-see'], noSteps: true } },
    );
    const record = pupilWith('aisha', ['Aisha', 'Khan'], bookedAt('10:05', INTERVIEW), draft);
    const { saved } = renderScreen(<CheckAndFinish {...route} />, joWorld([record]));
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'Finish interview' }));
    await waitFor(() => expect(saved()).toHaveLength(1));
    const after = replay(record, [{ envelope: saved()[0]!, taken: null }], PEOPLE.adviser);
    expect(JSON.stringify(after)).toContain('CANARY why');
    for (const groups of [['T', 'N'], ['P'], ['S', 'N'], ['N']] as const) {
      const seen = JSON.stringify(view(after, PEOPLE.tutor, groups));
      expect(seen).not.toContain('CANARY');
      expect(seen.includes('You like labs.')).toBe(groups[0] !== 'N');
    }
  });
});
