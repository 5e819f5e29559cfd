// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { selectPupils, selectedPupils } from '../../../../src/ui/queries/selection.ts';
import { LeaderPupil } from '../../../../src/ui/screens/leader/record.tsx';
import { PupilList } from '../../../../src/ui/screens/leader/record-list.tsx';
import type { RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../../../src/domain/time.ts';
import { aNote, aStep, anApplication, anEntry, anExperience, anInterview } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { asPupil, pupilOf, setting } from './school.ts';

afterEach(() => {
  cleanup();
  hideToast();
  selectPupils([]);
  history.replaceState(null, '', '/');
});

const interview = anInterview({ status: 'finished', date: '2026-10-14' as IsoDate });
const concern = anEntry(
  'concern',
  { on: interview.id, words: 'I never said college.', should: 'Sixth form', answer: null },
  { author: asPupil('aisha') },
);

const open = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <LeaderPupil record={'aisha' as RecordId} />
      <ToastHost />
    </>,
    setting([pupilOf('aisha', ['Aisha', 'Khan', '11A'], ...entries)]),
  );
const entryNamed = (name: string): HTMLElement => {
  const found = screen.getByRole('heading', { level: 3, name }).closest('li');
  if (!found) throw new Error(`No entry ${name}`);
  return found;
};

describe('the record of somebody who was not on the list', () => {
  const met = (...entries: readonly Entry[]) => {
    const tom = anEntry(
      'pupil',
      {
        name: 'Tom',
        surname: 'New',
        pronunciation: null,
        year: 10,
        form: null,
        from: '2026-11-10' as IsoDate,
        to: '2026-11-09' as IsoDate,
        unlisted: 'open',
      },
      { id: 'pupil' as never },
    );
    const record = {
      id: 'tom' as RecordId,
      entries: Object.fromEntries([tom, ...entries].map((one) => [one.id, one])),
    };
    return renderScreen(
      <>
        <LeaderPupil record={'tom' as RecordId} />
        <ToastHost />
      </>,
      setting([record]),
    );
  };

  it('says what is to be moved first', async () => {
    met(interview);
    await screen.findByText('1 entry to move first.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Close this record' }).disabled).toBe(true);
  });

  it('begins nothing there, and names nobody as helping: nobody else has it', async () => {
    met(interview);
    await screen.findByText('1 entry to move first.');
    expect(screen.getByRole('link', { name: 'Who has seen it' })).toBeDefined();
    for (const name of ['Book an interview', 'Add a next step'])
      expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Who else is helping' })).toBeNull();
  });

  it('is closed when all is with the right pupil', async () => {
    const { saved } = met();
    fireEvent.click(await screen.findByRole('button', { name: 'Close this record' }));
    await screen.findByText('This record is closed. Only careers leaders see it.');
    expect(saved().map(({ name }) => name)).toEqual(['unlisted.close']);
  });
});

describe('a record, as the careers leader reads it', () => {
  it('is a line by school year, newest first, with what was agreed inside its interview', async () => {
    open(
      interview,
      aStep({ interview: interview.id }),
      anExperience({ facts: { title: 'Hospital talk', date: '2025-11-12' as IsoDate } }),
    );
    await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
    const years = screen.getAllByRole('heading', { level: 2, name: /^Year/ }).map((heading) => heading.textContent);
    expect(years).toEqual(['Year 11 since September 2026', 'Year 10 2025 to 2026']);
    const held = entryNamed('Personal guidance interview');
    expect(within(held).getByText(/You like the practical side of science/)).toBeTruthy();
    expect(within(held).getByText(/Visit a college open evening, Aisha, by 25 November 2026/)).toBeTruthy();
    expect(within(held).getByText('Added by Jo Mercer, 11 November')).toBeTruthy();
    expect(screen.queryByRole('heading', { level: 3, name: 'Visit a college open evening' })).toBeNull();
  });

  it('has applications in a line beside it and among the plans on the line, with every day that was told', async () => {
    open(anApplication({ status: 'offer', offeredOn: '2026-11-09' as IsoDate }));
    const section = within(await screen.findByRole('region', { name: 'Applications' }));
    expect(section.getByRole('listitem').textContent).toMatch(/Wexcombe College, T Level Science. Offer, 9 November/);
    const onLine = within(entryNamed('Wexcombe College, T Level Science'));
    onLine.getByText('Offer, 9 November. T Level. Applied on 2 November.');
    await onLine.findByRole('button', { name: /^Remove this entry/ });
  });

  it('keeps private notes apart, and says who reads them', async () => {
    open(interview, aNote({ interview: interview.id }));
    const zone = await screen.findByRole('region', {
      name: 'Private notes: careers advisers and careers leader only',
    });
    expect(within(zone).getByText('Not sure about pharmacy.', { exact: false })).toBeTruthy();
  });

  it('says on each entry who can see it', async () => {
    open(anExperience(), aNote());
    await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
    const sees = (name: string) => within(entryNamed(name)).getByText(/^The |^All/).textContent;
    expect(sees('Aldermere Hospital lab team')).toBe(
      'The pupil, the form tutor, staff who support the pupil, the pupil’s careers advisers and the careers leader.',
    );
    expect(sees('Private note')).toBe('The pupil’s careers advisers and the careers leader.');
  });

  it('leads to a booking of this pupil in one tap', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Book an interview' }));
    expect(selectedPupils()).toEqual(['aisha']);
    expect(location.pathname).toBe('/book');
  });

  it('takes a next step in three taps from the stock phrases, and back by Undo', async () => {
    const { saved } = open();
    fireEvent.click(await screen.findByRole('button', { name: 'Add a next step' }));
    fireEvent.focus(screen.getByRole('combobox', { name: 'What' }));
    fireEvent.input(screen.getByRole('combobox', { name: 'What' }), { target: { value: 'first CV' } });
    fireEvent.click(screen.getByRole('option', { name: 'Write a first CV' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add next step' }));
    expect((await screen.findByText('Added for Aisha: Write a first CV.')).isConnected).toBe(true);
    expect(saved().map(({ name }) => name)).toEqual(['step.add']);
    expect(await screen.findByRole('heading', { level: 3, name: 'Write a first CV' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/^Removed by Mrs Okafor/)).toBeTruthy();
  });

  it('keeps the words of a step that could not be saved', async () => {
    const { fail } = open();
    fireEvent.click(await screen.findByRole('button', { name: 'Add a next step' }));
    const what = screen.getByRole<HTMLInputElement>('combobox', { name: 'What' });
    fireEvent.input(what, { target: { value: 'See the head of year' } });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Add next step' }));
    expect(await screen.findByText('This tablet is full.')).toBeTruthy();
    expect(what.value).toBe('See the head of year');
  });

  it('loses a wrong entry with a reason, and says who removed it', async () => {
    const { saved } = open(anExperience());
    fireEvent.click(
      await screen.findByRole('button', { name: /^Remove this entry ?: Aldermere Hospital lab team, 12 Oct/ }),
    );
    const dialog = within(screen.getByRole('dialog', { name: 'Remove Aldermere Hospital lab team, 12 Oct' }));
    const remove = dialog.getByRole<HTMLButtonElement>('button', { name: 'Remove this entry' });
    expect(remove.disabled).toBe(true);
    fireEvent.input(dialog.getByRole('textbox', { name: 'Reason' }), { target: { value: 'Wrong Aisha' } });
    fireEvent.click(remove);
    expect(await screen.findByText('Removed by Mrs Okafor, Wednesday 11 November: Wrong Aisha')).toBeTruthy();
    expect(saved().map(({ name, args }) => [name, args])).toEqual([
      ['entry.withdraw', { id: expect.any(String), reason: 'Wrong Aisha' }],
    ]);
    expect(within(entryNamed('Aldermere Hospital lab team')).getByText('The careers leader.')).toBeTruthy();
  });

  it('answers what a pupil says is not right, where it is asked, and keeps an answer that is not saved', async () => {
    const { fail, saved } = open(interview, concern);
    await screen.findByText('I never said college.');
    expect(screen.getByText(/with “Personal guidance interview”, Wednesday 14 October/)).toBeTruthy();
    const answer = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Answer to Aisha' });
    fireEvent.input(answer, { target: { value: 'Thank you. Changed.' } });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Answer' }));
    expect(await screen.findByText('This tablet is full.')).toBeTruthy();
    expect(answer.value).toBe('Thank you. Changed.');
    fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Answer' }));
    expect(await screen.findByText('Answer: Thank you. Changed.')).toBeTruthy();
    expect(saved().map(({ name }) => name)).toEqual(['concern.answer']);
    expect(screen.queryByRole('textbox', { name: 'Answer to Aisha' })).toBeNull();
  });

  it('confirms what the pupil added themselves', async () => {
    const { saved } = open(anExperience({ status: 'claimed', author: asPupil('aisha') }));
    fireEvent.click(await screen.findByRole('button', { name: /^It counts/ }));
    await screen.findByText('It counts: Aldermere Hospital lab team, 12 Oct.');
    expect(saved().map(({ name }) => name)).toEqual(['experience.confirm']);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^It counts/ })).toBeNull());
  });

  it('shows what it is narrowed to, and older years when they are asked for', async () => {
    const talk = (title: string, date: string) => anExperience({ facts: { title, date: date as IsoDate } });
    open(interview, talk('In Year 10', '2025-11-12'), talk('In Year 9', '2024-11-12'), talk('In Year 8', '2023-11-12'));
    const older = await screen.findByRole('button', { name: 'Show Years 8 and 9: 2 more' });
    fireEvent.click(older);
    expect(entryNamed('In Year 8')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Experiences' }));
    expect(screen.queryByRole('heading', { level: 3, name: 'In Year 10' })).toBeNull();
    expect(entryNamed('Personal guidance interview')).toBeTruthy();
  });

  it('stands by itself where its interview has been removed: nothing is hidden silently', async () => {
    const gone = { ...interview, readers: ['L'] as const, withdrawn: 'Wrong pupil', at: interview.at as Instant };
    open(gone, aStep({ interview: interview.id }));
    await screen.findByText(/^Removed by Jo Mercer/);
    expect(entryNamed('Visit a college open evening')).toBeTruthy();
  });
});

describe('the pupils of a careers leader', () => {
  const PUPILS = [
    pupilOf('zoe', ['Zoë', 'Zieliński', '9B']),
    pupilOf('aisha', ['Aisha', 'Khan', '11A'], interview),
    pupilOf('ben', ['Ben', 'Ford', '11B']),
  ];
  const links = () =>
    within(screen.getByRole('list', { name: 'Pupils' }))
      .queryAllByRole('link')
      .map((link) => link.textContent);

  /** The library would fire "input" for a change, which a select does not hear. */
  const choose = (select: HTMLElement, value: string) => {
    (select as HTMLSelectElement).value = value;
    fireEvent(select, new Event('change', { bubbles: true }));
  };

  it('are found by name, accents aside', async () => {
    renderScreen(<PupilList />, setting(PUPILS));
    await screen.findByRole('list', { name: 'Pupils' });
    expect(links()).toEqual(['Ben Ford', 'Aisha Khan', 'Zoë Zieliński']);
    fireEvent.input(screen.getByRole('searchbox', { name: 'Name' }), { target: { value: 'zielinski zoe' } });
    expect(links()).toEqual(['Zoë Zieliński']);
    expect(screen.getByRole('link', { name: 'Zoë Zieliński' }).getAttribute('href')).toBe('/pupils/zoe');
  });

  it('are found by year and form', async () => {
    renderScreen(<PupilList />, setting(PUPILS));
    choose(await screen.findByRole('combobox', { name: 'Year' }), '11');
    expect(links()).toEqual(['Ben Ford', 'Aisha Khan']);
    const form = screen.getByRole('combobox', { name: 'Form' });
    expect(
      within(form)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['All forms', '11A', '11B']);
    choose(form, '11B');
    expect(links()).toEqual(['Ben Ford']);
  });

  it('are brought in first where there are none', async () => {
    renderScreen(<PupilList />, setting([]));
    expect((await screen.findByRole('link', { name: 'Bring in pupils' })).getAttribute('href')).toBe('/bring-in');
  });
});
