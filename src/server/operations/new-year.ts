/** The new school year on the real store: previewed, then done as it was previewed, or not at all. */
import { createHash } from 'node:crypto';
import type { EntryId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import { schoolYearStart } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { RollOverChoices, RollOverPreview } from '../../protocol/roster-operations.ts';
import type { RosterPupil } from '../import/roster.ts';
import { newId } from '../office.ts';
import type { OperationDeps } from './carry-out.ts';
import { carryOut } from './carry-out.ts';
import type { OfficeNow } from './office-now.ts';
import { officeNow } from './office-now.ts';
import { isRolledOver, operationGoing } from './operation-rows.ts';
import { grantsAfter } from './rights-after.ts';
import type { RollOverPlan } from './roll-over.ts';
import { planRollOver, yearToBegin } from './roll-over.ts';
import type { Officer } from './step.ts';

/** What the new year would change. Stores nothing. */
export async function previewRollOver(
  deps: OperationDeps,
  as: Officer,
  choices: RollOverChoices,
): Promise<RollOverPreview> {
  const { plan, school, year, fingerprint } = await planned(deps, as, choices);
  return shownPlan(plan, { school, year, fingerprint });
}

/** Nothing was done, and why, as a sentence. */
export type NotDone = string;

const CHANGED = 'The pupils, forms or duties have changed since the check. Look again before going on.';
/** Another change of the roster has not ended. */
export const BUSY = 'Another change of the roster has not ended yet. Wait for it, or go on with it.';

/** Does what the preview with this fingerprint showed. */
export async function confirmRollOver(
  deps: OperationDeps,
  as: Officer,
  { fingerprint, ...choices }: RollOverChoices & { readonly fingerprint: string },
): Promise<Result<string, NotDone>> {
  const now = await planned(deps, as, choices);
  if (now.plan.why !== null) return err(now.plan.why);
  if (now.fingerprint !== fingerprint) return err(CHANGED);
  const id = await carryOut(deps, as, { kind: 'roll-over', year: now.year, steps: now.plan.steps });
  return id === null ? err(BUSY) : ok(id);
}

interface Planned {
  readonly plan: RollOverPlan;
  readonly school: OfficeNow;
  readonly year: number;
  readonly fingerprint: string;
}

async function planned(deps: OperationDeps, as: Officer, choices: RollOverChoices): Promise<Planned> {
  const school = await officeNow(deps, as.school);
  const year = yearToBegin(school.today);
  const isDone = await isRolledOver(deps.store.read, as.school, year);
  const nowMs = Date.parse(deps.now());
  const planning = planRollOver({ school, choices, year, isDone, newId: () => newId(nowMs) as EntryId });
  const isBusy = (await operationGoing(deps.store.read, as.school)) !== undefined;
  const plan = isBusy ? { ...planning, why: BUSY, soon: false } : planning;
  return { plan, school, year, fingerprint: fingerprintOf(school, [choices, year, isDone]) };
}

/** SHA-256 of all that a plan of the school depends on, in hexadecimal. The day does not change it. */
function fingerprintOf({ pupils, forms, rights, youngest, oldest }: OfficeNow, more: unknown): string {
  const parts = [pupils.toSorted((a, b) => (a.record < b.record ? -1 : 1)), forms, rights.duties, youngest, oldest];
  return createHash('sha256')
    .update(JSON.stringify([...parts, more]))
    .digest('hex');
}

const shownPupil = ({ record, pupil: { name, surname, form, year } }: RosterPupil) => ({
  record,
  name: `${name} ${surname}`.slice(0, 200).toWellFormed(),
  form,
  year,
});
const byPlace = (a: { readonly year: number; readonly form: string | null; readonly name: string }, b: typeof a) =>
  b.year - a.year || (a.form ?? '').localeCompare(b.form ?? '') || a.name.localeCompare(b.name);

/** Duties that nothing follows stand first; the rest by form and year. */
const endingFirst = (a: RollOverPlan['duties']['shown'][number], b: typeof a) =>
  Number(a.begins !== null) - Number(b.begins !== null) || a.ends.localeCompare(b.ends, 'en-GB', { numeric: true });

function shownPlan(plan: RollOverPlan, { school, year, fingerprint }: Omit<Planned, 'plan'>): RollOverPreview {
  const from = schoolYearStart(year);
  const years = [...new Set(plan.movers.map(({ pupil }) => pupil.year))].toSorted((a, b) => a - b);
  const day = (school.today > from ? school.today : from) as IsoDate;
  return {
    year,
    from,
    why: plan.why,
    soon: plan.soon,
    warnings: [...plan.warnings],
    moves: years.map((one) => ({
      year: one,
      to: one + 1,
      pupils: plan.movers.filter(({ pupil }) => pupil.year === one).length,
    })),
    leavers: plan.leavers.map(shownPupil).toSorted(byPlace),
    stays: plan.stays.map((one) => ({ ...shownPupil(one), joined: one.joined })).toSorted(byPlace),
    ahead: plan.ahead.map(shownPupil).toSorted(byPlace),
    forms: plan.forms
      .map(({ code, to, year: after, pupils, closes }) => ({ code, to, year: after, pupils, closes }))
      .toSorted((a, b) => a.year - b.year || a.code.localeCompare(b.code)),
    duties: plan.duties.shown.toSorted(endingFirst),
    grants: grantsAfter(school.rights, plan.steps, day),
    steps: plan.steps.length,
    fingerprint,
  };
}
