// @vitest-environment happy-dom
/** "My next steps": three at most, each answered in one tap; thanks, no blame, and a way to ask for an interview. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../../../src/domain/record.ts';
import type { EntryId } from '../../../../src/domain/ids.ts';
import type { ClockTime, IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { AskForInterview } from '../../../../src/ui/screens/pupil/ask-for-interview.tsx';
import { MySteps } from '../../../../src/ui/screens/pupil/my-steps.tsx';
import { aDraft, aFollowup, aNote, aStep, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { AISHA, herWorld } from './pupil-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const due = (date: string) => date as IsoDate;
const id = (n: number) => uuid(n) as EntryId;
const visit = aStep({ id: id(1), what: 'Visit a college', due: due('2026-11-25') });
const show = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <MySteps />
      <ToastHost />
    </>,
    herWorld(...entries),
  );

describe('my next steps', () => {
  test('stand soonest first, three at once, and say how many more there are', async () => {
    show(
      aStep({ id: id(4), what: 'Fourth', due: due('2026-12-18') }),
      aStep({ id: id(2), what: 'Second', due: due('2026-11-20') }),
      aStep({ id: id(1), what: 'First', due: due('2026-11-06') }),
      aStep({ id: id(3), what: 'Third', due: due('2026-11-30') }),
      aStep({ id: id(5), what: 'Finished', due: due('2026-11-01'), status: 'done', closedOn: due('2026-11-01') }),
    );
    await screen.findByRole('heading', { level: 2, name: 'First' });
    screen.getByRole('heading', { level: 1, name: 'My next steps' });
    const names = () => screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent);
    expect(names()).toEqual(['First', 'Second', 'Third']);
    screen.getByText('It was for Friday 6 November');
    fireEvent.click(screen.getByRole('button', { name: 'More (1)' }));
    expect(names()).toEqual(['First', 'Second', 'Third', 'Fourth']);
  });

  test('are done in one tap, with thanks, and Undo takes it back', async () => {
    const { saved } = show(visit);
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: /^I’ve done this ?: Visit a college/ }));
    await screen.findByText('Thanks. Your form tutor will see this.');
    expect(finger.taps()).toBe(1);
    expect(saved()[0]).toMatchObject({ name: 'step.claim', args: { step: id(1), says: 'claims-done', words: '' } });
    await screen.findByText(/You said that you have done this/);
    expect(screen.queryByRole('button', { name: /^I’ve done this/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByRole('button', { name: /^I’ve done this ?: Visit a college/ });
  });

  test('get help in one tap; a word may follow, and stays when it cannot be saved', async () => {
    const { saved, fail } = show(visit);
    fireEvent.click(await screen.findByRole('button', { name: /^I need help ?: Visit a college/ }));
    const form = within(await screen.findByRole('form', { name: 'More about Visit a college' }));
    const words = form.getByRole<HTMLTextAreaElement>('textbox', { name: 'What would help? (if you like)' });
    fireEvent.input(words, { target: { value: 'I do not know which bus.' } });
    fail('full');
    fireEvent.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(words.value).toBe('I do not know which bus.'));
    fail(null);
    fireEvent.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(saved()).toHaveLength(2));
    expect(saved()[1]).toMatchObject({ args: { says: 'needs-help', words: 'I do not know which bus.' } });
  });

  test('never show a note or a draft', async () => {
    const { container } = show(visit, aNote({ why: 'CANARY private note' }), aDraft(id(9), { why: 'CANARY draft' }));
    await screen.findByRole('heading', { level: 2, name: 'Visit a college' });
    expect(container.textContent).not.toContain('CANARY');
  });

  test('say that an answer was given on another device', async () => {
    show(visit, aFollowup(id(1), { what: 'needs-help', author: AISHA, version: 2 }));
    await screen.findByText('You asked for help. Your form tutor will talk to you.');
  });

  test('say when the next interview is, and lead to the questions before it', async () => {
    show(anInterview({ status: 'booked', date: due('2026-11-12'), from: '10:05' as ClockTime, place: 'L2' }));
    await screen.findByText('Thursday 12 November, 10:05, with Jo Mercer, L2');
    expect(screen.getByRole('link', { name: 'Before your interview' }).getAttribute('href')).toBe('/my/before');
  });

  test('say where steps will stand when there are none', async () => {
    show();
    await screen.findByRole('heading', { name: 'No next steps now' });
  });
});

describe('asking for an interview', () => {
  test('takes three taps, the link among them, and says who reads it', async () => {
    const { saved } = renderScreen(
      <>
        <AskForInterview />
        <ToastHost />
      </>,
      herWorld(),
    );
    const finger = aFinger();
    finger.tap(await screen.findByRole('checkbox', { name: 'Apprenticeships' }));
    finger.tap(screen.getByRole('button', { name: 'Send request' }));
    await screen.findByText('Thanks. Your careers adviser will see this.');
    expect(finger.taps() + 1).toBe(3);
    expect(saved()[0]).toMatchObject({
      name: 'interview.request',
      args: { about: ['apprenticeships'], soon: false, askedOn: '2026-11-11' },
    });
  });

  test('keeps every word when it could not be saved', async () => {
    const { fail, saved } = renderScreen(<AskForInterview />, herWorld());
    const words = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Anything to tell the adviser' });
    fireEvent.input(words, { target: { value: 'I have changed my mind.' } });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
    await screen.findByText('Your request was not saved. Your words are still here.');
    expect(words.value).toBe('I have changed my mind.');
    expect(saved()).toHaveLength(0);
  });
});
