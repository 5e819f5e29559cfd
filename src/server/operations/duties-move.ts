/**
 * The duties of tutors, pastoral staff and advisers in the new school year: going up with the pupils or staying with the form or
 * year, as the school chooses. Cover ends with the school year. What was entered for the new year already is left as it is.
 */
import type { EntryId, FormCode } from '../../domain/ids.ts';
import type { EntryOf } from '../../domain/record.ts';
import { ROSTER_RECORD } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import type { RollOverChoices } from '../../protocol/roster-operations.ts';
import type { FormFate } from './next-form.ts';
import type { Duty, Rights } from './rights-after.ts';
import type { Command, Step } from './step.ts';

interface NewYear {
  readonly choices: RollOverChoices;
  /** First day of the new school year. */
  readonly from: IsoDate;
  readonly oldest: number;
  readonly fates: ReadonlyMap<FormCode, FormFate>;
  /** Forms that have nobody left. */
  readonly closing: ReadonlySet<FormCode>;
  readonly newId: () => EntryId;
}

/** The steps that end duties and begin their successors, and both in words. */
export interface DutyPlan {
  readonly ends: readonly Step[];
  readonly begins: readonly Step[];
  readonly shown: readonly { readonly name: string; readonly ends: string; readonly begins: string | null }[];
}

/** What a duty becomes: the arguments that differ; null: it ends; undefined: it stays as it is. */
type Becomes = { readonly form: FormCode } | { readonly years: readonly number[] } | null | undefined;

/** Plans them. */
export function planDuties({ duties, names }: Rights, year: NewYear): DutyPlan {
  const running = duties.filter(({ from, to }) => from < year.from && (to === null || to >= year.from));
  const changed = running.flatMap((duty) => {
    const becomes = duty.kind === 'tutor' ? tutorBecomes(duty, duties, year) : yearsBecome(duty, year);
    return becomes === undefined ? [] : [{ duty, becomes }];
  });
  const last = addDays(year.from, -1);
  return {
    ends: changed.map(({ duty: { id, kind } }) => step({ name: 'roster.end', args: { id, kind, to: last } })),
    begins: changed.flatMap(({ duty, becomes }) => (becomes ? [step(begin(duty, becomes, year))] : [])),
    shown: changed.map(({ duty, becomes }) => ({
      name: names.get(duty.person) ?? 'Somebody who is not on the staff now',
      ends: dutyWords(duty),
      begins: becomes ? dutyWords({ ...duty, ...becomes } as Duty) : null,
    })),
  };
}

const step = (command: Command): Step => ({ does: 'duty', record: ROSTER_RECORD, commands: [command] });

function tutorBecomes(duty: EntryOf<'tutor'>, duties: readonly Duty[], year: NewYear): Becomes {
  if (duty.cover) return null;
  const fate = year.fates.get(duty.form);
  if (year.choices.tutors === 'stay') return year.closing.has(duty.form) ? null : undefined;
  if (fate?.kind === 'leaves') return null;
  if (fate?.kind !== 'moves') return undefined;
  const isTaken = duties.some(
    (one) => one.kind === 'tutor' && one.form === fate.to && !one.cover && one.from >= year.from && !isEmpty(one),
  );
  return isTaken ? null : { form: fate.to };
}

/** A duty that was taken back ends before it begins. */
const isEmpty = ({ from, to }: Duty): boolean => to !== null && to < from;

function yearsBecome(duty: EntryOf<'caseload'> | EntryOf<'pastoral'>, { choices, oldest }: NewYear): Becomes {
  const way = duty.kind === 'caseload' ? choices.caseloads : choices.pastoral;
  if (way === 'stay') return undefined;
  const years = duty.years.map((one) => one + 1).filter((one) => one <= oldest);
  return years.length === 0 ? null : { years };
}

function begin(duty: Duty, becomes: NonNullable<Becomes>, { from, newId }: NewYear): Command {
  const { person, to } = duty;
  const dated = { id: newId(), person, from, to };
  if (duty.kind === 'tutor')
    return { name: 'roster.tutor', args: { form: duty.form, cover: false, ...becomes, ...dated } };
  const args = { years: duty.years, ...becomes, ...dated };
  return duty.kind === 'caseload' ? { name: 'roster.caseload', args } : { name: 'roster.pastoral', args };
}

/** "Form tutor of 10B", "Cover of 10B", "Pastoral, Years 7 and 8". */
function dutyWords(duty: Duty): string {
  if (duty.kind === 'tutor') return `${duty.cover ? 'Cover' : 'Form tutor'} of ${duty.form}`;
  const years = duty.years.map(String);
  const last = years.at(-1) ?? '';
  const listed = years.length > 1 ? `Years ${years.slice(0, -1).join(', ')} and ${last}` : `Year ${last}`;
  return `${duty.kind === 'caseload' ? 'Caseload' : 'Pastoral'}, ${listed}`;
}
