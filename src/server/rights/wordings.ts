/** What entries said before: deleted when they are let go of, and again on a backup that was put back. */
import type { KeptPart } from '../../domain/entries/school.ts';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
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

/** What was refused of it, and what a change of the roster keeps for its undo. */
export async function dropSaid(tx: Run, school: SchoolId, record: RecordId, of: 'support' | KeptPart): Promise<void> {
  const refused = await tx
    .selectFrom('quarantine')
    .select(['id', 'json'])
    .where('school', '=', school)
    .where('record', '=', record)
    .execute();
  for (const { id, json } of refused)
    if (SAYS[of].test((JSON.parse(json) as { readonly name: string }).name))
      await tx.deleteFrom('quarantine').where('school', '=', school).where('id', '=', id).execute();
  await tx.deleteFrom('operation_step').where('school', '=', school).where('record', '=', record).execute();
}

/** The same on a backup that was put back: what it is set to, the ledger has set already. */
export async function letGoAgain(tx: Run, line: Extract<LedgerLine, { readonly kind: 'let-go' }>): Promise<void> {
  await dropWordings(tx, line);
  await dropSaid(tx, line.school, line.record, 'support');
}
