/**
 * The new school year: who moves up, who leaves, what becomes of forms and duties, as steps that the server carries out. Pure.
 * At no step does anybody read more than before and after: forms are emptied before they are filled, duties end before pupils
 * move and begin after it.
 */
import { schoolYearName, schoolYearStart, usualYearGroup } from '../../domain/calendar.ts';
import { fullDate, plural } from '../../domain/date-words.ts';
import { formEntryId } from '../../domain/form-id.ts';
import type { EntryId, FormCode, RecordId } from '../../domain/ids.ts';
import type { EntryOf } from '../../domain/record.ts';
import { SCHOOL_RECORD } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import type { RollOverChoices } from '../../protocol/roster-operations.ts';
import type { RosterPupil } from '../import/roster.ts';
import type { DutyPlan } from './duties-move.ts';
import { planDuties } from './duties-move.ts';
import type { FormFate } from './next-form.ts';
import { fateOf } from './next-form.ts';
import type { OfficeNow } from './office-now.ts';
import type { Step } from './step.ts';

/** What a roll-over needs beside the school. `isDone`: the school has gone into the year already. */
export interface RollOverAsk {
  readonly school: OfficeNow;
  readonly choices: RollOverChoices;
  /** The calendar year in which the new school year begins. */
  readonly year: number;
  readonly isDone: boolean;
  readonly newId: () => EntryId;
}

/** What becomes of a form: how many go out of it and where (null: they leave), its own year afterwards, and whether it is closed. */
interface FormPlan {
  readonly id: EntryId;
  readonly code: FormCode;
  readonly to: FormCode | null;
  readonly year: number;
  readonly pupils: number;
  readonly closes: boolean;
}

/** What would be done. `why`: it cannot be begun, as a sentence. */
export interface RollOverPlan {
  readonly from: IsoDate;
  readonly why: string | null;
  /** All that is wanting is the day. */
  readonly soon: boolean;
  readonly warnings: readonly string[];
  readonly movers: readonly RosterPupil[];
  readonly leavers: readonly RosterPupil[];
  readonly stays: readonly (RosterPupil & { readonly joined: boolean })[];
  readonly ahead: readonly RosterPupil[];
  readonly forms: readonly FormPlan[];
  readonly duties: DutyPlan;
  readonly steps: readonly Step[];
}

/** From this day on the next school year can be looked at. */
const LOOK_FROM = '06-01';

/** The school year that a roll-over on this day is into, by the calendar year in which it begins. */
export function yearToBegin(today: IsoDate): number {
  const year = Number(today.slice(0, 4));
  return today.slice(5) >= LOOK_FROM ? year : year - 1;
}

interface Groups {
  readonly movers: readonly RosterPupil[];
  readonly leavers: readonly RosterPupil[];
  readonly stays: readonly (RosterPupil & { readonly joined: boolean })[];
  /** Left before the new year: no form of it is theirs. */
  readonly gone: readonly RosterPupil[];
}

function groupsOf({ school, choices, year }: RollOverAsk): Groups {
  const from = schoolYearStart(year);
  const chosen = new Set<RecordId>(choices.stay);
  const groups = { movers: [], leavers: [], stays: [], gone: [] } as { [K in keyof Groups]: Groups[K][number][] };
  for (const one of school.pupils) {
    const { pupil, record } = one;
    const joined = pupil.from >= from;
    if (pupil.to !== null && pupil.to < from) groups.gone.push(one);
    else if (joined || chosen.has(record)) groups.stays.push({ ...one, joined });
    else if (pupil.year >= school.oldest) groups.leavers.push(one);
    else groups.movers.push(one);
  }
  return groups;
}

/** Plans it. */
export function planRollOver(ask: RollOverAsk): RollOverPlan {
  const { school, choices, year, newId } = ask;
  const from = schoolYearStart(year);
  const groups = groupsOf(ask);
  const fates = fatesOf(ask, groups);
  const formAfter = (one: RosterPupil): FormCode | null => {
    const fate = one.pupil.form === null ? undefined : fates.get(one.pupil.form);
    return fate?.kind === 'moves' ? fate.to : one.pupil.form;
  };
  const filled = new Set([...groups.stays.map(({ pupil }) => pupil.form), ...groups.movers.map(formAfter)]);
  const forms = formsAfter(ask, { groups, fates, filled });
  const closing = new Set(forms.filter(({ closes }) => closes).map(({ code }) => code));
  const duties = planDuties(school.rights, { choices, from, oldest: school.oldest, fates, closing, newId });
  const last = addDays(from, -1);
  const never = whyNot(ask, groups);
  const soon = never === null && school.today < from;
  return {
    ...groups,
    from,
    why: soon ? `This can be begun on ${fullDate(from)}. Until then it only shows what it would do.` : never,
    soon,
    warnings: warningsOf(ask, groups),
    ahead: aheadOf(groups.movers, from),
    forms,
    duties,
    steps: [
      ...formsOpened(ask, forms),
      ...duties.ends,
      ...groups.gone.filter(({ pupil }) => pupil.form !== null).map(({ record }) => outOfForm(record)),
      ...groups.leavers.map((one) => leaving(one, last)),
      ...groups.movers.toSorted((a, b) => b.pupil.year - a.pupil.year).map((one) => movingUp(one, formAfter(one))),
      ...duties.begins,
      ...formsEnded(ask, forms),
    ],
  };
}

/** The fate of every open form. One that nobody moves out of stays as it is: it is empty, or the joiners are in it already. */
function fatesOf({ school }: RollOverAsk, { movers, leavers }: Groups): ReadonlyMap<FormCode, FormFate> {
  const years = new Map<FormCode, number[]>();
  for (const { pupil } of [...movers, ...leavers]) {
    if (pupil.form !== null) years.set(pupil.form, [...(years.get(pupil.form) ?? []), pupil.year]);
  }
  const open = school.forms.filter(({ closed }) => !closed);
  return new Map(
    open.map(({ code, year }) => {
      const those = years.get(code);
      return [code, those ? fateOf(code, year, { years: those, oldest: school.oldest }) : { kind: 'stays' }];
    }),
  );
}

interface Sorted {
  readonly groups: Groups;
  readonly fates: ReadonlyMap<FormCode, FormFate>;
  /** Forms that somebody is in afterwards. */
  readonly filled: ReadonlySet<FormCode | null>;
}

/** Every open form. One that had pupils and has none afterwards is closed, but not of the youngest year: joiners come. */
function formsAfter({ school }: RollOverAsk, { groups, fates, filled }: Sorted): readonly FormPlan[] {
  const going = [...groups.movers, ...groups.leavers];
  return school.forms
    .filter(({ closed }) => !closed)
    .map(({ id, code, year }): FormPlan => {
      const fate = fates.get(code) ?? { kind: 'stays' };
      const pupils = going.filter(({ pupil }) => pupil.form === code).length;
      const closes = pupils > 0 && !filled.has(code) && (year !== school.youngest || fate.kind === 'leaves');
      const shown = { id, code, pupils, closes };
      if (fate.kind === 'moves') return { ...shown, to: fate.to, year };
      return { ...shown, to: closes ? null : code, year: fate.kind === 'goes-up' ? year + 1 : year };
    });
}

const setForm = ({ id, code, year, closed }: Pick<EntryOf<'form'>, 'id' | 'code' | 'year' | 'closed'>): Step => ({
  does: 'form',
  record: SCHOOL_RECORD,
  commands: [{ name: 'form.set', args: { id, code, year, closed } }],
});

/** Before pupils move: the forms that they go to. */
function formsOpened({ school }: RollOverAsk, forms: readonly FormPlan[]): readonly Step[] {
  const open = new Set(forms.map(({ code }) => code));
  return forms.flatMap(({ to, year }) => {
    if (to === null || open.has(to)) return [];
    const id = school.forms.find(({ code }) => code === to)?.id ?? formEntryId(to);
    return [setForm({ id, code: to, year: year + 1, closed: false })];
  });
}

/** After they moved: named forms are a year further, empty ones closed. */
function formsEnded({ school }: RollOverAsk, forms: readonly FormPlan[]): readonly Step[] {
  const before = new Map(school.forms.map(({ id, year }) => [id, year]));
  return forms.flatMap(({ id, code, year, closes }) =>
    closes || year !== before.get(id) ? [setForm({ id, code, year, closed: closes })] : [],
  );
}

const outOfForm = (record: RecordId): Step => ({
  does: 'change',
  record,
  commands: [{ name: 'pupil.change', args: { form: null } }],
});

/** Out of the form too: whoever has that form next must not read the records of those who have left. */
function leaving({ record, pupil }: RosterPupil, last: IsoDate): Step {
  const to = pupil.to ?? last;
  return {
    does: 'leave',
    record,
    commands: [
      ...(pupil.to === null ? [{ name: 'pupil.leave', args: { to } } as const] : []),
      { name: 'pupil.change', args: { form: null } },
    ],
  };
}

const movingUp = ({ record, pupil }: RosterPupil, form: FormCode | null): Step => ({
  does: 'change',
  record,
  commands: [{ name: 'pupil.change', args: { year: pupil.year + 1, ...(form === pupil.form ? {} : { form }) } }],
});

const aheadOf = (movers: readonly RosterPupil[], from: IsoDate): readonly RosterPupil[] =>
  movers.filter(({ pupil, identity }) => identity?.born && pupil.year + 1 > usualYearGroup(identity.born, from));

/** Pupils with a date of birth, by whether their year is that of the new school year already. */
function byAge({ movers, leavers }: Groups, from: IsoDate) {
  const dated = [...movers, ...leavers].flatMap(({ pupil, identity }) =>
    identity?.born ? [usualYearGroup(identity.born, from) - pupil.year] : [],
  );
  return { dated: dated.length, there: dated.filter((years) => years <= 0).length };
}

function whyNot({ year, isDone }: RollOverAsk, groups: Groups): string | null {
  const name = schoolYearName(year);
  const from = schoolYearStart(year);
  if (isDone) return `The school is in ${name} already.`;
  const { dated, there } = byAge(groups, from);
  if (there * 2 > dated) {
    return `${there} of ${dated} pupils are already in the year group of their age in ${name}. Moving them up would put them a year ahead.`;
  }
  if (groups.movers.length + groups.leavers.length === 0) return 'There is nobody to move up.';
  return null;
}

function warningsOf({ school, year }: RollOverAsk, groups: Groups): readonly string[] {
  const { dated } = byAge(groups, schoolYearStart(year));
  const all = groups.movers.length + groups.leavers.length;
  const undated = all - dated;
  const formless = groups.movers.filter(({ pupil }) => pupil.form === null).length;
  const stillIn = groups.gone.filter(({ pupil }) => pupil.form !== null).length;
  const sixth = school.oldest > 11 ? groups.movers.filter(({ pupil }) => pupil.year === 11).length : 0;
  return [
    ...(undated * 2 > all && all > 0
      ? [
          `${plural(undated, 'pupil has', 'pupils have')} no date of birth here, so it cannot be seen by age whether they are in last year’s year groups. Look at the numbers below.`,
        ]
      : []),
    ...(sixth > 0
      ? [
          `${plural(sixth, 'pupil moves', 'pupils move')} from Year 11 to Year 12. Mark those who do not come back as left, by the next list of the whole school.`,
        ]
      : []),
    ...(formless > 0 ? [`${plural(formless, 'pupil has', 'pupils have')} no form, before or after.`] : []),
    ...(stillIn > 0
      ? [
          `${plural(stillIn, 'pupil', 'pupils')} who left earlier ${stillIn === 1 ? 'is' : 'are'} taken out of ${stillIn === 1 ? 'a form' : 'forms'} that others go into.`,
        ]
      : []),
  ];
}
