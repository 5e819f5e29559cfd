/** The school of the simulator: its people, its pupils, and the mutations that make it. */
import type { MutationEnvelope } from '../../src/domain/mutation.ts';

const pupil = (n: number) => `01980000-0000-7000-8000-00000000000${n}`;

/** Four pupils; the first two are people of the cast. */
export const PUPILS = [pupil(1), pupil(2), pupil(3), pupil(4)] as const;

/** People who have devices: two advisers (the second has no caseload: walk-ins), a tutor, pastoral staff, the leader, a subject lead, two pupils. */
export const STAFF: Readonly<Record<string, readonly string[]>> = {
  adv: ['adviser'],
  ad2: ['adviser'],
  tut: ['tutor'],
  pas: ['pastoral'],
  lea: ['leader'],
  sub: ['subject'],
};
export const CAST = ['adv', 'tut', PUPILS[0], 'adv', 'ad2', 'lea', 'tut', 'pas', PUPILS[1], 'sub'] as const;

/** The day on which a history begins. */
export const MORNING_MS = Date.parse('2026-09-14T08:00:00.000Z');
export const TODAY = '2026-09-14';
const AT = '2026-09-14T07:00:00.000Z';

/** Records that advisers make of pupils who are not on the list, each of its own adviser; nobody has met them when a history begins. */
export const UNLISTED: Readonly<Record<string, string>> = { adv: pupil(8), ad2: pupil(9) };

/** The programme of the year; nobody has begun it when a history begins. */
export const PROGRAMME = 'programme/2026';

/** What is set of the school itself. */
export const SCHOOL_FACTS = {
  name: 'Example School',
  youngest: 7,
  oldest: 11,
  contact: 'office',
  dsl: 'safeguarding lead',
  edition: 'gatsby-2025',
  everyAdviserSeesAll: false,
  demo: false,
};

/** The mutations that make the school, in order. Ids come from `id`. */
export function schoolMutations(id: () => string): readonly MutationEnvelope[] {
  const one = (record: string, name: string, args: unknown) =>
    ({ id: id(), name, version: 1, record, at: AT, args }) as unknown as MutationEnvelope;
  const staff = Object.entries(STAFF).map(([person, roles]) =>
    one('school', 'staff.set', { id: person, name: person, roles, guidance: null, left: false }),
  );
  const pupils = PUPILS.flatMap((record, i) => [
    one(record, 'pupil.enrol', {
      name: `Pupil ${i}`,
      surname: 'Example',
      pronunciation: null,
      year: i < 3 ? 10 : 11,
      form: i < 2 ? '10A' : '10B',
      from: '2022-09-01',
      to: null,
    }),
    one(record, 'identity.set', {
      legalForename: `Pupil ${i}`,
      legalSurname: 'Example',
      // The first decides for themselves what the local authority is told; the others are not 16 yet.
      born: i === 0 ? '2010-03-01' : '2012-01-01',
      upn: null,
      sex: null,
    }),
    one(record, 'support.set', { sen: 'K', pupilPremium: false, lookedAfter: false, outcomes: 'secret support' }),
    one(record, 'adviser.name', { adviser: 'adv' }),
  ]);
  const duty = (name: string, duties: Readonly<Record<string, unknown>>) =>
    one('roster', name, { from: '2026-09-01', to: null, ...duties });
  return [
    one('school', 'school.set', SCHOOL_FACTS),
    ...staff,
    duty('roster.tutor', { id: 'tutor-1', form: '10A', person: 'tut', cover: false }),
    duty('roster.caseload', { id: 'caseload-1', person: 'adv', years: [10] }),
    duty('roster.pastoral', { id: 'pastoral-1', person: 'pas', years: [10, 11] }),
    ...pupils,
  ];
}
