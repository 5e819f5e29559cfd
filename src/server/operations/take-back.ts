/** Undo of the last change of the roster, on the real store: previewed in sentences, then done, itself an operation. */
import { createHash } from 'node:crypto';
import type { EntryId, RecordId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import { ROSTER_RECORD, SCHOOL_RECORD } from '../../domain/record.ts';
import { addDays } from '../../domain/time.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { UndoPreview } from '../../protocol/roster-operations.ts';
import { entriesOfKinds, readRecord } from '../store/store.ts';
import type { OperationTable } from '../store/schema.ts';
import type { OperationDeps } from './carry-out.ts';
import { carryOut } from './carry-out.ts';
import type { NotDone } from './new-year.ts';
import { BUSY } from './new-year.ts';
import type { OfficeNow } from './office-now.ts';
import { officeNow } from './office-now.ts';
import { lastOperationRow, stepsDone } from './operation-rows.ts';
import { isUndoable } from './operation-state.ts';
import { grantsAfter } from './rights-after.ts';
import type { Officer } from './step.ts';
import type { UndoPlan } from './undo.ts';
import { planUndo } from './undo.ts';
import { undoWords } from './undo-words.ts';

const NOTHING = 'There is no change of the roster that can be taken back.';

interface Planned {
  readonly operation: OperationTable;
  readonly school: OfficeNow;
  readonly plan: UndoPlan;
}

async function planned(deps: OperationDeps, as: Officer): Promise<Planned | null> {
  const operation = await lastOperationRow(deps.store.read, as.school);
  if (!operation || !isUndoable(operation, deps.now())) return null;
  const school = await officeNow(deps, as.school);
  const plan = planUndo({
    done: await stepsDone(deps.store.read, operation),
    now: await entriesNow(deps, as),
    today: school.today,
    maySetSupport: as.roles.includes('leader'),
  });
  return { operation, school, plan };
}

/** The entries that operations write, as they are now. */
async function entriesNow({ store: { read } }: OperationDeps, { school }: Officer) {
  const known = new Map<string, Entry>();
  const key = (record: RecordId, id: string) => `${record} ${id}`;
  for (const [record, entry] of await entriesOfKinds(read, school, ['pupil', 'identity', 'support']))
    known.set(key(record, entry.id), entry);
  for (const record of [SCHOOL_RECORD, ROSTER_RECORD]) {
    const { entries } = await readRecord(read, school, record);
    for (const [id, entry] of Object.entries(entries)) known.set(key(record, id), entry);
  }
  return (record: RecordId, id: EntryId) => known.get(key(record, id));
}

/** What an undo would do. Stores nothing. */
export async function previewUndo(deps: OperationDeps, as: Officer): Promise<Result<UndoPreview, NotDone>> {
  const now = await planned(deps, as);
  if (!now) return err(NOTHING);
  const { operation, school, plan } = now;
  const names = new Map(school.pupils.map(({ record, pupil }) => [record, `${pupil.name} ${pupil.surname}`]));
  return ok({
    operation: operation.id,
    kind: operation.kind,
    ...undoWords(plan, (record) => names.get(record) ?? null),
    grants: grantsAfter(school.rights, plan.steps, addDays(school.today, 1)),
    steps: plan.steps.length,
    fingerprint: fingerprintOf(now),
  });
}

/** Does what the preview with this fingerprint showed. The id of the undo. */
export async function confirmUndo(
  deps: OperationDeps,
  as: Officer,
  asked: { readonly operation: string; readonly fingerprint: string },
): Promise<Result<string, NotDone>> {
  const now = await planned(deps, as);
  if (!now) return err(NOTHING);
  if (now.operation.id !== asked.operation || fingerprintOf(now) !== asked.fingerprint)
    return err('Something has changed since the check. Look again before taking anything back.');
  const { steps } = now.plan;
  const id = await carryOut(deps, as, { kind: 'undo', undoes: now.operation.id, steps });
  return id === null ? err(BUSY) : ok(id);
}

const fingerprintOf = ({ operation, plan }: Planned): string =>
  createHash('sha256')
    .update(JSON.stringify([operation.id, plan]))
    .digest('hex');
