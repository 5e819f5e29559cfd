import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { SCHOOL_RECORD } from '../../src/domain/record.ts';
import { demoPart } from '../../src/protocol/demo.ts';
import type { DemoRecord } from '../../src/server/demo/generate.ts';
import { generateDemoSchool } from '../../src/server/demo/generate.ts';
import { DEMO_CHUNK, DEMO_SCHOOL, demoPerson, laterPeople, makeDemoSchool } from '../../src/server/demo/make-demo.ts';

const NOON = '2026-11-11T12:00:00.000Z' as Instant;
const STAFF_PARTS = demoPart.options.filter((part) => part !== 'pupil');

describe('making the demo school', () => {
  it('loads every record once, in a few chunks, the school’s own first', { timeout: 20_000 }, async () => {
    const loads: (readonly DemoRecord[])[] = [];
    const people = await makeDemoSchool({
      now: () => NOON,
      bulkLoad: async (school, records) => {
        expect(school).toBe(DEMO_SCHOOL);
        loads.push(records);
      },
    });
    const ids = loads.flat().map(({ id }) => id as string);
    expect(ids.slice(0, 4)).toEqual(['school', 'roster', 'programme/2026', 'programme/2025']);
    expect(new Set(ids).size).toBe(1511);
    expect(loads.length).toBe(Math.ceil(1511 / DEMO_CHUNK));
    expect(ids).toContain(demoPerson(people, 'pupil'));
    const staff = loads[0]?.[0]?.entries.filter(({ kind }) => kind === 'staff').map(({ id }) => id as string);
    for (const part of STAFF_PARTS) expect(staff, part).toContain(demoPerson(people, part));
    expect(new Set(Object.values(people)).size).toBe(demoPart.options.length);
  });

  it('finds those who can be tried since later in a school that was made before', { timeout: 20_000 }, () => {
    const { records, people } = generateDemoSchool('wexcombe', NOON);
    const school = records.find(({ id }) => id === SCHOOL_RECORD);
    const entries = Object.fromEntries((school?.entries ?? []).map((entry) => [entry.id, entry]));
    const { pastoral, subject, senior, admin } = people;
    expect(laterPeople({ id: SCHOOL_RECORD, entries })).toEqual({ pastoral, subject, senior, admin });
    expect(laterPeople({ id: SCHOOL_RECORD, entries: {} })).toEqual({});
  });
});
