// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { homeOf, navOf } from '../../../../src/ui/app/nav.ts';
import type { Figure, Figures } from '../../../../src/domain/benchmarks/figures.ts';
import { FIGURE_GROUPS } from '../../../../src/domain/pupil-groups.ts';
import { PUPIL_BENCHMARKS } from '../../../../src/domain/benchmarks/rule.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { SchoolFigures } from '../../../../src/ui/screens/senior/school-figures.tsx';
import { LEADER, network, renderOffice } from '../leader/office.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const of = (met: number, all: number): Figure => ({ kind: 'count', met, of: all });
const FIGURES: Figures = {
  on: '2026-11-11' as IsoDate,
  edition: 'gatsby-2025',
  years: [10, 11],
  benchmarks: PUPIL_BENCHMARKS.map((benchmark) => ({
    benchmark,
    byYear: [{ kind: 'nearly', of: 180 }, { kind: 'hidden' }],
    all: of(300, 340),
    groups: FIGURE_GROUPS.map((group) => ({ group, figure: of(20, 28), others: of(280, 312) })),
  })),
};
const open = () => renderOffice(<SchoolFigures />, { session: { ...LEADER, roles: ['senior'] } });

describe('the figures of a senior leader', () => {
  it('are the first and the only place of their navigation', () => {
    expect(homeOf(['senior'])).toBe('/figures');
    expect(navOf(['senior']).map(({ label }) => label)).toEqual(['Figures']);
  });

  it('say what is so in words, and what is not shown', async () => {
    network(() => Response.json(FIGURES));
    open();
    const years = await screen.findByRole('table', { name: 'Benchmarks by year' });
    const row = within(years).getByRole('row', { name: /Talking to an adviser/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['All but a few of 180', 'Not shown', '300 of 340']);
    const groups = screen.getByRole('table', { name: /Groups beside everybody else/ });
    const send = within(groups).getByRole('row', { name: /^SEND/ });
    expect(within(send).getAllByRole('cell')[0]?.textContent).toBe('20 of 28Others: 280 of 312');
    expect(screen.getByText(/Counted on Wednesday 11 November, once a day/)).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('say why they are not there, and can be asked for again', async () => {
    let here = false;
    const asked = network(() => (here ? Response.json(FIGURES) : null));
    open();
    await screen.findByText(/They are counted by the school’s server and kept on no device/);
    here = true;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('table', { name: 'Benchmarks by year' });
    expect(asked.map(({ path }) => path)).toEqual(Array(2).fill('/api/schools/wexcombe/figures'));
  });
});
