// @vitest-environment happy-dom
/** A subject lead's pages: the lessons of their subject, logging one, what they logged; nothing of a pupil but the name. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, it } from 'vitest';
import type { EntryId, PersonId } from '../../../../src/domain/ids.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { homeOf, navOf } from '../../../../src/ui/app/nav.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { SubjectPages } from '../../../../src/ui/screens/subject/pages.tsx';
import { anExperience, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { change } from '../leader/office.tsx';
import { LEADER, planned, pupilOf, schoolRecords } from '../leader/school.ts';

afterEach(() => {
  cleanup();
  hideToast();
});

const day = (text: string) => text as IsoDate;
const LESSON = uuid(1) as EntryId;
const lesson = (id: number, title: string, date: string) => ({
  ...planned({ title, date: day(date), activity: 'subject-careers', counts: ['4'] }, [9]),
  id: uuid(id) as EntryId,
});
const PLANS = [
  lesson(1, 'Science: who works in a laboratory', '2026-11-10'),
  lesson(2, 'Maths: pay', '2026-11-04'),
  lesson(3, 'Science: the water board', '2027-02-02'),
  { ...planned({ title: 'Careers fair', activity: 'careers-fair', counts: ['5'] }, [9]), id: uuid(4) as EntryId },
];
const PUPILS = [
  pupilOf('dan', ['Dan', 'Dean', '9A'], anExperience({ id: LESSON, facts: PLANS[0]!.facts }), anInterview()),
  pupilOf('eve', ['Eve', 'East', '9A']),
];
const SESSION = { ...LEADER, person: 'mr-osborne' as PersonId, name: 'Mr Osborne', roles: ['subject'] as const };
const shown = (page?: string, activity?: string) =>
  renderScreen(
    <LocationProvider>
      <SubjectPages {...(page ? { page } : {})} {...(activity ? { activity } : {})} />
      <ToastHost />
    </LocationProvider>,
    {
      session: { ...SESSION, roles: [...SESSION.roles] },
      now: '2026-11-11T10:05:00.000Z',
      records: [...schoolRecords(PLANS), ...PUPILS].map((record) => ({ record, groups: ['N'] as const })),
    },
  );
const rows = (name: string) =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map((row) => within(row).getByRole('heading').textContent);

describe('what a subject lead has logged', () => {
  it('stands on their first page and can be taken back', async () => {
    const { saved, house } = shown();
    await screen.findByText('Nothing yet.');
    await house.engine.save(
      ['dan', 'eve'].map((record, n) => ({
        id: uuid(70 + n) as never,
        name: 'activity.log',
        version: 1,
        record: record as never,
        at: '2026-11-11T10:00:00.000Z' as never,
        args: { activity: LESSON, facts: PLANS[0]!.facts, attended: n === 0 },
      })),
    );
    expect(await screen.findByText('Tue 10 Nov, 1 pupil, 1 absent')).toBeDefined();
    expect(screen.getByText('You logged 1 pupil')).toBeDefined();
    // Their subject is the one that they logged last.
    expect((screen.getByLabelText('Subject') as HTMLSelectElement).value).toBe('Science');
    fireEvent.click(screen.getByRole('button', { name: 'Take back: Science: who works in a laboratory' }));
    await waitFor(() =>
      expect(
        saved()
          .slice(2)
          .map(({ name, record }) => [name, record]),
      ).toEqual([
        ['activity.unlog', 'dan'],
        ['activity.unlog', 'eve'],
      ]),
    );
    expect(await screen.findByText('Nothing yet.')).toBeDefined();
  });
});

describe('a subject lead', () => {
  it('starts with the lessons of the programme, and has no other place', async () => {
    expect(homeOf(['subject'])).toBe('/subject');
    expect(navOf(['subject'])).toHaveLength(1);
    shown();
    await screen.findByRole('heading', { name: 'To come 1' });
    expect(rows('Held')).toEqual(['Science: who works in a laboratory', 'Maths: pay']);
    change(screen.getByLabelText('Subject'), { value: 'Maths' });
    await waitFor(() => expect(rows('Held')).toEqual(['Maths: pay']));
    change(screen.getByLabelText('Subject'), { value: '' });
    expect(document.body.textContent).not.toMatch(/Careers fair|Dan|Eve|interview/i);
  });

  it('logs a planned lesson for its year without being shown who has it, sees it, and takes it back', async () => {
    const { saved, unmount } = shown('log', LESSON);
    fireEvent.click(await screen.findByRole('button', { name: 'Log for 2 pupils' }));
    await waitFor(() =>
      expect(saved().map(({ record, name }) => [record, name])).toEqual([
        ['dan', 'activity.log'],
        ['eve', 'activity.log'],
      ]),
    );
    expect(saved()[0]?.args).toMatchObject({ activity: LESSON, attended: true });
    unmount();
  });

  it('logs a lesson that nobody planned, with its subject', async () => {
    const { saved } = shown('log');
    fireEvent.input(await screen.findByLabelText('What it was about'), { target: { value: 'Rocks and roads' } });
    change(screen.getByLabelText('Subject'), { value: 'Geography' });
    fireEvent.click(screen.getByRole('radio', { name: 'One form' }));
    change(await screen.findByLabelText('Form'), { value: '' });
    fireEvent.click(screen.getByRole('radio', { name: 'Year groups' }));
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Year 9' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Log for 2 pupils' }));
    await waitFor(() => expect(saved()).toHaveLength(2));
    expect(saved()[0]?.args).toMatchObject({
      facts: {
        title: 'Geography: Rocks and roads',
        activity: 'subject-careers',
        counts: ['4'],
        date: '2026-11-11',
        tags: [],
      },
    });
  });

  it('is told in a sentence why a lesson cannot be logged yet', async () => {
    shown('log');
    expect(await screen.findByText('Write what the lesson was about.')).toBeDefined();
    cleanup();
    shown('log', uuid(3));
    expect(await screen.findByText('This day is still to come. Log it when it has been.')).toBeDefined();
    expect((screen.getByRole('button', { name: /^Log for/ }) as HTMLButtonElement).disabled).toBe(true);
  });
});
