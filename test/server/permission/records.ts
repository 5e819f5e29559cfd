/**
 * The records of the matrix: Aisha's has an entry of every kind (the corpus of the domain) and what each part has written
 * themselves; the others are like hers, in words of their own.
 */
import { readFileSync } from 'node:fs';
import type { EntryId, FormCode, PersonId, RecordId, SchoolId } from '../../../src/domain/ids.ts';
import type { CareersRecord, Entry } from '../../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../../src/domain/time.ts';
import { NOW, aRecord, aStaffMember, aStep, anEntry, anExperience, anInterview } from '../../support/builders.ts';
import { DAY, ELSEWHERE, PARTS } from './people.ts';

export const HERE = 'school-1' as SchoolId;
export const THERE = 'school-2' as SchoolId;
/** A record that was erased, and one of the other school. */
export const ERASED = 'erased-1' as RecordId;
export const THEIRS = 'their-pupil' as RecordId;
/** A pupil of 10B of whom nothing is written. */
export const BARE = 'bea' as RecordId;

const corpus = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../domain/corpus/${name}.json`, import.meta.url), 'utf8')) as T;
const CORPUS = new Map(corpus<CareersRecord[]>('records').map((record) => [record.id as string, record]));
/** Every pupil is 16 today: from then on they say what the local authority is told (policy 5.5.13). */
const atSixteen = (entry: Entry): Entry =>
  entry.kind === 'identity' ? { ...entry, born: '2010-11-11' as IsoDate } : entry;
const entriesIn = (record: string): readonly Entry[] => Object.values(CORPUS.get(record)?.entries ?? {}).map(atSixteen);

/** An activity that Aisha took part in, by the id that everybody knows it by; Bea did not. */
export const ACTIVITY = entriesIn('aisha').find(({ kind }) => kind === 'experience')?.id ?? '';

type Pupil = Partial<Extract<Entry, { kind: 'pupil' }>>;

/** All that is on Aisha's record, of somebody else and with words of its own; whoever interviewed them is not of the cast. */
function another(id: string, pupil: object): CareersRecord {
  const word = (text: string) => `${text} (${id})`;
  const entries = entriesIn('aisha').map((entry) => {
    const text = JSON.stringify(entry)
      .replaceAll('"aisha"', `"${id}"`)
      .replaceAll('"jo-mercer"', '"ms-elsewhere"')
      .replaceAll(/"(words|why|text|summary|outcomes|predicted|what|decision|detail)":"([^"]+)"/g, (_, key, said) =>
        JSON.stringify({ [key as string]: word(said as string) }).slice(1, -1),
      );
    return JSON.parse(text) as Entry;
  });
  const all = entries.map((entry) => (entry.kind === 'pupil' ? ({ ...entry, ...(pupil as Pupil) } as Entry) : entry));
  return aRecord(id, ...all);
}

const id = (of: string) => ({ id: of as EntryId });
const ago = (hours: number): Instant => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString() as Instant;

/** What each part has written themselves on Aisha's record: a day old and older, a fortnight old and older. */
const ownWork = (part: string, author: PersonId): readonly Entry[] => [
  aStep({ ...id(`own-step-${part}`), author, at: ago(24), what: 'Fresh' }),
  aStep({ ...id(`old-step-${part}`), author, at: ago(24.1), what: 'Stale' }),
  anExperience({ ...id(`own-talk-${part}`), author, at: ago(14 * 24) }),
  anExperience({ ...id(`old-talk-${part}`), author, at: ago(14 * 24 + 0.1) }),
];

/** One of each kind that somebody removed: only the careers leader still reads it. */
const removed = (): readonly Entry[] =>
  entriesIn('aisha')
    .filter(({ id, kind }) => id !== (kind as string) && kind !== 'draft')
    .map((entry) => ({ ...entry, id: `removed-${entry.kind}` as EntryId, readers: ['L'], withdrawn: 'Wrong pupil' }));

/** The records of our school. */
export function recordsHere(): CareersRecord[] {
  const everybody = Object.entries(PARTS).filter(([, { roles }]) => !roles.includes('pupil'));
  const from = '2026-09-01' as IsoDate;
  const term = '2026-06-01' as IsoDate;
  const duties = everybody.flatMap(([part, { person, form, caseload, pastoral, to = null }]) => {
    const dated = { person: person as PersonId, from: to ? term : from, to: to as IsoDate | null };
    return [
      ...(form
        ? [anEntry('tutor', { ...dated, form: form as FormCode, cover: to === DAY }, id(`duty-t-${part}`))]
        : []),
      ...(caseload ? [anEntry('caseload', { ...dated, years: [...caseload] }, id(`duty-c-${part}`))] : []),
      ...(pastoral ? [anEntry('pastoral', { ...dated, years: [...pastoral] }, id(`duty-p-${part}`))] : []),
    ];
  });
  const visits = everybody.map(([part, { person }]) => {
    const visit = entriesIn('roster').find(({ kind }) => kind === 'visit');
    return { ...visit, id: `visit-${part}`, adviser: person } as Entry;
  });
  const staff = everybody.map(([, { person, roles, left = false }]) =>
    aStaffMember({ ...id(person), name: `Staff ${person}`, roles: [...roles], left }),
  );
  const met = everybody.flatMap(([part, { person, met, as, said }]) => {
    if (!met) return [];
    const at = said === undefined ? NOW : (`${said}T10:05:00.000Z` as Instant);
    const is = { status: as ? 'booked' : 'finished', walkIn: as === 'walk-in' } as const;
    return [anInterview({ ...id(`met-${part}`), adviser: person as PersonId, date: met as IsoDate, at, ...is })];
  });
  const own = Object.entries(PARTS).flatMap(([part, { person }]) => ownWork(part, person as PersonId));
  const schoolOwn = entriesIn('school').filter(({ kind }) => kind !== 'staff');
  return [
    aRecord('school', ...schoolOwn, ...staff),
    aRecord('roster', ...entriesIn('roster').filter(({ id }) => !id.startsWith('caseload')), ...duties, ...visits),
    aRecord('programme/2026', ...entriesIn('programme/2026')),
    aRecord('aisha', ...entriesIn('aisha'), ...met, ...own, ...removed()),
    another('ben', { name: 'Ben', surname: 'Carter', year: 9, form: '9A' }),
    another('lena', { name: 'Lena', surname: 'Marsh', to: '2026-10-23' }),
    aRecord('tom', ...entriesIn('met')),
    aRecord(BARE, ...entriesIn('aisha').filter(({ kind }) => kind === 'pupil')),
    another(ERASED, { name: 'Erin', surname: 'Vane' }),
  ];
}

/** Those of the other. */
export const recordsThere = (): CareersRecord[] => [
  aRecord(
    'school',
    aStaffMember({ ...id(ELSEWHERE.person), name: 'Staff elsewhere', roles: [...ELSEWHERE.roles] }),
    ...entriesIn('school').filter(({ kind }) => kind === 'school'),
  ),
  another(THEIRS, { name: 'Otto', surname: 'Underwood' }),
];
