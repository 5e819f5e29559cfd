/**
 * Bringing pupils in: previewed without storing anything; confirmed by the fingerprint of what was previewed, planned again,
 * and carried out as an operation.
 */
import type { FormCode, RecordId } from '../../domain/ids.ts';
import { SCHOOL_RECORD } from '../../domain/record.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import type { ImportDone, ImportPreview } from '../../protocol/roster-import.ts';
import type { GrantsShown } from '../../protocol/roster-operations.ts';
import type { FileProblem } from './csv.ts';
import { decodeCsv } from './csv.ts';
import { formEntryId } from '../../domain/form-id.ts';
import { BUSY } from '../operations/new-year.ts';
import { grantsAfter } from '../operations/rights-after.ts';
import type { Officer, Step } from '../operations/step.ts';
import type { ImportAsk, ImportPlan, ImportSchool } from './plan.ts';
import { planImport } from './plan.ts';
import type { ImportPort } from './port.ts';
import { fingerprintOf, previewOf } from './preview.ts';

/** Why nothing went in. `changed`: the file or the pupils are no longer those of the preview. */
export type ImportProblemKind = FileProblem | { readonly kind: 'changed'; readonly sentence: string };

interface Planned {
  readonly plan: ImportPlan;
  readonly steps: readonly Step[];
  readonly fingerprint: string;
  readonly grants: GrantsShown;
}

async function planFor(port: ImportPort, as: Officer, ask: ImportAsk): Promise<Result<Planned, FileProblem>> {
  const now = await port.read(as.school);
  const leads = as.roles.includes('leader');
  const school: ImportSchool = { ...now, maySetSupport: leads, readsIdentity: leads };
  const plan = planImport(ask, school);
  if (!plan.ok) return plan;
  const steps = stepsOf(plan.value, port.newRecord, now.today);
  // Those who leave today may still open their record today.
  const grants = grantsAfter(now.rights, steps, addDays(now.today, 1));
  return ok({ plan: plan.value, steps, fingerprint: fingerprintOf(ask, school), grants });
}

/** What a file would do. Stores nothing. */
export async function previewImport(
  port: ImportPort,
  as: Officer,
  ask: ImportAsk,
): Promise<Result<ImportPreview, FileProblem>> {
  const planned = await planFor(port, as, ask);
  return planned.ok ? ok(previewOf(planned.value)) : planned;
}

const CHANGED = 'The file or the pupils have changed since the check. Check again before bringing pupils in.';

/** Does what the preview with this fingerprint showed, or nothing. */
export async function confirmImport(
  port: ImportPort,
  as: Officer,
  { fingerprint, ...ask }: ImportAsk & { readonly fingerprint: string },
): Promise<Result<ImportDone, ImportProblemKind>> {
  const planned = await planFor(port, as, ask);
  if (!planned.ok) return planned;
  if (planned.value.fingerprint !== fingerprint) return err({ kind: 'changed', sentence: CHANGED });
  return carryOut(port, as, planned.value);
}

/** Brings in a file at once, from the command line: the person at the server has the file before them. */
export async function importFile(
  port: ImportPort,
  as: Officer,
  bytes: Uint8Array,
): Promise<Result<ImportDone & { readonly plan: ImportPlan }, ImportProblemKind>> {
  const text = decodeCsv(bytes);
  if (!text.ok) return text;
  const planned = await planFor(port, as, { text: text.value, wholeSchool: false });
  if (!planned.ok) return planned;
  const done = await carryOut(port, as, planned.value);
  return done.ok ? ok({ ...done.value, plan: planned.value.plan }) : done;
}

async function carryOut(
  port: ImportPort,
  as: Officer,
  { plan, steps }: Planned,
): Promise<Result<ImportDone, ImportProblemKind>> {
  const tally = await port.carryOut(as, steps);
  if (tally === null) return err({ kind: 'changed', sentence: BUSY });
  const { add: added, change: changed, leave: left } = tally;
  const tried = plan.adds.length + plan.changes.length + plan.leavers.length;
  const badRows = new Set(plan.problems.map(({ row }) => row)).size;
  return ok({ added, changed, left, skipped: badRows + tried - added - changed - left });
}

/** Forms first: pupils go into them. */
const stepsOf = (plan: ImportPlan, newRecord: () => RecordId, today: IsoDate): readonly Step[] => [
  ...plan.newForms.map(({ code, year }) => newForm(code, year)),
  ...plan.adds.map(({ commands }): Step => ({ does: 'add', record: newRecord(), commands })),
  ...plan.changes.map(({ known, commands }): Step => ({ does: 'change', record: known.record, commands })),
  ...plan.leavers.map((one) => leaving(one, today)),
];

const newForm = (code: FormCode, year: number): Step => ({
  does: 'form',
  record: SCHOOL_RECORD,
  commands: [{ name: 'form.set', args: { id: formEntryId(code), code, year, closed: false } }],
});

/** Out of the form too: whoever has that form next must not read the records of those who have left. */
const leaving = ({ record, pupil }: ImportPlan['leavers'][number], today: IsoDate): Step => ({
  does: 'leave',
  record,
  commands: [
    { name: 'pupil.leave', args: { to: today } },
    ...(pupil.form === null ? [] : [{ name: 'pupil.change', args: { form: null } } as const]),
  ],
});
