import { describe, expect, it } from 'vitest';
import { matrix } from '../../src/domain/benchmarks/matrix.ts';
import { progress } from '../../src/domain/benchmarks/progress.ts';
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { Entry, EntryOf, Kind } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import { dateOf } from '../../src/domain/time.ts';
import { generateDemoSchool } from '../../src/server/demo/generate.ts';

const NOON = '2026-11-11T12:00:00.000Z' as Instant;
const demo = generateDemoSchool('wexcombe', NOON);
const everything = demo.records.flatMap((record) => record.entries);
const all = <K extends Kind>(kind: K) => everything.filter((one: Entry): one is EntryOf<K> => one.kind === kind);
const digests = demo.records.map(({ id, entries }) =>
  digestOf({ id, entries: Object.fromEntries(entries.map((one) => [one.id, one])) }),
);
const [school] = all('school');
if (!school) throw new Error('The demo has no school entry');
const context: RuleContext = {
  school,
  staff: new Map(all('staff').map((one) => [one.id as string, one])),
  // This year's, as on a device.
  programme: all('planned').filter(({ facts }) => facts.date >= '2026-09-01'),
  today: dateOf(NOON),
};

describe('the benchmarks of the demo school', () => {
  const rows = matrix(digests, context).rows;

  it('have gaps in every benchmark and in every year group', () => {
    const gaps = (cells: readonly { readonly notYet: readonly unknown[] }[]) =>
      cells.filter(({ notYet }) => notYet.length > 0).length;
    for (const { benchmark, cells } of rows) expect(gaps(cells), benchmark).toBeGreaterThan(0);
    for (const year of [0, 1, 2, 3, 4]) {
      expect(gaps(rows.flatMap(({ cells }) => cells.slice(year, year + 1))), `Year ${year + 7}`).toBeGreaterThan(1);
    }
  });

  it('show cells that are complete, begun, planned and not due', () => {
    const states = new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell.state)));
    expect([...states].toSorted()).toEqual(expect.arrayContaining(['complete', 'not-due', 'planned', 'some']));
  });

  it('do not count what the second adviser did before the qualification', () => {
    const daniel = all('staff').find(({ name }) => name === 'Daniel Adebayo');
    const before = all('interview').filter(
      ({ adviser, date, status }) =>
        adviser === (daniel?.id as string) && status === 'finished' && date < (daniel?.guidance?.from ?? ''),
    );
    expect(before.length).toBeGreaterThan(0);
  });
});

describe('the pupil of the demo', () => {
  it('stands before today’s interview as the story has it', () => {
    const hers = digests.filter((digest) => digest.record === (demo.people.pupil as string));
    const cards = hers.flatMap((digest) => progress(digest, context));
    expect(Object.fromEntries(cards.map(({ name, headline }) => [name, headline.state]))).toEqual({
      'Knowing what’s out there': 'not-yet',
      'Advice that fits me': 'complete',
      'Meeting employers': 'complete',
      'Seeing workplaces': 'planned',
      'Meeting colleges, training and universities': 'some',
      'Talking to an adviser': 'planned',
    });
  });
});
