/**
 * Who may read what, against an oracle that shares no code with src/domain/access.ts and grants.ts: a table to be read
 * beside docs/privacy.md (a cell changes only with a decision), and properties over
 * generated records, rosters and people.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { view, visible, whoCanSee } from '../../src/domain/access.ts';
import { withEntries } from '../../src/domain/change.ts';
import type { RosterFacts } from '../../src/domain/grants.ts';
import { grants } from '../../src/domain/grants.ts';
import { GROUPS, ROLES, groupSet } from '../../src/domain/group.ts';
import type { Group, Role } from '../../src/domain/group.ts';
import type { EntryId, FormCode, MutationId, PersonId, RecordId } from '../../src/domain/ids.ts';
import { applyMutation, checkMutation } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord, Entry, Kind } from '../../src/domain/record.ts';
import { DEFAULT_READERS } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { NOW, uuid } from '../support/builders.ts';
import type { Part } from '../support/cast.ts';
import { CAST_DAY, CAST_FACTS, HER_RECORD, drawTable, personOf } from '../support/cast.ts';
import { CAREER_KINDS, KINDS, SCHOOL_KINDS, aRecordOf, anEntryOf } from '../support/generate-records.ts';
import { SEED, runs } from '../support/seed.ts';

const RUNS = runs(400);

/** Her record as it is when each kind of entry has just been written. */
const CAREER = `
              pu pu2 tu co tu2 ex pa pa2 ad ad2 bk ol su am le se gone
pupil         x  ·   x  x  x   x  x  x   x  x   x  x  x  x  x  ·  ·
identity      x  ·   ·  ·  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
adviser       x  ·   ·  ·  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
support       ·  ·   ·  ·  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
adjustment    x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
grades        x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
aspiration    x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
intention     x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
preparation   x  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
request       x  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview     x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
note          ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
step          x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
followup      x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
ask           ·  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
experience    x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
lmi           x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
application   x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
la-sharing    x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
concern       x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
draft of ad   ·  ·   ·  ·  ·   ·  ·  ·   x  ·   ·  ·  ·  ·  ·  ·  ·
draft of ad2  ·  ·   ·  ·  ·   ·  ·  ·   ·  x   ·  ·  ·  ·  ·  ·  ·
draft of gone ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·`;

/** What may be withdrawn, once it was: the careers leader alone, whoever wrote it. */
const WITHDRAWN = `
            pu pu2 tu co tu2 ex pa pa2 ad ad2 bk ol su am le se gone
request     ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
interview   ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
note        ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
step        ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
followup    ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
ask         ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
experience  ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
lmi         ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
application ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
concern     ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·`;

/** The school's own records: "school" and the programme for everyone, the roster for staff. */
const SCHOOL = `
         pu pu2 tu co tu2 ex pa pa2 ad ad2 bk ol su am le se gone
school   x  x   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
terms    x  x   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
form     x  x   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
staff    x  x   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
tutor    ·  ·   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
caseload ·  ·   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
pastoral ·  ·   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
visit    ·  ·   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·
planned  x  x   x  x  x   x  x  x   x  x   x  x  x  x  x  x  ·`;

/** An entry as it was just written by somebody; nobody has chosen its readers. */
const newly = (kind: Kind, author: Part): Entry => {
  const [sample] = fc.sample(anEntryOf(kind, kind), { numRuns: 1, seed: SEED });
  const { withdrawn: _, ...entry } = { withdrawn: undefined, ...sample };
  return { ...entry, author: personOf(author), readers: DEFAULT_READERS[kind] } as Entry;
};
const recordOf = (id: RecordId, entry: Entry): CareersRecord => ({ id, entries: { [entry.id]: entry } });

/** What a part sees of a record, as a server sends it: nothing when the record is not granted. */
function seenBy(part: Part, record: CareersRecord): readonly string[] {
  const groups = grants(personOf(part), CAST_FACTS, CAST_DAY).get(record.id);
  return groups ? Object.keys(view(record, personOf(part), groups).entries) : [];
}

function withdrawn(record: CareersRecord, id: EntryId): CareersRecord {
  const envelope = { id: uuid(1) as MutationId, name: 'entry.withdraw', version: 1, record: record.id, at: NOW };
  const checked = checkMutation({ ...envelope, args: { id, reason: 'Wrong pupil' } });
  if (!checked.ok) throw new Error('entry.withdraw is known');
  const ctx = { person: personOf('ad'), at: NOW, version: 9, rank: 9 };
  const applied = applyMutation(record, checked.value, ctx);
  if (!applied.ok) throw new Error(`It cannot be withdrawn: ${applied.error.kind}`);
  return withEntries(record, applied.value);
}

const RECORD_OF: Partial<Record<Kind, string>> = { planned: 'programme/2026' };
const ROSTER_KINDS: ReadonlySet<Kind> = new Set<Kind>(['tutor', 'caseload', 'pastoral', 'visit']);
const schoolRecordOf = (kind: Kind) => (RECORD_OF[kind] ?? (ROSTER_KINDS.has(kind) ? 'roster' : 'school')) as RecordId;

/** A row of a table: what parts see of a record with one entry. */
const row = (name: string, record: CareersRecord) => [name, (part: Part) => seenBy(part, record).length === 1] as const;

describe('who sees an entry', () => {
  it('of a pupil’s record is as the table says', () => {
    const rows = CAREER_KINDS.filter((kind) => kind !== 'draft').map((kind) =>
      row(kind, recordOf(HER_RECORD, newly(kind, 'ad'))),
    );
    const drafts = (['ad', 'ad2', 'gone'] as const).map((author) =>
      row(`draft of ${author}`, recordOf(HER_RECORD, newly('draft', author))),
    );
    expect(drawTable([...rows, ...drafts])).toBe(CAREER.slice(1));
  });

  it('that was withdrawn is the careers leader alone', () => {
    const kinds = [
      'request',
      'interview',
      'note',
      'step',
      'followup',
      'ask',
      'experience',
      'lmi',
      'application',
      'concern',
    ] as const;
    const rows = kinds.map((kind) =>
      row(kind, withdrawn(recordOf(HER_RECORD, newly(kind, 'ad')), kind as string as EntryId)),
    );
    expect(drawTable(rows)).toBe(WITHDRAWN.slice(1));
  });

  it('of the school’s own records is as the table says', () => {
    const rows = SCHOOL_KINDS.map((kind) => row(kind, recordOf(schoolRecordOf(kind), newly(kind, 'le'))));
    expect(drawTable(rows)).toBe(SCHOOL.slice(1));
  });

  it('of another pupil is nobody of hers', () => {
    const other = recordOf('pupil-2' as RecordId, newly('interview', 'ad2'));
    const seers = (['pu', 'pu2', 'tu', 'tu2', 'pa', 'pa2', 'ad', 'ad2', 'bk', 'le'] as const).filter(
      (part) => seenBy(part, other).length > 0,
    );
    expect(seers).toEqual(['pu2', 'tu2', 'pa2', 'ad2', 'le']);
  });
});

/** The readers of each kind, letter by letter: see docs/privacy.md. */
const IN_DESIGN: Readonly<Record<Kind, string>> = {
  pupil: 'N P T S G L',
  identity: 'P S G L',
  adviser: 'P S G L',
  support: 'S G L',
  adjustment: 'P T S G L',
  grades: 'P T G L',
  aspiration: 'P T S G L',
  intention: 'P T S G L',
  preparation: 'P G L',
  request: 'P G L',
  interview: 'P T S G L',
  note: 'G L',
  step: 'P T S G L',
  followup: 'P T S G L',
  ask: 'T G L',
  experience: 'P T S G L',
  lmi: 'P T G L',
  application: 'P T G L',
  'la-sharing': 'P L',
  concern: 'P L',
  draft: '',
  school: 'N P',
  terms: 'N P',
  form: 'N P',
  staff: 'N P',
  tutor: 'N',
  caseload: 'N',
  pastoral: 'N',
  visit: 'N',
  planned: 'N P',
};

describe('what the design says of a kind', () => {
  it.each(KINDS)('is what a new %s has as readers', (kind) => {
    expect(DEFAULT_READERS[kind].join(' ')).toBe(IN_DESIGN[kind]);
  });

  it.each(CAREER_KINDS)('is named to the pupil in words for a %s', (kind) => {
    const words = whoCanSee({ readers: DEFAULT_READERS[kind] });
    const named = (phrase: string) => words.includes(phrase);
    const letters = IN_DESIGN[kind].split(' ');
    expect({
      N: named('all staff'),
      P: /\byou\b(?! are)/.test(words.replaceAll('support you', '')),
      T: named('form tutor'),
      S: named('staff who support you'),
      G: named('careers adviser'),
      L: named('careers leader'),
    }).toEqual(Object.fromEntries(GROUPS.map((group) => [group, letters.includes(group)])));
  });
});

/** A small school at random: three people who do anything, two pupils, duties that have begun and ended. */
const STAFF = ['jo-mercer', 'adviser-2', 'mr-lee'] as const;
const DATES = ['2026-09-01', '2026-10-12', '2026-10-11', '2026-11-10', '2026-11-11', '2026-11-12'] as const;
const aDay = fc.constantFrom(...DATES).map((text) => text as IsoDate);
const someone = fc.constantFrom(...STAFF).map((name) => name as PersonId);
const dated = { person: someone, from: aDay, to: fc.option(aDay) };
const years = fc.subarray([9, 10]);
const someForm = fc.constantFrom('9A', '10B').map((code) => code as FormCode);
const someRoles = fc.subarray(ROLES.filter((role) => role !== 'pupil')) as fc.Arbitrary<Role[]>;
const aPupilOf = (record: string) =>
  fc.record({
    record: fc.constant(record as RecordId),
    year: fc.constantFrom(9, 10),
    form: fc.option(someForm),
    from: fc.constant(DATES[0] as IsoDate),
    to: fc.option(aDay),
  });
const facts: fc.Arbitrary<RosterFacts> = fc.record({
  pupils: fc.tuple(aPupilOf('pupil-1'), aPupilOf('pupil-2')),
  staff: fc
    .tuple(someRoles, someRoles, someRoles, fc.boolean())
    .map(([a, b, c, left]) =>
      STAFF.map((name, i) => ({ person: name as PersonId, roles: [a, b, c][i] ?? [], left: left && i === 0 })),
    ),
  tutors: fc.array(fc.record({ ...dated, form: someForm }), { maxLength: 3 }),
  caseloads: fc.array(fc.record({ ...dated, years }), { maxLength: 2 }),
  pastoral: fc.array(fc.record({ ...dated, years }), { maxLength: 2 }),
  bookings: fc.array(
    fc.record({
      person: someone,
      record: fc.constantFrom('pupil-1', 'pupil-2').map((id) => id as RecordId),
      date: aDay,
    }),
    { maxLength: 3 },
  ),
  everyAdviserSeesAll: fc.boolean(),
  programmes: fc.constant(['programme/2026' as RecordId]),
});

/** May this person read this entry of a pupil's record, on the 11th of November? In the words of the design's tables. */
function oracle(person: string, record: string, { readers, author }: Entry, school: RosterFacts): boolean {
  const today = '2026-11-11';
  const thirtyDaysAgo = '2026-10-12';
  const pupil = school.pupils.find((one) => one.record === record);
  if (!pupil) return false;
  const me = school.staff.find((one) => one.person === person);
  const now = (duty: { person: string; from: string; to: string | null }) =>
    duty.person === person && duty.from <= today && (duty.to ?? today) >= today;
  const am = (role: Role) => me !== undefined && !me.left && me.roles.includes(role);
  const holds = ['tutor', 'pastoral', 'adviser', 'subject', 'admin', 'leader'].some((role) => am(role as Role));
  const met = school.bookings.some((b) => b.person === person && b.record === record && b.date >= thirtyDaysAgo);
  const isMe: Readonly<Record<Group, boolean>> = {
    N: holds,
    P: person === record && (pupil.to ?? today) >= today,
    T: am('tutor') && school.tutors.some((duty) => now(duty) && duty.form === pupil.form),
    S: am('pastoral') && school.pastoral.some((duty) => now(duty) && duty.years.includes(pupil.year)),
    G:
      am('leader') ||
      (am('adviser') &&
        (school.everyAdviserSeesAll || met || school.caseloads.some((d) => now(d) && d.years.includes(pupil.year)))),
    L: am('leader'),
  };
  if (!Object.values(isMe).includes(true)) return false;
  if (readers.length === 0) return author === person;
  return readers.some((group) => isMe[group]);
}

describe(`view and grants (seed ${SEED}, ${RUNS} cases)`, () => {
  it('together show each person exactly what the oracle lets them read', () => {
    const person = fc.constantFrom(...STAFF, 'pupil-1', 'pupil-2', 'nobody');
    const record = aRecordOf('pupil-1', CAREER_KINDS, CAREER_KINDS);
    let [shown, hidden] = [0, 0];
    fc.assert(
      fc.property(record, facts, person, (whole, school, who) => {
        const groups = grants(who as PersonId, school, '2026-11-11' as IsoDate).get(whole.id);
        const seen = groups ? Object.keys(view(whole, who as PersonId, groups).entries) : [];
        const due = Object.values(whole.entries).filter((entry) => oracle(who, whole.id, entry, school));
        expect(seen).toEqual(due.map((entry) => entry.id));
        shown += due.length;
        hidden += Object.keys(whole.entries).length - due.length;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(Math.min(shown, hidden), 'both happen often').toBeGreaterThan(RUNS);
  });

  it('never show more to somebody with fewer groups', () => {
    const some = fc.subarray([...GROUPS], { minLength: 1 });
    fc.assert(
      fc.property(aRecordOf('pupil-1', CAREER_KINDS, []), some, some, (whole, few, more) => {
        const person = 'jo-mercer' as PersonId;
        const less = view(whole, person, groupSet(few)).entries;
        expect(view(whole, person, groupSet([...few, ...more])).entries).toMatchObject(less);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('change nothing in what they show, and a view of a view is that view', () => {
    const some = fc.subarray([...GROUPS], { minLength: 1 });
    fc.assert(
      fc.property(aRecordOf('pupil-1', CAREER_KINDS, []), some, (whole, few) => {
        const seen = view(whole, 'mr-lee' as PersonId, groupSet(few));
        expect(view(seen, 'mr-lee' as PersonId, groupSet(few))).toEqual(seen);
        for (const [id, entry] of Object.entries(seen.entries)) {
          expect(entry).toBe(whole.entries[id]);
          expect(visible(entry, 'mr-lee' as PersonId, groupSet(few))).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
