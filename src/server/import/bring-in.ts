/**
 * Bringing pupils in: previewed without storing anything; confirmed by the fingerprint of what was previewed, planned again,
 * and applied in chunks, so that other people's work is not held up.
 */
import type { RecordId } from '../../domain/ids.ts';
import { SCHOOL_RECORD } from '../../domain/record.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { ImportDone, ImportPreview } from '../../protocol/roster-import.ts';
import type { FileProblem } from './csv.ts';
import { decodeCsv } from './csv.ts';
import { formEntryId } from '../../domain/form-id.ts';
import type { ImportAsk, ImportPlan, ImportSchool } from './plan.ts';
import { planImport } from './plan.ts';
import type { Importer, ImportPort, ImportWork } from './port.ts';
import { fingerprintOf, previewOf } from './preview.ts';

/** Pupils to a transaction: each has up to three mutations, and writers wait at most some tens of milliseconds. */
export const CHUNK = 50;

/** Why nothing went in. `changed`: the file or the pupils are no longer those of the preview. */
export type ImportProblemKind = FileProblem | { readonly kind: 'changed'; readonly sentence: string };

/** May these roles bring pupils in? */
export const mayImport = ({ roles }: Importer): boolean => roles.includes('leader') || roles.includes('admin');

interface Planned {
  readonly plan: ImportPlan;
  readonly fingerprint: string;
  readonly today: IsoDate;
}

async function planFor(port: ImportPort, as: Importer, ask: ImportAsk): Promise<Result<Planned, FileProblem>> {
  const now = await port.read(as.school);
  const school: ImportSchool = { ...now, maySetSupport: as.roles.includes('leader') };
  const plan = planImport(ask, school);
  return plan.ok ? ok({ plan: plan.value, fingerprint: fingerprintOf(ask, school), today: now.today }) : plan;
}

/** What a file would do. Stores nothing. */
export async function previewImport(
  port: ImportPort,
  as: Importer,
  ask: ImportAsk,
): Promise<Result<ImportPreview, FileProblem>> {
  const planned = await planFor(port, as, ask);
  return planned.ok ? ok(previewOf(planned.value.plan, planned.value.fingerprint)) : planned;
}

const CHANGED = 'The file or the pupils have changed since the check. Check again before bringing pupils in.';

/** Does what the preview with this fingerprint showed, or nothing. */
export async function confirmImport(
  port: ImportPort,
  as: Importer,
  { fingerprint, ...ask }: ImportAsk & { readonly fingerprint: string },
): Promise<Result<ImportDone, ImportProblemKind>> {
  const planned = await planFor(port, as, ask);
  if (!planned.ok) return planned;
  if (planned.value.fingerprint !== fingerprint) return err({ kind: 'changed', sentence: CHANGED });
  return ok(await carryOut(port, as, planned.value));
}

/** Brings in a file at once, from the command line: the person at the server has the file before them. */
export async function importFile(
  port: ImportPort,
  as: Importer,
  bytes: Uint8Array,
): Promise<Result<ImportDone & { readonly plan: ImportPlan }, FileProblem>> {
  const text = decodeCsv(bytes);
  if (!text.ok) return text;
  const planned = await planFor(port, as, { text: text.value, wholeSchool: false });
  if (!planned.ok) return planned;
  return ok({ ...(await carryOut(port, as, planned.value)), plan: planned.value.plan });
}

async function carryOut(port: ImportPort, as: Importer, { plan, today }: Planned): Promise<ImportDone> {
  await port.apply(as, formsOf(plan));
  const added = await inChunks(
    port,
    as,
    plan.adds.map(({ commands }) => ({ record: port.newRecord(), commands })),
  );
  const changed = await inChunks(
    port,
    as,
    plan.changes.map(({ known, commands }) => ({ record: known.record, commands })),
  );
  const left = await inChunks(
    port,
    as,
    plan.leavers.map(({ record }) => leaving(record, today)),
  );
  const tried = plan.adds.length + plan.changes.length + plan.leavers.length;
  const badRows = new Set(plan.problems.map(({ row }) => row)).size;
  return { added, changed, left, skipped: badRows + tried - added - changed - left };
}

const formsOf = ({ newForms }: ImportPlan): readonly ImportWork[] =>
  newForms.map(({ code, year }) => ({
    record: SCHOOL_RECORD,
    commands: [{ name: 'form.set', args: { id: formEntryId(code), code, year, closed: false } }],
  }));

const leaving = (record: RecordId, today: IsoDate): ImportWork => ({
  record,
  commands: [{ name: 'pupil.leave', args: { to: today } }],
});

/** How many were applied. */
async function inChunks(port: ImportPort, as: Importer, work: readonly ImportWork[]): Promise<number> {
  let applied = 0;
  for (let at = 0; at < work.length; at += CHUNK) {
    const outcomes = await port.apply(as, work.slice(at, at + CHUNK));
    applied += outcomes.filter(Boolean).length;
  }
  return applied;
}
