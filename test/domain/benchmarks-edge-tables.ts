/**
 * The edges of every rule in each of its windows, from the words of the benchmarks, the policy and the Act, with days
 * written out: what opens and closes a window, who was not here, and what never counts. Read by benchmarks-edges.test.ts.
 */
import type { CriterionState } from '../../src/domain/benchmarks/criteria.ts';
import type { Edition } from '../../src/domain/benchmarks/editions.ts';
import type { EntryId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import { singleton } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { NOW, PEOPLE, anEntry, anExperience, anInterview, written } from '../support/builders.ts';

/** What may be wrong with the entry that would complete a rule. */
export const FLAWS = ['absent', 'part-time-job', 'unqualified-adviser', 'claimed', 'withdrawn'] as const;
export type Flaw = (typeof FLAWS)[number];

/** Does the flawed entry count all the same? A sentence: why the flaw cannot be. */
export type Bears = 'counts' | 'does not count' | `no: ${string}`;

export interface Edges {
  readonly rule: string;
  readonly editions: readonly Edition[];
  /** The year group with which the window ends. */
  readonly to: number;
  /** The calendar year in which the pupil began Year 7. */
  readonly began: number;
  /** The first and last day that count; null: what it asks for has no day. */
  readonly days: readonly [opens: string, closes: string] | null;
  /** The days beside them, which do not count. */
  readonly outside: readonly [before: string, after: string] | null;
  /** What is on the record already. */
  readonly already: readonly Entry[];
  /** The one entry that then makes it complete, on a day, perhaps with a flaw. */
  readonly last: (date: IsoDate, flaw?: Flaw) => Entry;
  /** The state without it: while the window is open, and when it is over. */
  readonly open: CriterionState;
  readonly over: CriterionState;
  readonly flaws: Readonly<Record<Flaw, Bears>>;
}

const BOTH: readonly Edition[] = ['gatsby-2014', 'gatsby-2025'];
const IN_2014: readonly Edition[] = ['gatsby-2014'];
const IN_2025: readonly Edition[] = ['gatsby-2025'];
const day = (text: string) => text as IsoDate;

type Facts = NonNullable<NonNullable<Parameters<typeof anExperience>[0]>['facts']>;

/** An activity that the pupil took part in, and perhaps wrote about. */
const activity =
  (facts: Facts, over: Parameters<typeof anExperience>[0] = {}): Edges['last'] =>
  (date, flaw) =>
    withdrawn(
      flaw,
      anExperience({
        ...over,
        facts: {
          ...facts,
          date,
          ...(flaw === 'part-time-job' ? { tags: [...(facts.tags ?? []), 'part-time-job'] } : {}),
        },
        attended: flaw !== 'absent',
        status: flaw === 'claimed' ? 'claimed' : 'confirmed',
      }),
    );

/** An interview; flawed, one that the pupil did not come to, or with somebody who is no adviser. */
const talk =
  (over: Parameters<typeof anInterview>[0]): Edges['last'] =>
  (date, flaw) =>
    withdrawn(
      flaw,
      anInterview({
        status: 'finished',
        ...over,
        date,
        ...(flaw === 'absent' ? { status: 'did-not-attend', summary: '' } : {}),
        ...(flaw === 'unqualified-adviser' ? { adviser: PEOPLE.tutor } : {}),
      }),
    );

const withdrawn = <E extends Entry>(flaw: Flaw | undefined, entry: E): E =>
  flaw === 'withdrawn' ? { ...entry, withdrawn: 'wrong pupil' } : entry;

const NEVER = 'does not count';
const OF_ACTIVITIES = {
  absent: NEVER,
  'part-time-job': 'counts',
  'unqualified-adviser': 'no: nobody advises',
  claimed: NEVER,
  withdrawn: NEVER,
} as const satisfies Edges['flaws'];
const OF_WORKPLACES = { ...OF_ACTIVITIES, 'part-time-job': NEVER } as const;
const OF_INTERVIEWS = {
  absent: NEVER,
  'part-time-job': 'no: an interview is no job',
  'unqualified-adviser': NEVER,
  claimed: 'no: staff make interviews',
  withdrawn: NEVER,
} as const satisfies Edges['flaws'];
const OF_OFFERS = { ...OF_INTERVIEWS, absent: 'counts' } as const;
const BY_ANYBODY = { ...OF_INTERVIEWS, 'unqualified-adviser': 'counts' } as const;
const OF_OWN_ENTRIES = {
  absent: 'no: nobody attends',
  'part-time-job': 'no: no activity',
  'unqualified-adviser': 'no: nobody advises',
  claimed: 'no: the pupil says it',
  withdrawn: NEVER,
} as const satisfies Edges['flaws'];

/** A pupil who began Year 7 in September 2022: Year 9 ends in 2025, Year 11 in 2027, Year 13 in 2029. */
const WINDOWS = {
  '7-9': [9, ['2022-09-01', '2025-08-31'], ['2022-08-31', '2025-09-01']],
  '7-10': [10, ['2022-09-01', '2026-08-31'], ['2022-08-31', '2026-09-01']],
  '7-11': [11, ['2022-09-01', '2027-08-31'], ['2022-08-31', '2027-09-01']],
  '10-11': [11, ['2025-09-01', '2027-08-31'], ['2025-08-31', '2027-09-01']],
  '12-13': [13, ['2027-09-01', '2029-08-31'], ['2027-08-31', '2029-09-01']],
  '7-13': [13, ['2022-09-01', '2029-08-31'], ['2022-08-31', '2029-09-01']],
  '7': [7, ['2022-09-01', '2023-08-31'], ['2022-08-31', '2023-09-01']],
  '8': [8, ['2023-09-01', '2024-08-31'], ['2023-08-31', '2024-09-01']],
  '9': [9, ['2024-09-01', '2025-08-31'], ['2024-08-31', '2025-09-01']],
  '10': [10, ['2025-09-01', '2026-08-31'], ['2025-08-31', '2026-09-01']],
  '11': [11, ['2026-09-01', '2027-08-31'], ['2026-08-31', '2027-09-01']],
  '12': [12, ['2027-09-01', '2028-08-31'], ['2027-08-31', '2028-09-01']],
  '13': [13, ['2028-09-01', '2029-08-31'], ['2028-08-31', '2029-09-01']],
} as const;
type Years = keyof typeof WINDOWS;

type Asked = Pick<Edges, 'rule' | 'last' | 'flaws'> & Partial<Edges> & { readonly years: Years };

function edges({ years, ...asked }: Asked): Edges {
  const [to, days, outside] = WINDOWS[years];
  return {
    editions: BOTH,
    already: [],
    open: 'not-yet',
    over: 'closed-unmet',
    began: 2022,
    to,
    days,
    outside,
    ...asked,
  };
}

const EMPLOYER = activity({ counts: ['5'] });
const WORKPLACE = activity({ counts: ['6'], activity: 'work-experience' });
const HELD = talk({});
const DECLINED = talk({ status: 'declined', summary: '' });
const LESSON = activity({ counts: [], activity: 'labour-market' });
const REVIEW = activity({ counts: ['3'], activity: 'record-review' });
const REFLECTED = activity({ counts: ['5'] }, { reflection: written('I asked how you get in.') });
const AGREED = talk({ agreed: { at: NOW, words: '' } });
const USED: Edges['last'] = (date, flaw) =>
  withdrawn(flaw, anEntry('lmi', { source: 'LMI for All', decision: 'Chose chemistry.', date }));
const met = (providers: Facts['providers'], over: Facts = {}) =>
  activity({ counts: ['7'], providers: providers ?? [], ...over });
const VISIT = met(['university'], { activity: 'university-visit' });
const college = (organisation: string) => met(['college'], { organisation });
const intention = (route: 'university' | 'college') =>
  anEntry('intention', { route, detail: '', backUp: '' }, { id: singleton('intention') });
const scientist = (occupation: string) => activity({ counts: ['5'], tags: ['maths-science'], occupation });

/** Provider access: the phase's second year ends on 28 February, in a leap year too. */
const phase = (rule: string, began: number, to: number, flaws: Edges['flaws']): Edges => ({
  rule,
  editions: BOTH,
  to,
  began,
  days: ['2026-09-01', '2028-02-28'],
  outside: ['2026-08-31', '2028-02-29'],
  already: [college('Marlbridge College')(day('2026-11-02'))],
  last: college('Aldermere College'),
  open: 'some',
  over: 'closed-unmet',
  flaws,
});

const YEARS: readonly Years[] = ['7', '8', '9', '10', '11', '12', '13'];

/** The tables. A rule that can be shown in two ways has two. */
export const EDGE_TABLES: readonly Edges[] = [
  ...[LESSON, USED].flatMap((last) => {
    const flaws = last === USED ? OF_OWN_ENTRIES : OF_ACTIVITIES;
    return [
      edges({ rule: 'gatsby-2', editions: IN_2014, years: '7-9', last, flaws }),
      ...(['7-9', '10-11', '12-13'] as const).map((years) =>
        edges({ rule: 'gatsby-2', editions: IN_2025, years, last, flaws }),
      ),
    ];
  }),
  edges({
    rule: 'gatsby-3-record',
    years: '7-13',
    last: HELD,
    open: 'not-applicable-yet',
    over: 'not-applicable-yet',
    flaws: BY_ANYBODY,
  }),
  ...[REVIEW, REFLECTED, AGREED].flatMap((last) => {
    const flaws = last === AGREED ? BY_ANYBODY : OF_ACTIVITIES;
    return [
      edges({ rule: 'gatsby-3-access', editions: IN_2014, years: '7-13', last, flaws }),
      ...(['7-9', '10-11', '12-13'] as const).map((years) =>
        edges({ rule: 'gatsby-3-access', editions: IN_2025, years, last, flaws }),
      ),
    ];
  }),
  edges({
    rule: 'gatsby-3-plans',
    editions: IN_2025,
    years: '7-13',
    days: null,
    outside: null,
    already: [anEntry('aspiration', { words: written('A lab.') }, { id: singleton('aspiration') as EntryId })],
    last: (_, flaw) => withdrawn(flaw, intention('college')),
    open: 'some',
    flaws: OF_OWN_ENTRIES,
  }),
  ...YEARS.flatMap((years) =>
    ['gatsby-5', 'policy-5.8.4'].map((rule) => edges({ rule, years, last: EMPLOYER, flaws: OF_ACTIVITIES })),
  ),
  edges({ rule: 'gatsby-6', editions: IN_2014, years: '7-11', last: WORKPLACE, flaws: OF_WORKPLACES }),
  edges({
    rule: 'gatsby-6',
    editions: IN_2025,
    years: '7-11',
    already: [WORKPLACE(day('2025-07-07'))],
    last: WORKPLACE,
    open: 'some',
    flaws: OF_WORKPLACES,
  }),
  edges({ rule: 'gatsby-6-further', years: '12-13', last: WORKPLACE, flaws: OF_WORKPLACES }),
  edges({
    rule: 'gatsby-7-range',
    years: '7-11',
    already: [met(['sixth-form', 'college', 'university'])(day('2025-07-07'))],
    last: met(['apprenticeship']),
    open: 'some',
    flaws: OF_ACTIVITIES,
  }),
  edges({
    rule: 'gatsby-7-university',
    years: '7-13',
    already: [intention('university'), VISIT(day('2027-07-07'))],
    last: VISIT,
    open: 'some',
    flaws: OF_ACTIVITIES,
  }),
  edges({ rule: 'gatsby-8', years: '7-11', last: HELD, flaws: OF_INTERVIEWS }),
  edges({ rule: 'gatsby-8-further', editions: IN_2014, years: '12-13', last: DECLINED, flaws: OF_OFFERS }),
  edges({ rule: 'gatsby-8-further', editions: IN_2025, years: '12-13', last: HELD, flaws: OF_INTERVIEWS }),
  edges({
    rule: 'policy-5.7.6',
    years: '7-9',
    already: [scientist('Pharmacist')(day('2024-07-08'))],
    last: scientist('Actuary'),
    open: 'some',
    flaws: OF_ACTIVITIES,
  }),
  edges({
    rule: 'policy-5.8.5',
    years: '7-10',
    last: activity({ counts: ['5'], tags: ['stem'] }),
    flaws: OF_ACTIVITIES,
  }),
  edges({
    rule: 'policy-5.8.5',
    years: '7-10',
    last: activity({ counts: ['6'], activity: 'workplace-visit', tags: ['stem'] }),
    flaws: OF_WORKPLACES,
  }),
  edges({ rule: 'policy-5.9.2-16', years: '7-11', last: WORKPLACE, flaws: OF_WORKPLACES }),
  edges({ rule: 'policy-5.9.2-18', years: '12-13', last: WORKPLACE, flaws: OF_WORKPLACES }),
  edges({
    rule: 'policy-5.10.1',
    years: '7-11',
    last: talk({ explained: ['who-will-see', 'rpa'] }),
    flaws: BY_ANYBODY,
  }),
  edges({
    rule: 'policy-5.10.1',
    years: '7-11',
    last: activity({ counts: [], activity: 'tutor-time', tags: ['rpa'] }),
    flaws: OF_ACTIVITIES,
  }),
  edges({
    rule: 'policy-5.10.3',
    years: '11',
    last: activity({ counts: [], activity: 'course-tool' }),
    flaws: OF_ACTIVITIES,
  }),
  ...(['9', '11', '13'] as const).map((years) =>
    edges({ rule: 'policy-5.12.1', years, last: DECLINED, flaws: OF_OFFERS }),
  ),
  edges({ rule: 'policy-5.12.2', years: '7-11', last: HELD, flaws: OF_INTERVIEWS }),
  edges({ rule: 'policy-5.12.2-18', years: '12-13', last: DECLINED, flaws: OF_OFFERS }),
  phase('provider-access-first', 2025, 9, OF_ACTIVITIES),
  phase('provider-access-second', 2023, 11, OF_ACTIVITIES),
  // In the third phase the school offers, and the pupil may choose not to come.
  phase('provider-access-third', 2021, 13, { ...OF_ACTIVITIES, absent: 'counts' }),
];
