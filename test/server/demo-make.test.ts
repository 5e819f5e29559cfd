import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import type { DemoRecord } from '../../src/server/demo/generate.ts';
import { DEMO_CHUNK, DEMO_SCHOOL, demoPerson, makeDemoSchool } from '../../src/server/demo/make-demo.ts';

describe('making the demo school', () => {
  it('loads every record once, in a few chunks, the school’s own first', { timeout: 20_000 }, async () => {
    const loads: (readonly DemoRecord[])[] = [];
    const people = await makeDemoSchool({
      now: () => '2026-11-11T12:00:00.000Z' as Instant,
      bulkLoad: async (school, records) => {
        expect(school).toBe(DEMO_SCHOOL);
        loads.push(records);
      },
    });
    const ids = loads.flat().map(({ id }) => id as string);
    expect(ids.slice(0, 3)).toEqual(['school', 'roster', 'programme/2026']);
    expect(new Set(ids).size).toBe(1510);
    expect(loads.length).toBe(Math.ceil(1510 / DEMO_CHUNK));
    expect(ids).toContain(demoPerson(people, 'pupil'));
    const staff = loads[0]?.[0]?.entries.filter(({ kind }) => kind === 'staff').map(({ id }) => id as string);
    for (const part of ['adviser', 'tutor', 'leader'] as const) expect(staff).toContain(demoPerson(people, part));
  });
});
