/**
 * Changes that were refused, kept for the careers leader: which there are, what one of them says, and letting go of their
 * words. Source: SPEC I10, I11.
 */
import type { MutationId, PersonId, RecordId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import { draftMutations } from '../../domain/mutations/draft.ts';
import { MUTATIONS } from '../../domain/mutations/registry.ts';
import type { Instant } from '../../domain/time.ts';
import type { RefusedChange } from '../../protocol/refused.ts';
import { REFUSED_ROWS } from '../../protocol/refused.ts';
import type { RefusalReason } from '../../protocol/sync.ts';
import type { Place } from '../accounts/places.ts';
import { ProblemError } from '../http/problem.ts';
import type { QuarantineTable } from '../store/schema.ts';
import type { Run } from '../store/store.ts';
import { note } from '../store/store.ts';
import { HAS_WORDS, dropRefused } from './refused-words.ts';
import type { RightsDeps } from './requests.ts';
import { noteDone } from './requests.ts';

const OF_DRAFTS: ReadonlySet<string> = new Set(draftMutations.map(({ name }) => name));
const KNOWN: ReadonlySet<string> = new Set(MUTATIONS.map(({ name }) => name));

/**
 * Are the words of such a change its author's alone? What is said in a draft is; of a name that is not known nobody can say who
 * would read it. Whatever else is said on a record has a careers leader among its readers.
 */
export const isAuthorsAlone = (name: string): boolean => OF_DRAFTS.has(name) || !KNOWN.has(name);

const isConfidential = (name: string, by: string, asker: Place): boolean => by !== asker.person && isAuthorsAlone(name);

/** Each with how it was refused. Two people may have used one id: it is the author's. */
const withOutcomes = (run: Run) =>
  run
    .selectFrom('quarantine')
    .innerJoin('mutation', (join) =>
      join
        .onRef('mutation.school', '=', 'quarantine.school')
        .onRef('mutation.person', '=', 'quarantine.person')
        .onRef('mutation.id', '=', 'quarantine.id'),
    );

/** The newest of a school, or those before a place. */
export async function listRefused(
  run: Run,
  asker: Place,
  before: number,
): Promise<{ readonly rows: readonly RefusedChange[]; readonly more: boolean }> {
  const found = await withOutcomes(run)
    .select(['quarantine.id', 'quarantine.person', 'quarantine.record'])
    .select(['mutation.version', 'mutation.name', 'mutation.at', 'mutation.received', 'mutation.refused'])
    .where('quarantine.school', '=', asker.school)
    .where('mutation.version', '<', before)
    .where(HAS_WORDS)
    .orderBy('mutation.version', 'desc')
    .limit(REFUSED_ROWS + 1)
    .execute();
  const rows = found.slice(0, REFUSED_ROWS).map((row) => ({
    id: row.id as MutationId,
    place: row.version,
    person: row.person as PersonId,
    record: row.record as RecordId,
    what: row.name,
    at: row.at as Instant,
    received: row.received as Instant,
    reason: row.refused as RefusalReason,
    confidential: isConfidential(row.name, row.person, asker),
  }));
  return { rows, more: found.length > REFUSED_ROWS };
}

/** What the one at this place says; the audit has who read it. Throws not-found, not-permitted for what is its author's alone. */
export const readRefused = (deps: RightsDeps, asker: Place, place: number): Promise<{ readonly args: unknown }> =>
  deps.store.write(async (tx) => {
    const row = await refusedRow(tx, asker, place);
    const { name, args } = JSON.parse(row.json) as MutationEnvelope;
    if (isConfidential(name, row.person, asker)) throw new ProblemError('not-permitted', 'It is for its author alone.');
    await noteDone(tx, asker, row, { at: deps.now(), what: 'refused.read', detail: { change: row.id } });
    return { args };
  });

/** Lets go of the words of the one at this place; that it was refused, and why, stays. Throws not-found. */
export async function letGoOfRefused(deps: RightsDeps, asker: Place, place: number): Promise<void> {
  await deps.store.write(async (tx) => {
    const row = await refusedRow(tx, asker, place);
    const line = {
      kind: 'refused-gone',
      school: asker.school,
      person: row.person,
      id: row.id,
      at: deps.now(),
    } as const;
    await dropRefused(tx, line);
    await note(tx, line);
    await noteDone(tx, asker, row, { at: deps.now(), what: 'refused.let-go', detail: { change: row.id } });
  });
  // So that they are overwritten in the data file now, and not with the next words that are written.
  deps.store.emptyJournal();
}

async function refusedRow(run: Run, { school }: Place, place: number): Promise<QuarantineTable> {
  const row = await withOutcomes(run)
    .selectAll('quarantine')
    .where('quarantine.school', '=', school)
    .where('mutation.version', '=', place)
    .where(HAS_WORDS)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  return row;
}
