// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Dashboard } from '../../../../src/ui/screens/leader/dashboard.tsx';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { aRecord, aStep, anEntry, anInterview } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { choose } from '../../../support/taps.ts';
import { asPupil, planned, pupilOf, schoolRecords, setting } from './school.ts';

// Nobody says anything of tablets.
beforeEach(() => void vi.stubGlobal('fetch', async () => new Response('{}', { status: 503 })));
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

const held = () => anInterview({ status: 'finished', date: '2026-10-14' as IsoDate });
const request = (id: string) =>
  anEntry(
    'request',
    { about: ['not-sure'], words: '', avoid: '', soon: false, askedOn: '2026-11-05' as IsoDate },
    { author: asPupil(id) },
  );
const PUPILS = [
  pupilOf('aisha', ['Aisha', 'Khan', '11A'], held()),
  pupilOf('ben', ['Ben', 'Ford', '11A'], request('ben')),
  pupilOf('cara', ['Cara', 'Mills', '11A']),
];

describe('the careers dashboard', () => {
  it('counts each benchmark in each of the school’s own years, and leads to the names in one tap', async () => {
    renderScreen(<Dashboard />, setting(PUPILS));
    const cell = await screen.findByRole('link', { name: /Year 11, talking to an adviser: 2 pupils not yet/ });
    expect(cell.textContent).toContain('1 of 3');
    expect(cell.getAttribute('href')).toBe('/dashboard/8/11');
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      'Benchmark',
      'Year 9 0 pupils',
      'Year 10 0 pupils',
      'Year 11 3 pupils',
    ]);
    expect(screen.getAllByRole('rowheader').map((head) => head.textContent)).toEqual([
      'Knowing what’s out there',
      'Advice that fits me',
      'Meeting employers',
      'Seeing workplaces',
      'Meeting colleges, training and universities',
      'Talking to an adviser',
    ]);
  });

  it('says what is planned, and that the school provides benchmarks 1 and 4 by which activities', async () => {
    const talk = planned({ title: 'Careers fair', date: '2027-02-03' as IsoDate, counts: ['5'] });
    renderScreen(<Dashboard />, setting(PUPILS, { planned: [talk] }));
    expect(await screen.findByRole('link', { name: /Year 11, meeting employers: Planned 3 Feb/ })).toBeTruthy();
    const provided = screen.getByRole('region', { name: 'Our school provides' });
    expect(within(provided).getByText(/1 activity this year. 0 held, 1 to come. Year 11/)).toBeTruthy();
    fireEvent.click(within(provided).getByText(/See the activity/));
    expect(within(provided).getByRole('rowheader', { name: 'Careers fair' })).toBeTruthy();
    expect(within(provided).getByText('Nothing planned this year yet.')).toBeTruthy();
  });

  it('says how fresh the numbers are, and that they are counted here when there is no internet', async () => {
    const facts = { lastSyncedAt: '2026-11-11T10:42:00.000Z', lastResult: 'no-internet' } as const;
    renderScreen(<Dashboard />, setting(PUPILS, { facts }));
    expect(await screen.findByText('As of 10:42. No internet: the numbers are counted on this device.')).toBeTruthy();
  });

  it('counts who waits, each with a link to the names', async () => {
    const alone = pupilOf('dee', ['Dee', 'Price', '10C'], aStep());
    renderScreen(<Dashboard />, setting([...PUPILS, alone]));
    const waiting = await screen.findByRole('region', { name: 'Waiting for you' });
    const names = within(waiting)
      .getAllByRole('link')
      .map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')]);
    expect(names).toEqual([
      ['See names: 1 pupil asked for an interview.', '/dashboard/waiting/requests'],
      ['See names: Nobody is following up 1 next step.', '/dashboard/waiting/steps'],
    ]);
    expect(within(waiting).getByText('The first on Thursday 5 November.')).toBeTruthy();
  });

  it('follows up steps of a form that has a tutor: nobody waits for the careers leader', async () => {
    renderScreen(<Dashboard />, setting([pupilOf('eve', ['Eve', 'Shah', '11A'], aStep())]));
    expect(await screen.findByText('Nobody is waiting.')).toBeTruthy();
  });

  it('shows a group beside everybody else, with the gap in pupils, in one choice', async () => {
    const premium = () =>
      anEntry(
        'support',
        { sen: 'N', pupilPremium: true, lookedAfter: false, outcomes: null },
        { id: 'support' as never },
      );
    const pupils = [
      pupilOf('a', ['Ann', 'A', '11A'], premium()),
      pupilOf('b', ['Bo', 'B', '11A'], premium()),
      pupilOf('c', ['Cy', 'C', '11A'], held()),
      pupilOf('d', ['Di', 'D', '11A'], held()),
    ];
    renderScreen(<Dashboard />, setting(pupils));
    await screen.findByRole('link', { name: /Year 11, talking to an adviser: 2 pupils not yet/ });
    choose(screen.getByRole('combobox', { name: 'Change group' }), 'pupil-premium');
    const cell = await screen.findByRole('link', { name: /Year 11, talking to an adviser.*2 of 2 fewer/ });
    expect(cell.textContent).toContain('0 of 2');
    expect(cell.textContent).toContain('Others: 2 of 2');
    expect(cell.getAttribute('href')).toBe('/dashboard/8/11?group=pupil-premium');
    expect(location.search).toBe('?group=pupil-premium');
  });

  it('shows the figures of an earlier day of the year, and the way back to today', async () => {
    renderScreen(<Dashboard />, setting(PUPILS));
    await screen.findByRole('link', { name: /Year 11, talking to an adviser: 2 pupils not yet/ });
    const day = screen.getByLabelText('Figures for');
    expect([day.getAttribute('min'), day.getAttribute('max')]).toEqual(['2026-09-01', '2026-11-11']);
    fireEvent.input(day, { target: { value: '2026-10-13' } });
    const cell = await screen.findByRole('link', { name: /Year 11, talking to an adviser: 3 pupils not yet/ });
    expect(cell.getAttribute('href')).toBe('/dashboard/8/11?on=2026-10-13');
    expect(screen.getByText(/As it was on Tuesday 13 October, by what is known today/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Back to today' }));
    await screen.findByRole('link', { name: /Year 11, talking to an adviser: 2 pupils not yet/ });
    expect(location.search).toBe('');
  });

  it('shows today where the address asks for a day of another year, a day to come, or no group', async () => {
    history.replaceState(null, '', '/dashboard?on=2026-08-31&group=everyone');
    renderScreen(<Dashboard />, setting(PUPILS));
    const cell = await screen.findByRole('link', { name: /Year 11, talking to an adviser: 2 pupils not yet/ });
    expect(cell.getAttribute('href')).toBe('/dashboard/8/11');
  });

  it('tells a new careers leader the first steps, in order', async () => {
    const [school = aRecord('school'), ...rest] = schoolRecords();
    const only = Object.values(school.entries).filter((entry) => entry.kind !== 'staff');
    const empty = setting([]);
    const records = [aRecord('school', ...only), ...rest].map((record) => ({ record, groups: ['N', 'L'] as const }));
    renderScreen(<Dashboard />, { ...empty, records });
    await screen.findByRole('heading', { name: 'First steps' });
    const steps = screen.getAllByRole('listitem').flatMap((item) => within(item).queryAllByRole('link'));
    expect(steps.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Bring in pupils', '/bring-in'],
      ['Invite people', '/people'],
      ['Check the school’s details', '/school'],
    ]);
    expect(screen.queryByRole('table')).toBeNull();
  });
});
