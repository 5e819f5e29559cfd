/**
 * Letting go of the support of somebody who has left: it is set to nothing, as anybody sets it, and what it said before is
 * deleted wherever it stands. The ledger has both, so that no backup brings it back.
 */
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import { singleton } from '../../domain/record.ts';
import { NO_ADJUSTMENT, NO_SUPPORT, ON_LEAVING, goesOnLeaving } from '../../domain/retention.ts';
import { applyAs, envelopeOf } from '../office.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run } from '../store/store.ts';
import { note, readRecord } from '../store/store.ts';
import type { Bench } from '../sync/judge.ts';
import { dropSaid, dropWordings } from './wordings.ts';

/** How much went. */
export interface Gone {
  readonly entries: number;
  readonly wordings: number;
}

type LetGoBench = Pick<Bench, 'rosters' | 'now' | 'changed'>;

/** Sets it to nothing as this person. Null: it could not be, and nothing was done. */
export async function letGoOfSupport(
  tx: Run,
  [school, person]: readonly [SchoolId, PersonId],
  bench: LetGoBench,
  record: RecordId,
): Promise<Gone | null> {
  const before = await readRecord(tx, school, record);
  const there = ON_LEAVING.map((kind) => before.entries[singleton(kind)]).filter((entry) => entry !== undefined);
  let rank = Math.max(0, ...there.map(({ version }) => version));
  for (const entry of there.filter(goesOnLeaving)) {
    const outcome = await applyAs(tx, [school, person], bench, emptied(entry, record, bench));
    if (outcome.status !== 'applied') return null;
    rank = Math.max(rank, outcome.version);
    await note(tx, setToNothing(entry, { school, record, by: person, rank: outcome.version, at: bench.now }));
  }
  const entries = there.map(({ id }) => id);
  await note(tx, { kind: 'let-go', school, record, entries, rank, at: bench.now });
  const gone = there.filter(goesOnLeaving).length;
  // What was set to nothing just now is among them: it counts as an entry.
  const wordings = (await dropWordings(tx, { school, record, entries, rank })) - gone;
  await dropSaid(tx, school, record, { of: 'support', entries });
  return { entries: gone, wordings };
}

const emptied = ({ kind }: Entry, record: RecordId, { now }: LetGoBench) =>
  kind === 'support'
    ? envelopeOf('support.set', record, NO_SUPPORT, now)
    : envelopeOf('adjustment.set', record, NO_ADJUSTMENT, now);

type SetFacts = Pick<Extract<LedgerLine, { readonly kind: 'set' }>, 'school' | 'record' | 'by' | 'rank' | 'at'>;

const setToNothing = ({ kind, id }: Entry, facts: SetFacts): LedgerLine => ({
  kind: 'set',
  entry: id,
  fields: kind === 'support' ? NO_SUPPORT : NO_ADJUSTMENT,
  ...facts,
});
