/**
 * Who may make which mutation, against a table that shares no code with src/domain/who-may.ts:
 * first part by part (test/support/cast.ts), then as rules over generated cases.
 * What a person may see of what they change is judged apart (access-oracle.test.ts); that a server refuses is in test/server.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grants } from '../../src/domain/grants.ts';
import { ROLES } from '../../src/domain/group.ts';
import type { Actor, MutationDefinition } from '../../src/domain/mutation.ts';
import type { Instant } from '../../src/domain/time.ts';
import { MUTATIONS } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord, Entry } from '../../src/domain/record.ts';
import { may } from '../../src/domain/who-may.ts';
import { NOW, aRecord, aStep, anEntry, anExperience, anInterview, facts, uuid } from '../support/builders.ts';
import type { EntryId, MutationId, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { IsoDate, ClockTime } from '../../src/domain/time.ts';
import type { Part } from '../support/cast.ts';
import { CAST_DAY, CAST_FACTS, HER_RECORD, drawTable, personOf, rolesOf } from '../support/cast.ts';
import { aCaseOf, argsFor, recordIdFor } from '../support/generate-mutations.ts';
import { anyGroups } from '../support/generate-records.ts';
import { ON_HER_RECORD, ON_SCHOOL_RECORDS, rowsIn } from '../support/who-may-table.ts';
import { SEED, runs } from '../support/seed.ts';

const RUNS = runs(150);

/** Where it is asked whose the entry is. `own`: the part's own. */
const BY_RELATION = `
                            pu pu2 tu co tu2 ex pa pa2 ad ad2 bk ol su am le se gone
withdraw own, 24 h old      x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
withdraw own, 24 h and 1 ms ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
withdraw another’s          ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
withdraw what one held      x  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
withdraw it after 24 h      ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
withdraw what one booked    ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
make a visit of one’s own   ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  x  x  ·  ·
make a visit for another    ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
take another’s visit        ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
give one’s own visit away   ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
close one’s own visit       ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  x  x  ·  ·
close another’s visit       ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
amend own log, 14 days old  ·  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
amend it 1 ms later         ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
amend another’s log         ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·`;

const BY_NAME = new Map(MUTATIONS.map((definition) => [definition.name, definition]));
const definitionOf = (name: string): MutationDefinition<unknown> => {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`There is no mutation ${name}`);
  return found;
};

/** The part, with the groups that the roster gives them in this record. */
const actorOf = (part: Part, record: RecordId): Actor => ({
  person: personOf(part),
  groups: grants(personOf(part), CAST_FACTS, CAST_DAY).get(record) ?? [],
  roles: rolesOf(part),
  today: CAST_DAY,
});

function mayDo(part: Part, name: string, record: CareersRecord, args: unknown): boolean {
  const envelope = { id: uuid(1) as MutationId, name, version: 1, record: record.id, at: NOW, args };
  return may(actorOf(part, record.id), record, { definition: definitionOf(name), envelope, args });
}

/** A row of a mutation that asks nothing of an entry: its arguments do not matter. */
function plainRow(name: string) {
  const [args] = fc.sample(argsFor(definitionOf(name)), { numRuns: 1, seed: SEED });
  const id = recordIdFor(name);
  const record = id === HER_RECORD ? aRecord(id) : { id, entries: {} };
  return [name, (part: Part) => mayDo(part, name, record, args)] as const;
}

describe('who may make a mutation', () => {
  it('has a row for every mutation', () => {
    const withRelation = ['activity.amend', 'entry.withdraw', 'visit.set', 'visit.close'];
    const all = [...rowsIn(ON_HER_RECORD), ...rowsIn(ON_SCHOOL_RECORDS), ...withRelation];
    expect(all.toSorted()).toEqual([...BY_NAME.keys()].toSorted());
  });

  it('on a pupil’s record is as the table says', () => {
    expect(drawTable(rowsIn(ON_HER_RECORD).map(plainRow))).toBe(ON_HER_RECORD.slice(1));
  });

  it('on the school’s own records is as the table says', () => {
    expect(drawTable(rowsIn(ON_SCHOOL_RECORDS).map(plainRow))).toBe(ON_SCHOOL_RECORDS.slice(1));
  });

  it('is as the table says where it matters whose the entry is', () => {
    expect(drawTable(relationRows())).toBe(BY_RELATION.slice(1));
  });
});

const DAY_AGO = '2026-11-10T10:05:00.000Z' as Instant;
const JUST_BEFORE = '2026-11-10T10:04:59.999Z' as Instant;

const TWO_WEEKS_AGO = '2026-10-28T10:05:00.000Z' as Instant;
const EARLIER_STILL = '2026-10-28T10:04:59.999Z' as Instant;

/** Her record with an activity that somebody logged at some time. */
const withLog = (author: PersonId, madeAt: Instant): CareersRecord =>
  aRecord(HER_RECORD, { ...anExperience({ id: 'talk-1' as EntryId, author }), madeAt });

/** Her record with a step that somebody made at some time. */
const withStep = (author: PersonId, madeAt: Instant): CareersRecord =>
  aRecord(HER_RECORD, aStep({ id: 'step-1' as EntryId, author, at: madeAt }));

/** Her record with an interview that one person held and another had booked long before. */
const withHeld = (adviser: PersonId, author: PersonId, at: Instant): CareersRecord =>
  aRecord(HER_RECORD, {
    ...anInterview({ id: 'held-1' as EntryId, status: 'finished', adviser, author, at }),
    madeAt: '2026-11-02T09:00:00.000Z' as Instant,
  });

const visitArgs = (adviser: PersonId) => ({
  adviser,
  date: '2026-11-18' as IsoDate,
  room: 'L2',
  firstSlot: '09:00' as ClockTime,
  slotMinutes: 45,
  slots: 5,
  closed: false,
});
const roster = (entry?: Entry): CareersRecord => ({
  id: 'roster' as RecordId,
  entries: entry ? { [entry.id]: entry } : {},
});
const aVisit = (adviser: PersonId): Entry => anEntry('visit', visitArgs(adviser), { id: 'visit-1' as EntryId });

function relationRows(): readonly (readonly [string, (part: Part) => boolean])[] {
  const someone = 'mr-nobody' as PersonId;
  const withdraw = { id: 'step-1', reason: 'Wrong pupil' };
  const withdrawHeld = { id: 'held-1', reason: 'Wrong pupil' };
  const set = (adviser: PersonId) => ({ id: 'visit-1', ...visitArgs(adviser) });
  const close = { id: 'visit-1', closed: true };
  const { learned: _, ...amended } = facts();
  const amend = { activity: 'talk-1', facts: amended };
  return [
    ['withdraw own, 24 h old', (p) => mayDo(p, 'entry.withdraw', withStep(personOf(p), DAY_AGO), withdraw)],
    ['withdraw own, 24 h and 1 ms', (p) => mayDo(p, 'entry.withdraw', withStep(personOf(p), JUST_BEFORE), withdraw)],
    ['withdraw another’s', (p) => mayDo(p, 'entry.withdraw', withStep(someone, NOW), withdraw)],
    [
      'withdraw what one held',
      (p) => mayDo(p, 'entry.withdraw', withHeld(personOf(p), someone, DAY_AGO), withdrawHeld),
    ],
    [
      'withdraw it after 24 h',
      (p) => mayDo(p, 'entry.withdraw', withHeld(personOf(p), someone, JUST_BEFORE), withdrawHeld),
    ],
    ['withdraw what one booked', (p) => mayDo(p, 'entry.withdraw', withHeld(someone, personOf(p), NOW), withdrawHeld)],
    ['make a visit of one’s own', (p) => mayDo(p, 'visit.set', roster(), set(personOf(p)))],
    ['make a visit for another', (p) => mayDo(p, 'visit.set', roster(), set(someone))],
    ['take another’s visit', (p) => mayDo(p, 'visit.set', roster(aVisit(someone)), set(personOf(p)))],
    ['give one’s own visit away', (p) => mayDo(p, 'visit.set', roster(aVisit(personOf(p))), set(someone))],
    ['close one’s own visit', (p) => mayDo(p, 'visit.close', roster(aVisit(personOf(p))), close)],
    ['close another’s visit', (p) => mayDo(p, 'visit.close', roster(aVisit(someone)), close)],
    ['amend own log, 14 days old', (p) => mayDo(p, 'activity.amend', withLog(personOf(p), TWO_WEEKS_AGO), amend)],
    ['amend it 1 ms later', (p) => mayDo(p, 'activity.amend', withLog(personOf(p), EARLIER_STILL), amend)],
    ['amend another’s log', (p) => mayDo(p, 'activity.amend', withLog(someone, NOW), amend)],
  ];
}

/** The design's table, mutation by mutation: letters of which one is needed, roles of which one is needed as well, the record. */
const IN_DESIGN: readonly (readonly [names: string, letters: string, roles?: string, on?: string])[] = [
  ['interview.book interview.move interview.cancel interview.did-not-attend interview.decline', 'G L'],
  ['interview.reinstate', 'G L'],
  ['interview.request preparation.write experience.claim experience.reflect step.claim concern.raise', 'P'],
  ['draft.write draft.set draft.step draft.discard', 'N G L', 'adviser'],
  ['interview.start unlisted.add', 'N G', 'adviser'],
  ['interview.finish', 'G', 'adviser'],
  ['interview.addendum note.add', 'G'],
  ['step.add step.change step.close step.reopen followup.add', 'T S G L'],
  ['record.opened', 'T S G L'],
  ['ask.raise', 'T'],
  ['ask.answer', 'G L'],
  ['activity.log activity.unlog', 'N'],
  ['experience.confirm experience.not-counted', 'T L'],
  ['aspiration.write intention.write lmi.use application.add application.change', 'P T G L'],
  ['grades.set identity.set pupil.enrol pupil.change pupil.leave', 'N', 'leader admin'],
  ['support.set', 'S L'],
  ['adjustment.set', 'S G L'],
  ['la-sharing.set', 'P L'],
  ['adviser.name concern.answer unlisted.close', 'L'],
  ['school.set terms.set form.set staff.set', 'N', 'leader admin', 'school'],
  ['roster.tutor roster.caseload roster.pastoral roster.end', 'N', 'leader admin', 'roster'],
  ['programme.set', 'N', 'leader', 'programme/2026'],
];
const RULES = new Map(IN_DESIGN.flatMap(([names, ...rule]) => names.split(' ').map((name) => [name, rule] as const)));
const PLAIN = MUTATIONS.filter(({ name }) => RULES.has(name)).map(
  (definition) => [definition.name, definition] as const,
);

const anyOf = (wanted: string | undefined, has: readonly string[]): boolean =>
  wanted === undefined || wanted.split(' ').some((one) => has.includes(one));

describe(`the rules of who may (seed ${SEED}, ${RUNS} cases each)`, () => {
  it('name every mutation that asks nothing of an entry', () => {
    expect(PLAIN.map(([name]) => name).toSorted()).toEqual(
      [...rowsIn(ON_HER_RECORD), ...rowsIn(ON_SCHOOL_RECORDS)].toSorted(),
    );
  });

  it.each(PLAIN)('%s is allowed to those whom the design names, and to nobody else', (name, definition) => {
    const [letters, roles, on = HER_RECORD] = RULES.get(name) ?? ['', undefined];
    const seen = { yes: 0, no: 0 };
    fc.assert(
      fc.property(
        aCaseOf(definition),
        anyGroups,
        fc.subarray([...ROLES]),
        ({ record, mutation, ...one }, groups, has) => {
          const actor = { ...one.actor, groups, roles: has };
          const due = anyOf(letters, actor.groups) && anyOf(roles, actor.roles) && record.id === on;
          expect(may(actor, record, mutation)).toBe(due);
          seen[due ? 'yes' : 'no'] += 1;
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
    expect(seen.yes).toBeGreaterThan(RUNS / 10);
    expect(seen.no).toBeGreaterThan(0);
  });

  it.each(PLAIN)('%s is refused on every record but its own', (name, definition) => {
    const everybody = { ...actorOf('le', HER_RECORD), groups: [...'NPTSGL'] as Actor['groups'], roles: ROLES };
    const [args] = fc.sample(argsFor(definition), { numRuns: 1, seed: SEED });
    const on = RULES.get(name)?.[2] ?? HER_RECORD;
    const records = [HER_RECORD, 'school', 'roster', 'programme/2026', 'directory', 'office', 'figures'];
    const allowed = records.filter((id) => {
      const envelope = { id: uuid(1) as MutationId, name, version: 1, record: id as RecordId, at: NOW, args };
      return may(everybody, { id: id as RecordId, entries: {} }, { definition, envelope, args });
    });
    expect(allowed).toEqual([on]);
  });
});
