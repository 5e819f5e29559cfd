import { describe, expect, it } from 'vitest';
import { schoolYearOf } from '../../src/domain/calendar.ts';
import { decidesOn, standingOf } from '../../src/domain/la-sharing.ts';
import { sharingOn } from '../../src/domain/sharing-on.ts';
import { APPLICATION_STATUSES, SHARING_DECISIONS } from '../../src/domain/entries/vocabulary.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { recordId } from '../../src/domain/ids.ts';
import type { Entry, EntryOf, Kind } from '../../src/domain/record.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import { copyOf } from '../../src/domain/programme.ts';
import { stepCounts, stepSections } from '../../src/domain/steps.ts';
import { entry, programmeRecord } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import { dateOf } from '../../src/domain/time.ts';
import type { DemoSchool } from '../../src/server/demo/generate.ts';
import { generateDemoSchool } from '../../src/server/demo/generate.ts';
import { DEMO_SCHOOL } from '../../src/server/demo/make-demo.ts';
import { seeded } from '../../src/server/demo/random.ts';
import { todaysSlots } from '../../src/server/demo/visits.ts';

const at = (text: string) => text as Instant;
const NOON = at('2026-11-11T12:00:00.000Z');
const school = generateDemoSchool('wexcombe', NOON);
const today = dateOf(NOON);

const entriesOf = (made: DemoSchool, id: RecordId | string): readonly Entry[] =>
  made.records.find((record) => record.id === id)?.entries ?? [];
const isKind =
  <K extends Kind>(kind: K) =>
  (one: Entry): one is EntryOf<K> =>
    one.kind === kind;
const all = <K extends Kind>(made: DemoSchool, kind: K): readonly EntryOf<K>[] =>
  made.records.flatMap((record) => record.entries.filter(isKind(kind)));
const pupilRecords = (made: DemoSchool) =>
  made.records.flatMap((record) => {
    const pupil = record.entries.find(isKind('pupil'));
    return pupil ? [{ record, pupil }] : [];
  });
const aisha = (made: DemoSchool) => entriesOf(made, made.people.pupil);

describe('the demo school', () => {
  it('is made of entries that the domain accepts, each id once in its record', () => {
    for (const record of school.records) {
      expect(recordId.safeParse(record.id).success).toBe(true);
      const seen = new Set(record.entries.map((one) => one.id));
      expect(seen.size, record.id).toBe(record.entries.length);
    }
    const wrong = school.records.flatMap((record) =>
      record.entries.flatMap((one) => {
        const parsed = entry.safeParse(one);
        return parsed.success ? [] : [`${one.kind}: ${JSON.stringify(parsed.error.issues[0])}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has 1,500 pupils in fifty forms, sixty staff and about 60,000 entries', () => {
    const pupils = pupilRecords(school).filter(({ pupil }) => pupil.form !== null);
    expect(pupils).toHaveLength(1500);
    expect(new Set(pupils.map(({ pupil }) => pupil.form)).size).toBe(50);
    expect(all(school, 'staff')).toHaveLength(60);
    const entries = school.records.reduce((sum, record) => sum + record.entries.length, 0);
    expect(entries).toBeGreaterThan(54_000);
    expect(entries).toBeLessThan(68_000);
  });

  it('has a few pupils beside them who have left or are to come, and none of them has a form', () => {
    const others = pupilRecords(school).filter(({ pupil }) => pupil.form === null);
    expect(others).toHaveLength(7);
    expect(others.filter(({ pupil }) => pupil.from <= today && (pupil.to === null || pupil.to >= today))).toEqual([]);
    const upns = all(school, 'identity').map((one) => one.upn);
    expect(new Set(upns).size).toBe(upns.length);
  });

  it('is the same for the same seed and moment', { timeout: 20_000 }, () => {
    expect(JSON.stringify(generateDemoSchool('wexcombe', NOON)) === JSON.stringify(school)).toBe(true);
    expect(seeded('other').uuid(0)).not.toBe(seeded('wexcombe').uuid(0));
  });

  it('says hundreds of different things', () => {
    expect(new Set(all(school, 'interview').map((one) => one.summary)).size).toBeGreaterThan(300);
    const sentences = all(school, 'note').flatMap((one) =>
      `${one.why} ${one.now} ${one.ideas} ${one.barriers}`.split('. '),
    );
    expect(new Set(sentences).size).toBeGreaterThan(400);
    expect(new Set(all(school, 'step').map((one) => one.what)).size).toBeGreaterThan(150);
    const words = JSON.stringify(school.records);
    expect(words).not.toMatch(/undefined|\{[a-z]+2?\}|\[object/);
  });

  it('has nothing that was made after the moment', () => {
    const late = school.records.flatMap((record) => record.entries.filter((one) => one.at > NOON || one.madeAt > NOON));
    expect(late).toEqual([]);
  });

  it('leaves Aisha without an interview that counts, with one booked today', () => {
    const interviews = aisha(school).filter(isKind('interview'));
    expect(interviews.filter((one) => one.status === 'finished').map((one) => one.type)).toEqual(['drop-in']);
    expect(interviews.filter((one) => one.status === 'booked').map((one) => one.date)).toEqual([today]);
    expect(aisha(school).filter(isKind('lmi'))).toEqual([]);
    expect(aisha(school).find(isKind('pupil'))).toMatchObject({ name: 'Aisha', form: '10B' });
  });

  it('gives 10B four overdue steps, six this week, nine later and twelve done', () => {
    const digests = pupilRecords(school)
      .filter(({ pupil }) => pupil.form === '10B')
      .map(({ record }) =>
        digestOf({ id: record.id, entries: Object.fromEntries(record.entries.map((one) => [one.id, one])) }),
      );
    expect(stepCounts(stepSections(digests, today, []))).toEqual({ overdue: 4, thisWeek: 6, later: 9, done: 12 });
  });

  it('has last year’s plan, some of which is not in this year’s and can be copied', () => {
    const [last = [], now = []] = [2025, 2026].map((year) =>
      entriesOf(school, programmeRecord(year)).filter(isKind('planned')),
    );
    expect(last.every(({ facts }) => schoolYearOf(facts.date) === 2025)).toBe(true);
    const forms = all(school, 'form').map(({ code }) => code);
    const copied = copyOf(last, now, { school: DEMO_SCHOOL, startYear: 2026, forms, terms: all(school, 'terms') });
    expect(copied.plans.length).toBeGreaterThan(4);
    expect(copied.plans.length).toBeLessThan(20);
    expect(copied.there).toBeGreaterThan(40);
    // They were held: pupils of today were there.
    const held = new Set(all(school, 'experience').map(({ id }) => id));
    expect(last.filter(({ id }) => held.has(id)).length).toBeGreaterThan(30);
  });

  it('has applications of every status in Year 11, and of nobody younger', () => {
    const applied = pupilRecords(school).filter(({ record }) => record.entries.some(isKind('application')));
    expect([...new Set(applied.map(({ pupil }) => pupil.year))]).toEqual([11]);
    const some = all(school, 'application');
    expect(new Set(some.map(({ status }) => status)).size).toBe(APPLICATION_STATUSES.length);
    expect(some.filter(({ provider }) => provider === '')).toEqual([]);
  });

  it('has every decision about the local authority on both sides of 16, and some to be asked again', () => {
    const standing = new Map<string, number>();
    for (const { record } of pupilRecords(school)) {
      const born = record.entries.find(isKind('identity'))?.born ?? null;
      const entry = record.entries.find(isKind('la-sharing'));
      const stands = sharingOn(entry ? standingOf(entry, born, record.entries.find(isKind('pupil'))) : null, today);
      const side = `${decidesOn(born, today) ? '16' : 'under 16'} ${stands}`;
      standing.set(side, (standing.get(side) ?? 0) + 1);
    }
    const both = SHARING_DECISIONS.flatMap((one) => [`16 ${one}`, `under 16 ${one}`]);
    expect([...standing.keys()].toSorted()).toEqual([...both, '16 again'].toSorted());
    expect(Math.min(...standing.values())).toBeGreaterThan(1);
  });

  it('has four requests that wait: no interview was booked after them', () => {
    const waiting = school.records.filter((record) => {
      const request = record.entries.find(isKind('request'));
      const booked = record.entries.filter(isKind('interview')).some((one) => request && one.madeAt > request.at);
      return request !== undefined && !booked;
    });
    expect(waiting).toHaveLength(4);
  });
});

describe('the demo adviser’s day', () => {
  it.each(['07:30', '09:50', '12:00', '16:00', '23:50', '23:59', '00:20'])(
    'made at %s has six slots in order, the pupil’s and two more still to come',
    (clock) => {
      const { slots, next } = todaysSlots(at(`2026-11-11T${clock}:00.000Z`));
      expect(slots).toEqual([...new Set(slots)].toSorted());
      expect(slots).toHaveLength(6);
      expect(slots.length - next).toBeGreaterThanOrEqual(3);
      expect(slots.slice(0, next).every((slot) => slot < clock)).toBe(true);
    },
  );

  it.each(['2026-11-14T23:50', '2026-08-05T13:20'])(
    'on a day without school, %s, is a day like others',
    { timeout: 20_000 },
    (moment) => {
      const made = generateDemoSchool('wexcombe', at(`${moment}:00.000Z`));
      const day = dateOf(at(`${moment}:00.000Z`));
      const todays = all(made, 'interview').filter((one) => one.date === day && one.adviser === made.people.adviser);
      expect(todays.map((one) => one.status).toSorted()).toEqual([
        'booked',
        'booked',
        'booked',
        'booked',
        'did-not-attend',
        'finished',
      ]);
      const hers = aisha(made).filter(isKind('interview'));
      expect(hers.filter((one) => one.date === day).map((one) => one.status)).toEqual(['booked']);
      expect(made.records.flatMap((record) => record.entries).filter((one) => !entry.safeParse(one).success)).toEqual(
        [],
      );
    },
  );
});
