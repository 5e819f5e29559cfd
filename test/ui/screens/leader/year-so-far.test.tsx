// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { YearSoFar } from '../../../../src/ui/screens/leader/year-so-far.tsx';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { anInterview } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { pupilOf, setting } from './school.ts';

afterEach(cleanup);

const held = (date: string) => anInterview({ status: 'finished', date: date as IsoDate });
const PUPILS = [
  pupilOf('a', ['Ann', 'A', '11A'], held('2026-09-20')),
  pupilOf('b', ['Bo', 'B', '11A'], held('2026-10-20')),
  pupilOf('c', ['Cy', 'C', '11A']),
];

describe('the year so far', () => {
  it('has a picture for each benchmark, which says that the numbers stand in the table', async () => {
    renderScreen(<YearSoFar />, setting(PUPILS));
    const pictures = await screen.findAllByRole('img');
    expect(pictures).toHaveLength(6);
    expect(pictures.at(-1)?.getAttribute('aria-label')).toBe(
      'Talking to an adviser: from 0 to 2 pupils. The table below has each day.',
    );
    // The line goes up from the left: its last point is higher than its first.
    const drawn = pictures.at(-1)?.querySelector('.have')?.getAttribute('d') ?? '';
    const heights = [...drawn.matchAll(/[ML]?[\d.]+,([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights).toHaveLength(6);
    expect(heights.at(-1)).toBeLessThan(heights[0] ?? 0);
  });

  it('has the same numbers in a table, a day a row', async () => {
    renderScreen(<YearSoFar />, setting(PUPILS));
    const table = await screen.findByRole('table', { name: 'The year so far in numbers' });
    const talking = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => [
        within(row).getByRole('rowheader').textContent,
        within(row).getAllByRole('cell').at(-1)?.textContent,
      ]);
    expect(talking).toEqual([
      ['1 September', '0 of 3'],
      ['15 September', '0 of 3'],
      ['1 October', '1 of 3'],
      ['15 October', '1 of 3'],
      ['1 November', '2 of 3'],
      ['11 November', '2 of 3'],
    ]);
  });
});
