// @vitest-environment happy-dom
/** The form's pupils, one pupil, and the list on paper: what a tutor may see, ask, add and print. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EntryId, PersonId, RecordId } from '../../../../src/domain/ids.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { FormPrint } from '../../../../src/ui/screens/tutor/form-print.tsx';
import { FormPupil } from '../../../../src/ui/screens/tutor/form-pupil.tsx';
import { FormPupils } from '../../../../src/ui/screens/tutor/form-pupils.tsx';
import {
  PEOPLE,
  aFollowup,
  aNote,
  aStep,
  anApplication,
  anEntry,
  anExperience,
  anInterview,
  facts,
  uuid,
} from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { formWorld, pupilWith, twentyEight } from './tutor-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
  vi.unstubAllGlobals();
});

const day = (date: string) => date as IsoDate;
/** Away from the ids that the house gives, which count from 1. */
const id = (n: number) => uuid(n + 1000) as EntryId;
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });

const aisha = () =>
  pupilWith(
    'aisha',
    ['Aisha', 'Khan'],
    anInterview({ id: id(1), status: 'finished', date: day('2026-10-05') }),
    anInterview({ id: id(2), date: day('2026-11-20') }),
    aNote({ interview: id(1), why: 'CANARY private note' }),
    aStep({ id: id(3), due: day('2026-11-06') }),
    aFollowup(id(3), { words: 'She has the date.', author: PEOPLE.tutor }),
    aStep({ id: id(4), what: 'Plan the journey', tutorChecks: false, due: day('2026-12-01') }),
    aStep({
      id: id(5),
      what: 'Find a placement',
      status: 'not-needed',
      why: 'Plans have changed',
      closedOn: day('2026-11-02'),
    }),
    anEntry(
      'ask',
      { to: 'adviser', words: 'Can she meet the college?', answer: 'Yes, in March.' },
      { author: PEOPLE.tutor },
    ),
  );
const ben = () => pupilWith('ben', ['Ben', 'Carter']);

describe('the pupils of a form', () => {
  test('stand as in a register, each with what is open', async () => {
    renderScreen(<FormPupils />, formWorld({ pupils: [aisha(), ben()] }));
    await screen.findByRole('heading', { level: 1, name: '10B: pupils' });
    const rows = within(screen.getByRole('list', { name: 'Pupils of 10B' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'Ben CarterNo next stepsNo interview yet',
      'Aisha Khan2 next steps1 overdueInterview booked',
    ]);
    expect(screen.getByRole('link', { name: 'Aisha Khan' }).getAttribute('href')).toBe('/form/pupils/aisha');
  });
});

describe('one pupil', () => {
  const show = (pupils = [aisha()]) =>
    renderScreen(
      <>
        <FormPupil record={'aisha' as RecordId} />
        <ToastHost />
      </>,
      formWorld({ pupils }),
    );

  test('shows summary, steps with what was said, experiences, interviews and questions, and no private note', async () => {
    const { container } = show();
    await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
    await screen.findByRole('heading', { name: 'Experiences so far' });
    expect(screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent)).toEqual([
      'Next steps 2',
      'Last interview',
      'Asked',
      'Intended destination',
      'Experiences so far',
      'Interviews',
    ]);
    screen.getByText('You like the practical side of science.');
    screen.getByText('Mr Lee talked about it, Wed 11 Nov: “She has the date.”');
    screen.getByText(/Not needed, Mon 2 Nov: Plans have changed\./);
    screen.getByText('Plan the journey');
    screen.getByText('Answer: Yes, in March.');
    screen.getByText('Finished');
    expect(container.textContent).not.toContain('CANARY');
    expect(document.title).not.toContain('Aisha');
  });

  test('has applications in a line each, and the tutor writes one down', async () => {
    const { saved } = show([pupilWith('aisha', ['Aisha', 'Khan'], anApplication({ id: id(20) }))]);
    const section = within(await screen.findByRole('region', { name: 'Applications' }));
    expect(section.getByRole('listitem').textContent).toMatch(/Wexcombe College, T Level Science. Applied, 2 November/);
    fireEvent.click(await section.findByRole('button', { name: 'Add an application' }));
    fireEvent.input(screen.getByRole('textbox', { name: 'Where' }), { target: { value: 'Aldermere Hospital' } });
    fireEvent.click(screen.getByRole('radio', { name: 'Apprenticeship' }));
    fireEvent.click(button('Save'));
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({
      name: 'application.add',
      args: { provider: 'Aldermere Hospital', route: 'apprenticeship', status: 'thinking', appliedOn: null },
    });
  });

  test('gets a next step in two taps and the words; what was written outlives a closed dialog', async () => {
    const { saved } = show();
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'Add a next step' }));
    fireEvent.input(screen.getByRole('combobox', { name: 'What' }), { target: { value: 'Ask Mum about the fair' } });
    fireEvent.click(button('Not now'));
    fireEvent.click(button('Add a next step'));
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'What' }).value).toBe('Ask Mum about the fair');
    finger.tap(button('Add next step'));
    await screen.findByText('Added for Aisha: Ask Mum about the fair.');
    expect(finger.taps()).toBe(2);
    expect(saved().at(-1)).toMatchObject({
      name: 'step.add',
      args: { what: 'Ask Mum about the fair', who: 'pupil', due: '2026-11-25', tutorChecks: true },
    });
    fireEvent.click(button('Undo'));
    await waitFor(() => expect(screen.queryByText('Ask Mum about the fair')).toBeNull());
  });

  test('can be asked about at the careers leader’s', async () => {
    const { saved } = show();
    fireEvent.click(await screen.findByRole('button', { name: 'Ask the careers leader' }));
    fireEvent.input(screen.getByRole('textbox', { name: 'Your question' }), {
      target: { value: 'Is there a bursary?' },
    });
    fireEvent.click(button('Ask'));
    await screen.findByText('Asked the careers leader about Aisha.');
    expect(saved().at(-1)?.args).toMatchObject({ to: 'leader', words: 'Is there a bursary?' });
    await screen.findByText('Is there a bursary?');
  });

  test('leads to a log for the pupil', async () => {
    show();
    const link = await screen.findByRole('link', { name: 'Log for Aisha' });
    expect(link.getAttribute('href')).toBe('/form/log/aisha');
  });

  test('has steps that are done in one tap, those too that were agreed without the tutor', async () => {
    const { saved } = show();
    fireEvent.click(await screen.findByRole('button', { name: 'Done: Aisha, plan the journey' }));
    await screen.findByText('Done: Aisha, plan the journey.');
    expect(saved().at(-1)?.args).toMatchObject({ id: id(4), as: 'done' });
  });

  test('has added something: it is confirmed in one tap, or does not count with a reason', async () => {
    const claim = (n: number, title: string) =>
      anExperience({ id: id(n), status: 'claimed', facts: facts({ title }), author: 'aisha' as PersonId });
    const pupil = pupilWith('aisha', ['Aisha', 'Khan'], claim(20, 'Animal shelter'), claim(21, 'Watched a film'));
    renderScreen(<FormPupils />, formWorld({ pupils: [pupil] }));
    await screen.findByText('Something to confirm');
    cleanup();
    const { saved } = show([pupil]);
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: /^It counts ?: Animal shelter/ }));
    await waitFor(() => expect(saved()[0]).toMatchObject({ name: 'experience.confirm', args: { id: id(20) } }));
    expect(finger.taps()).toBe(1);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^It counts ?: Animal shelter/ })).toBeNull());
    fireEvent.click(button(/^It does not count ?: Watched a film/));
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.input(dialog.getByRole('textbox', { name: 'Why' }), { target: { value: 'It was at home.' } });
    fireEvent.click(dialog.getByRole('button', { name: 'It does not count' }));
    await waitFor(() =>
      expect(saved()[1]).toMatchObject({ name: 'experience.not-counted', args: { why: 'It was at home.' } }),
    );
  });

  test('shows what helps and where the pupil means to go, never support or what was written to the adviser', async () => {
    const { container } = show([
      pupilWith(
        'aisha',
        ['Aisha', 'Khan'],
        anEntry('adjustment', { words: 'Near the front.' }, { id: singleton('adjustment') }),
        anEntry('intention', { route: 'college', detail: 'Welding', backUp: '' }, { id: singleton('intention') }),
        anEntry(
          'support',
          { sen: 'E', pupilPremium: true, lookedAfter: true, outcomes: 'CANARY outcomes' },
          { id: singleton('support') },
        ),
        anEntry('request', { about: [], words: 'CANARY request', avoid: '', soon: true, askedOn: day('2026-11-09') }),
      ),
    ]);
    await screen.findByText('Near the front.');
    screen.getByText(/College: Welding/);
    expect(screen.queryByRole('button', { name: 'Change what helps' })).toBeNull();
    expect(container.textContent).not.toMatch(/CANARY|premium|health and care/i);
  });

  test('who is not held here is not shown', async () => {
    show([ben()]);
    await screen.findByRole('heading', { name: 'This pupil is not on this device' });
  });
});

describe('the list for form time', () => {
  test('has one line a pupil with the most urgent step and boxes to tick, and is printed in one tap', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    renderScreen(<FormPrint />, formWorld({ pupils: [aisha(), ...twentyEight()] }));
    await screen.findByRole('heading', { level: 1, name: '10B: form time list' });
    screen.getByRole('columnheader', { name: 'How did you get on with…?' });
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows).toHaveLength(29);
    const hers = within(screen.getByRole('row', { name: /^Aisha Khan/ }));
    hers.getByText('visit a college open evening (and 1 more)');
    hers.getByText('Fri 6 Nov');
    expect(hers.getAllByText(/not ticked$/)).toHaveLength(2);
    fireEvent.click(button('Print for form time'));
    expect(print).toHaveBeenCalledOnce();
  });
});
