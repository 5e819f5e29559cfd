// @vitest-environment happy-dom
/** The interview: words that stay, steps in three taps, what the pupil sees, and the way to Finished. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryId, RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { CheckAndFinish } from '../../../../src/ui/screens/adviser/interview/check-and-finish.tsx';
import { Finished } from '../../../../src/ui/screens/adviser/interview/finished.tsx';
import { InterviewEditor } from '../../../../src/ui/screens/adviser/interview/interview-editor.tsx';
import { ShowPupil } from '../../../../src/ui/screens/adviser/interview/show-pupil.tsx';
import { aDraft, aNote, aStep, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { bookedAt, joWorld, pupilWith } from './adviser-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const INTERVIEW = uuid(1) as EntryId;
const route = { record: 'aisha' as RecordId, interview: INTERVIEW };
const open = (screenOf: ComponentChild, ...entries: readonly Entry[]) =>
  renderScreen(
    <>
      {screenOf}
      <ToastHost />
    </>,
    joWorld([pupilWith('aisha', ['Aisha', 'Khan'], bookedAt('10:05', INTERVIEW), ...entries)]),
  );
const ready = aDraft(
  INTERVIEW,
  { why: 'CANARY private words', summary: 'You want to compare college with an apprenticeship.' },
  {
    values: { status: 'in-progress', explained: ['who-will-see'] },
    steps: {
      [uuid(7)]: { what: 'Visit a college open evening', who: 'pupil', due: '2026-11-25' as never, tutorChecks: true },
    },
  },
);

describe('the editor', () => {
  test('saves words as they are typed', async () => {
    const { saved } = open(<InterviewEditor {...route} />);
    const area = await screen.findByRole('textbox', { name: 'Where things are now', hidden: true });
    fireEvent.input(area, { target: { value: 'Likes practicals.' } });
    const written = () => saved().find(({ name }) => name === 'draft.write')?.args;
    await waitFor(() => expect(written()).toMatchObject({ text: 'now', write: { text: 'Likes practicals.' } }));
  });

  test('begins the same draft on every device of its author, and another after that one was closed', async () => {
    const begun = async (...entries: readonly Entry[]) => {
      const { saved } = open(<InterviewEditor {...route} />, ...entries);
      const area = await screen.findByRole('textbox', { name: 'Where things are now', hidden: true });
      fireEvent.input(area, { target: { value: 'Likes practicals.' } });
      const ids = () =>
        saved().flatMap(({ name, args }) => (name === 'draft.write' ? [(args as { readonly id: EntryId }).id] : []));
      await waitFor(() => expect(ids()).toHaveLength(1));
      cleanup();
      return ids()[0];
    };
    const first = await begun();
    expect(await begun()).toBe(first);
    expect(await begun({ ...ready, closed: true })).not.toBe(first);
  });

  test('keeps words that a full tablet could not take, says so, and saves them when there is room', async () => {
    const { saved, fail } = open(<InterviewEditor {...route} />);
    fail('full');
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox', {
      name: 'Where things are now',
      hidden: true,
    });
    fireEvent.input(area, { target: { value: 'Likes practicals.' } });
    await screen.findByText(/This tablet is full/);
    expect(area.value).toBe('Likes practicals.');
    fail(null);
    fireEvent.input(area, { target: { value: 'Likes practicals. Draws.' } });
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]?.args).toMatchObject({ write: { text: 'Likes practicals. Draws.' } });
  });

  test('adds a stock step in three taps with nothing typed', async () => {
    const { saved } = open(<InterviewEditor {...route} />);
    const finger = aFinger();
    const what = await screen.findByRole('combobox', { name: 'What' });
    finger.tap(what);
    fireEvent.focus(what);
    finger.tap(within(await screen.findByRole('listbox')).getAllByRole('option')[0] as HTMLElement);
    finger.tap(screen.getByRole('button', { name: 'Add next step' }));
    await waitFor(() => expect(saved().map(({ name }) => name)).toEqual(['draft.step']));
    expect(finger.taps()).toBe(3);
  });

  test('says whom to tell about a pupil’s safety, and stores nothing of it', async () => {
    const { saved } = open(<InterviewEditor {...route} />);
    await screen.findByText(/Tell the DSL now\. Do not write it here\./);
    fireEvent.click(screen.getByRole('button', { name: 'Who to tell' }));
    await screen.findByText(/Ms Brandt, room 4/);
    expect(saved().filter(({ name }) => name !== 'draft.set')).toHaveLength(0);
  });
});

describe('what the pupil is shown', () => {
  test('is the summary and the steps, nothing private and nobody else', async () => {
    const { container } = open(<ShowPupil {...route} />, ready, aNote({ why: 'CANARY old note' }));
    await screen.findByRole('heading', { level: 1, name: 'Your plan' });
    await screen.findByText('You want to compare college with an apprenticeship.');
    screen.getByText('Visit a college open evening');
    expect(container.textContent).not.toContain('CANARY');
  });

  test('is agreed in one tap, with the time', async () => {
    const { saved } = open(<ShowPupil {...route} />, ready);
    fireEvent.click(await screen.findByRole('button', { name: 'This is right' }));
    await screen.findByText('You said this is right, 10:05. Thank you.');
    expect(saved()[0]).toMatchObject({ name: 'draft.set', args: { values: { agreedAt: expect.any(String) } } });
  });
});

describe('finishing', () => {
  test('is two taps from the editor, and one mutation carries every word', async () => {
    const { saved } = open(<CheckAndFinish {...route} />, ready);
    fireEvent.click(await screen.findByRole('button', { name: 'Finish interview' }));
    await waitFor(() => expect(saved().some(({ name }) => name === 'interview.finish')).toBe(true));
    expect(JSON.stringify(saved().find(({ name }) => name === 'interview.finish')?.args)).toContain(
      'CANARY private words',
    );
  });

  test('is refused while something is missing, with a link to each part that is', async () => {
    const { saved } = open(<CheckAndFinish {...route} />, aDraft(INTERVIEW, { why: 'Only this.' }));
    await screen.findByRole('heading', { level: 1, name: 'Check and finish' });
    fireEvent.click(await screen.findByRole('button', { name: 'Finish interview' }));
    await screen.findByRole('heading', { name: /There is a problem|Still needed/ });
    expect(saved().some(({ name }) => name === 'interview.finish')).toBe(false);
  });

  test('leads to a plan that names who follows it up and has no private word on its paper', async () => {
    const held = anInterview({ id: INTERVIEW, status: 'finished' });
    const step = aStep({ interview: INTERVIEW, what: 'Visit a college open evening' });
    const { container } = renderScreen(
      <Finished {...route} />,
      joWorld([
        pupilWith('aisha', ['Aisha', 'Khan'], held, step, aNote({ interview: INTERVIEW, why: 'CANARY private words' })),
      ]),
    );
    await screen.findByText('Aisha’s plan is ready');
    expect(container.textContent).toContain('Mr Lee');
    expect(container.querySelector('.a4')?.textContent).toContain('Visit a college open evening');
    expect(container.textContent).not.toContain('CANARY');
    for (const name of ['Print plan', 'Share plan', 'Book a follow-up']) screen.getByRole('button', { name });
  });
});

describe('the notes', () => {
  test('begin the summary from what was tapped, without worries and what gets in the way', async () => {
    const { saved } = open(
      <InterviewEditor {...route} />,
      aDraft(
        INTERVIEW,
        { barriers: 'CANARY barrier' },
        { values: { status: 'in-progress', about: ['apprenticeships', 'worried'], routes: ['college'] } },
      ),
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Start from my notes', hidden: true }));
    const summary = () => saved().findLast(({ name }) => name === 'draft.write')?.args;
    await waitFor(() =>
      expect(summary()).toMatchObject({
        text: 'summary',
        write: { text: 'You talked about apprenticeships. You looked at college.' },
      }),
    );
  });

  test('show a tick as it is made, before the tablet has saved it, and keep it when the tablet is full', async () => {
    const { saved, fail } = open(<InterviewEditor {...route} />, aDraft(INTERVIEW, {}));
    const tick = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'I explained who will see this' });
    fail('full');
    fireEvent.click(tick);
    await screen.findByText(/This tablet is full/);
    expect(tick.checked).toBe(true);
    fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(saved()[0]?.args).toMatchObject({ values: { explained: ['who-will-see'] } }));
    expect(tick.checked).toBe(true);
  });

  test('written up after the booked day are dated by it', async () => {
    const { saved } = renderScreen(
      <CheckAndFinish {...route} />,
      joWorld([
        pupilWith(
          'aisha',
          ['Aisha', 'Khan'],
          anInterview({ id: INTERVIEW, date: '2026-11-04' as never, from: '11:02' as never }),
          ready,
        ),
      ]),
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Finish interview' }));
    await waitFor(() =>
      expect(saved()[0]?.args).toMatchObject({ date: '2026-11-04', from: '11:02', minutes: 45, fromPaper: true }),
    );
  });
});

describe('the next steps', () => {
  const withSteps = (count: number) =>
    aDraft(
      INTERVIEW,
      {},
      {
        steps: Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            uuid(20 + i),
            { what: `Step ${i + 1}`, who: 'pupil' as const, due: '2026-11-25' as never, tutorChecks: true },
          ]),
        ),
      },
    );

  test('say that three is plenty after the third, and add a fourth all the same', async () => {
    const { saved } = open(<InterviewEditor {...route} />, withSteps(3));
    await screen.findByText('Three is plenty. Add anyway?');
    fireEvent.input(screen.getByRole('combobox', { name: 'What' }), { target: { value: 'Ask Mum' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add next step' }));
    await waitFor(() =>
      expect(saved().at(-1)).toMatchObject({ name: 'draft.step', args: { value: { what: 'Ask Mum' } } }),
    );
  });

  test('are changed and removed by name, and Undo brings one back', async () => {
    const { saved } = open(<InterviewEditor {...route} />, withSteps(1));
    fireEvent.click(await screen.findByRole('button', { name: 'Change Step 1' }));
    fireEvent.input(screen.getByRole('combobox', { name: 'What' }), { target: { value: 'Step one' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save change' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Remove Step one' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByRole('button', { name: 'Remove Step one' });
    expect(saved().filter(({ name }) => name === 'draft.step')).toHaveLength(3);
  });

  test('may be none, which satisfies the finish', async () => {
    const { saved } = open(<InterviewEditor {...route} />, withSteps(0));
    fireEvent.click(await screen.findByRole('checkbox', { name: 'No next steps agreed' }));
    await waitFor(() => expect(saved().at(-1)?.args).toMatchObject({ values: { noSteps: true } }));
  });

  test('keep their words in the form when they could not be saved', async () => {
    const { fail } = open(<InterviewEditor {...route} />);
    const what = await screen.findByRole<HTMLInputElement>('combobox', { name: 'What' });
    fireEvent.input(what, { target: { value: 'Ask Mum' } });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Add next step' }));
    await screen.findByText(/This tablet is full/);
    expect(what.value).toBe('Ask Mum');
  });
});

describe('what the pupil changes', () => {
  test('is said in their own words, and takes back what was agreed', async () => {
    const { saved } = open(<ShowPupil {...route} />, { ...ready, values: { ...ready.values, agreedAt: ready.at } });
    const change = await screen.findByRole('button', { name: 'Change something' });
    const own = screen.getByRole('textbox', { name: 'In my own words' });
    // The page itself takes the focus when it has arrived.
    await waitFor(() => {
      fireEvent.click(change);
      expect(document.activeElement).toBe(own);
    });
    await screen.findByText(/^Say what should change/);
    fireEvent.input(own, { target: { value: 'I would rather be outside.' } });
    await waitFor(() =>
      expect(saved().map(({ args }) => args)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ values: { agreedAt: null } }),
          expect.objectContaining({ text: 'ownWords' }),
        ]),
      ),
    );
  });
});
