/**
 * Whole-school figures for senior leaders, governors and the careers leader: counted here, because who sees them holds no
 * records. Once a day, so that nobody learns what changed for one pupil by asking twice; between slices other requests go on.
 */
import type { Figures } from '../domain/benchmarks/figures.ts';
import { schoolFigures } from '../domain/benchmarks/figures.ts';
import type { Digest } from '../domain/digest.ts';
import { digestOf } from '../domain/digest-of.ts';
import type { Role } from '../domain/group.ts';
import type { RecordId, SchoolId } from '../domain/ids.ts';
import type { Entry, Kind } from '../domain/record.ts';
import { SCHOOL_RECORD, entriesOf, entryOf, isSchoolRecord, singleton } from '../domain/record.ts';
import type { IsoDate } from '../domain/time.ts';
import { dateOf } from '../domain/time.ts';
import type { Place } from './accounts/places.ts';
import type { ServerDeps } from './deps.ts';
import { ProblemError } from './http/problem.ts';
import type { Store } from './store/store.ts';
import { readRecord } from './store/store.ts';

/** Entries that the rules and the groups ask about: no note, no text of an interview is opened for a figure. */
const COUNTED: readonly Kind[] = [
  'pupil',
  'identity',
  'support',
  'interview',
  'experience',
  'lmi',
  'application',
  'aspiration',
  'intention',
];

/** Records that are read in one go: about 20 ms. */
const SLICE = 50;

const SEES: ReadonlySet<Role> = new Set<Role>(['senior', 'leader']);

/** Answers with the figures of today; whoever asks first waits for the counting. */
export type AnswerFigures = (asker: Place) => Promise<Figures>;

/** The answers of one server: each school's figures are kept for the day. */
export function figuresFor({ store, rosters, now }: ServerDeps): AnswerFigures {
  const kept = new Map<SchoolId, { readonly on: IsoDate; readonly figures: Promise<Figures> }>();
  return async ({ school, person }) => {
    const roles = await rosters.rolesOf(store.read, school, person);
    if (!roles.some((role) => SEES.has(role))) throw new ProblemError('not-permitted');
    const on = dateOf(now());
    const known = kept.get(school);
    if (known?.on === on) return known.figures;
    const figures = count(store, school, on);
    kept.set(school, { on, figures });
    // One that failed is counted again by whoever asks next.
    figures.catch(() => kept.delete(school));
    return figures;
  };
}

async function count(store: Store, school: SchoolId, today: IsoDate): Promise<Figures> {
  const own = await readRecord(store.read, school, SCHOOL_RECORD);
  const settings = entryOf(own, singleton('school'), 'school');
  const staff = new Map(entriesOf(own, 'staff').map((one) => [one.id as string, one]));
  const range = settings ?? ({ edition: 'gatsby-2025', youngest: 7, oldest: 11 } as const);
  // What is planned moves no count.
  return schoolFigures(await digestsOf(store, school), { school: range, staff, programme: [], today });
}

/** Lets requests that came meanwhile be answered. */
const otherRequests = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function digestsOf({ read }: Store, school: SchoolId): Promise<readonly Digest[]> {
  const records = await read.selectFrom('record').select('id').where('school', '=', school).orderBy('id').execute();
  const ids = records.map(({ id }) => id as RecordId).filter((id) => !isSchoolRecord(id));
  const digests: Digest[] = [];
  for (let at = 0; at < ids.length; at += SLICE) {
    const slice = ids.slice(at, at + SLICE);
    const rows = await read
      .selectFrom('entry')
      .select(['record', 'id', 'json'])
      .where('school', '=', school)
      .where('record', 'in', slice)
      .where('kind', 'in', [...COUNTED])
      .execute();
    const entries = new Map<string, Record<string, Entry>>(slice.map((id) => [id, {}]));
    for (const { record, id, json } of rows) {
      const its = entries.get(record);
      if (its) its[id] = JSON.parse(json) as Entry;
    }
    digests.push(...slice.map((id) => digestOf({ id, entries: entries.get(id) ?? {} })));
    await otherRequests();
  }
  return digests;
}
