// @vitest-environment happy-dom
/** Two editions side by side: counted from the records of a small school, and explained from the rules. */
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { Editions } from '../../../../src/ui/screens/leader/editions.tsx';
import { anEntry, anExperience, written } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { pupilOf, setting } from './school.ts';
import { singleton } from '../../../../src/domain/record.ts';

afterEach(cleanup);

const workplace = (date: string) =>
  anExperience({ facts: { counts: ['6'], activity: 'work-experience', date: date as IsoDate } });
const used = (date: string) => anEntry('lmi', { source: 'LMI for All', decision: 'Chose.', date: date as IsoDate });

/** One workplace: complete by 2014 alone. Two: by both. Facts used in Year 9 (2024/25) count once in 2014, again in Year 10 in 2025. */
const PUPILS = [
  pupilOf('aisha', ['Aisha', 'Khan', '11A'], workplace('2026-07-06'), used('2025-03-01')),
  pupilOf('ben', ['Ben', 'Ford', '11A'], workplace('2025-07-07'), workplace('2026-07-06'), used('2026-03-01')),
  pupilOf('cara', ['Cara', 'Mills', '10C'], workplace('2026-07-06')),
];

const rows = () =>
  within(screen.getByRole('table', { name: /^Complete, of the pupils/ }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent));

test('counts the same pupils by each edition, and for how many it makes a difference', async () => {
  renderScreen(<Editions />, setting(PUPILS));
  await screen.findByRole('table', { name: /^Complete, of the pupils/ });
  expect(rows()).toEqual([
    ['Knowing what’s out there', '1 of 3', '1 of 3', '1 pupil complete by 2014 only, 1 pupil complete by 2025 only'],
    ['Advice that fits me', '0 of 3', '0 of 3', 'Nothing today'],
    ['Meeting employers', '0 of 3', '0 of 3', 'Nothing today'],
    ['Seeing workplaces', '3 of 3', '1 of 3', '2 pupils complete by 2014 only'],
    ['Meeting colleges, training and universities', '0 of 3', '0 of 3', 'Nothing today'],
    ['Talking to an adviser', '0 of 3', '0 of 3', 'Nothing today'],
  ]);
});

test('says what each edition asks, with its clause, and in which year groups the numbers differ', async () => {
  renderScreen(<Editions />, setting(PUPILS));
  const workplaces = within(await screen.findByRole('region', { name: 'Seeing workplaces' }));
  const asked = workplaces.getAllByRole('listitem').map((item) => item.textContent);
  expect(asked[0]).toMatch(/^An experience of a workplace by the end of Year 11.*Gatsby 2014 benchmark 6/);
  expect(asked[1]).toMatch(/^Experiences of workplaces by the end of Year 11.*Gatsby 2025 benchmark 6/);
  fireEvent.click(workplaces.getByText('By year group'));
  const years = within(workplaces.getByRole('table')).getAllByRole('row').slice(1);
  expect(years.map((row) => row.textContent)).toEqual([
    'Year 9Not due yetNot due yetNothing today',
    'Year 101 of 10 of 11 pupil complete by 2014 only',
    'Year 112 of 21 of 21 pupil complete by 2014 only',
  ]);
});

test('names the benchmarks of which both editions ask the same, and the edition of the school', async () => {
  renderScreen(<Editions />, setting(PUPILS));
  const same = await screen.findByRole('region', { name: 'The same in both' });
  expect(same.textContent).toContain(
    'Meeting employers, Meeting colleges, training and universities, Talking to an adviser.',
  );
  expect(screen.getByText(/Your school works by 2025/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'School' }).getAttribute('href')).toBe('/school');
});

test('ideas and plans are asked for in 2025 alone: who lacks them is complete by 2014 only', async () => {
  const review = anExperience({ facts: { counts: ['3'], activity: 'record-review' } });
  const ideas = anEntry('aspiration', { words: written('A lab.') }, { id: singleton('aspiration') });
  renderScreen(<Editions />, setting([pupilOf('dee', ['Dee', 'Price', '10C'], review, ideas)]));
  await screen.findByRole('region', { name: 'Advice that fits me' });
  expect(rows()[1]).toEqual(['Advice that fits me', '1 of 1', '0 of 1', '1 pupil complete by 2014 only']);
});
