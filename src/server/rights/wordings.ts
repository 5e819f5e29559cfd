/** What entries said before: deleted when they are let go of, and again on a backup that was put back. */
import type { KeptPart } from '../../domain/entries/school.ts';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import { checkMutation } from '../../domain/mutations/registry.ts';
import type { Entry } from '../../domain/record.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run } from '../store/store.ts';

type Wordings = Pick<Extract<LedgerLine, { readonly kind: 'let-go' }>, 'school' | 'record' | 'entries' | 'rank'>;

/** Deletes what was written before this version; how many wordings there were. */
export async function dropWordings(tx: Run, { school, record, entries, rank }: Wordings): Promise<number> {
  const rows = await tx
    .selectFrom('revision')
    .select(['entry', 'version', 'json'])
    .where('school', '=', school)
    .where('record', '=', record)
    .where('entry', 'in', [...entries])
    .execute();
  const old = rows.filter(({ json }) => (JSON.parse(json) as Entry).version <= rank);
  for (const { entry, version } of old)
    await tx
      .deleteFrom('revision')
      .where('school', '=', school)
      .where('record', '=', record)
      .where('entry', '=', entry)
      .where('version', '=', version)
      .execute();
  return old.length;
}

/** The mutations whose words are of it. An interview is finished with its private note. */
const SAYS: Readonly<Record<'support' | KeptPart, RegExp>> = {
  support: /^(support|adjustment)\./,
  notes: /^(note|ask|interview|draft)\./,
  interviews: /^(interview|draft|step|followup|preparation)\./,
  experiences: /^(activity|experience|lmi)\./,
  plans: /^(aspiration|intention|application|grades)\./,
};

/** What was let go of: support or a part, and the entries that it had. */
interface Gone {
  readonly of: 'support' | KeptPart;
  readonly entries: readonly string[];
}

/** What was refused of it, and what a change of the roster keeps for its undo. */
export async function dropSaid(tx: Run, school: SchoolId, record: RecordId, gone: Gone): Promise<void> {
  const refused = await tx
    .selectFrom('quarantine')
    .select(['id', 'person', 'json'])
    .where('school', '=', school)
    .where('record', '=', record)
    .execute();
  for (const { id, person, json } of refused)
    if (isOf(gone, JSON.parse(json) as MutationEnvelope))
      await tx
        .deleteFrom('quarantine')
        .where('school', '=', school)
        .where('person', '=', person)
        .where('id', '=', id)
        .execute();
  await tx.deleteFrom('operation_step').where('school', '=', school).where('record', '=', record).execute();
}

/** A change of a kind that is all of it, or of any kind about one of its entries: why a step was to be removed. */
function isOf({ of, entries }: Gone, change: MutationEnvelope): boolean {
  if (SAYS[of].test(change.name)) return true;
  const checked = checkMutation(change);
  return (
    checked.ok && checked.value.definition.touches(checked.value.args).some(({ entry }) => entries.includes(entry))
  );
}

/** The same on a backup that was put back: what it is set to, the ledger has set already. */
export async function letGoAgain(tx: Run, line: Extract<LedgerLine, { readonly kind: 'let-go' }>): Promise<void> {
  await dropWordings(tx, line);
  await dropSaid(tx, line.school, line.record, { of: 'support', entries: line.entries });
}
