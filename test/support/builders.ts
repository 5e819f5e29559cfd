/**
 * Terse makers of entries and records for tests: every field has a believable value, and what a test is about is named.
 *   aRecord('aisha', aPupil({ form: formCode.parse('10B') }), aStep({ what: 'Visit a college' }))
 */
import type { EntryOf, CareersRecord, Entry, FieldsOf, Kind } from '../../src/domain/record.ts';
import { newEntry, singleton } from '../../src/domain/record.ts';
import { SCHOOL_READERS } from '../../src/domain/entries/school.ts';
import type { Context } from '../../src/domain/entry.ts';
import type { EntryId, FormCode, PersonId, RecordId, TextId } from '../../src/domain/ids.ts';
import type { Readers } from '../../src/domain/group.ts';
import type { WrittenText } from '../../src/domain/text.ts';
import type { ClockTime, Instant, IsoDate } from '../../src/domain/time.ts';

/** The day of the builders: a Wednesday in autumn term. */
export const TODAY = '2026-11-11' as IsoDate;
/** The moment of the builders: 10:05 in London on TODAY. */
export const NOW = '2026-11-11T10:05:00.000Z' as Instant;

/** A UUID that says its number: the same number, the same id. */
export const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
let counter = 0;
/** An id that no other call gave; ids of `uuid` below a million are free for tests to name. */
export const nextId = (): EntryId => uuid((counter += 1) + 1_000_000) as EntryId;

/** People of the builders, by the part they play. */
export const PEOPLE = {
  adviser: 'jo-mercer' as PersonId,
  tutor: 'mr-lee' as PersonId,
  leader: 'mrs-okafor' as PersonId,
  pastoral: 'ms-brandt' as PersonId,
} as const;

/** Fields to set, with what every kind has: id, readers, author, when. */
type Over<K extends Kind> = Partial<FieldsOf<K>> & {
  readonly id?: EntryId;
  readonly readers?: Readers;
  readonly author?: PersonId;
  readonly at?: Instant;
  readonly version?: number;
};

/** An entry of any kind from all its fields. */
export function anEntry<K extends Kind>(kind: K, fields: FieldsOf<K>, over: Over<K> = {}): EntryOf<K> {
  const { id = nextId(), readers, author = PEOPLE.adviser, at = NOW, version = 1, ...own } = over;
  const ctx: Context = { person: author, at, version, rank: version };
  const made = newEntry(kind, id, { ...fields, ...(own as Partial<FieldsOf<K>>) }, ctx);
  return readers ? { ...made, readers } : made;
}

/** A text with one wording. */
export const written = (text: string, by: PersonId = PEOPLE.adviser): WrittenText => ({
  heads: [{ id: uuid((counter += 1) + 1_000_000) as TextId, text, by, at: NOW }],
  past: [],
});

/** Aisha Khan of 10B, unless told otherwise. */
export const aPupil = (over: Over<'pupil'> = {}): EntryOf<'pupil'> =>
  anEntry(
    'pupil',
    {
      name: 'Aisha',
      surname: 'Khan',
      pronunciation: null,
      year: 10,
      form: '10B' as FormCode,
      from: '2023-09-04' as IsoDate,
      to: null,
    },
    { id: singleton('pupil'), author: PEOPLE.leader, ...over },
  );

/** A booking with Jo Mercer today at 10:05; `status: 'finished'` makes it held, with a summary and its times. */
export const anInterview = (over: Over<'interview'> = {}): EntryOf<'interview'> => {
  const held = over.status === 'finished';
  return anEntry(
    'interview',
    {
      adviser: PEOPLE.adviser,
      date: TODAY,
      from: '10:05' as ClockTime,
      minutes: 45,
      place: 'L2',
      type: 'personal-guidance',
      status: 'booked',
      why: null,
      visit: null,
      walkIn: false,
      summary: held ? 'You like the practical side of science.' : '',
      routes: held ? ['sixth-form', 'apprenticeship'] : [],
      explained: held ? ['who-will-see'] : [],
      agreed: null,
      startedAt: held ? NOW : null,
      endedAt: held ? ('2026-11-11T10:50:00.000Z' as Instant) : null,
      fromPaper: false,
      draft: null,
    },
    over,
  );
};

/** The private note of an interview. */
export const aNote = (over: Over<'note'> = {}): EntryOf<'note'> =>
  anEntry(
    'note',
    { interview: null, about: [], why: 'Not sure about pharmacy.', now: '', ideas: '', barriers: '', alsoPresent: '' },
    over,
  );

/** A step of the pupil, to do, due in two weeks, with the tutor checking in. */
export const aStep = (over: Over<'step'> = {}): EntryOf<'step'> =>
  anEntry(
    'step',
    {
      what: 'Visit a college open evening',
      who: 'pupil',
      due: '2026-11-25' as IsoDate,
      tutorChecks: true,
      status: 'to-do',
      why: null,
      interview: null,
      closedOn: null,
    },
    over,
  );

/** An application to a college, sent and no more, by the pupil. */
export const anApplication = (over: Over<'application'> = {}): EntryOf<'application'> =>
  anEntry(
    'application',
    {
      provider: 'Wexcombe College',
      course: 'T Level Science',
      route: 't-level',
      status: 'applied',
      appliedOn: '2026-11-02' as IsoDate,
      interviewOn: null,
      offeredOn: null,
    },
    over,
  );

/** "Talked about it" on a step, unless told otherwise. */
export const aFollowup = (on: EntryId, over: Over<'followup'> = {}): EntryOf<'followup'> =>
  anEntry('followup', { on, what: 'talked', words: '' }, { author: PEOPLE.tutor, ...over });

type Facts = FieldsOf<'experience'>['facts'];

/** The facts of an employer's talk. */
export const facts = (over: Partial<Facts> = {}): Facts => ({
  title: 'Aldermere Hospital lab team',
  activity: 'employer-talk',
  date: '2026-10-12' as IsoDate,
  counts: ['5'],
  organisation: 'Aldermere Hospital',
  providers: [],
  tags: [],
  occupation: 'Biomedical scientist',
  learned: '',
  ...over,
});

/** A confirmed experience that the pupil attended; `facts` may be given in part. */
export const anExperience = (
  over: Omit<Over<'experience'>, 'facts'> & { readonly facts?: Partial<Facts> } = {},
): EntryOf<'experience'> => {
  const { facts: some, ...rest } = over;
  return anEntry(
    'experience',
    {
      facts: facts(some),
      attended: true,
      status: 'confirmed',
      why: null,
      reflection: { heads: [], past: [] },
    },
    { author: PEOPLE.tutor, ...rest },
  );
};

/** An unfinished interview in progress; `words` are its texts by name. */
export const aDraft = (
  interview: EntryId,
  words: Readonly<Record<string, string>> = {},
  over: Over<'draft'> = {},
): EntryOf<'draft'> =>
  anEntry(
    'draft',
    {
      interview,
      startedAt: NOW,
      texts: Object.fromEntries(Object.entries(words).map(([name, text]) => [name, written(text, over.author)])),
      values: { status: 'in-progress' },
      steps: {},
      closed: false,
    },
    over,
  );

/** A member of staff; the id is the person. Jo Mercer, a qualified adviser, unless told otherwise. */
export const aStaffMember = (over: Over<'staff'> = {}): EntryOf<'staff'> =>
  anEntry(
    'staff',
    {
      name: 'Jo Mercer',
      roles: ['adviser'],
      guidance: { level: 'Level 6', from: '2019-09-01' as IsoDate, to: null },
      left: false,
    },
    { id: PEOPLE.adviser as string as EntryId, author: PEOPLE.leader, ...over },
  );

/** A record with these entries. A career record with no pupil among them gets `aPupil()`; a name becomes its id. */
export function aRecord(id: string, ...entries: readonly Entry[]): CareersRecord {
  const ofSchool = entries.some((entry) => entry.kind in SCHOOL_READERS);
  const all = ofSchool || entries.some((entry) => entry.kind === 'pupil') ? entries : [aPupil(), ...entries];
  return { id: id as RecordId, entries: Object.fromEntries(all.map((entry) => [entry.id, entry])) };
}
