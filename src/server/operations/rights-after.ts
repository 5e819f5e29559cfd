/** Who reads what once the steps of an operation are done, reckoned without doing them. */
import type { RosterFacts } from '../../domain/grants.ts';
import { grantsChange } from '../../domain/grants-change.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { EntryOf } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { GrantsShown } from '../../protocol/roster-operations.ts';
import type { Command, Step } from './step.ts';

/** A duty of the record "roster". */
export type Duty = EntryOf<'tutor'> | EntryOf<'caseload'> | EntryOf<'pastoral'>;

/** What rights rest on now. */
export interface Rights {
  readonly facts: RosterFacts;
  readonly duties: readonly Duty[];
  readonly names: ReadonlyMap<PersonId, string>;
}

/** Names that are listed; a school has some tens of tutors. */
const NAMES_MAX = 200;

/** What the steps would change in who reads what on this day, for the preview. */
export function grantsAfter(rights: Rights, steps: readonly Step[], day: IsoDate): GrantsShown {
  return grantsChange(rights.facts, factsAfter(rights, steps), day).map(({ group, loses, gains }) => ({
    group,
    loses: { people: loses.people.length, records: loses.records },
    gains: { people: gains.people.length, records: gains.records },
    names: loses.people.flatMap((person) => rights.names.get(person) ?? []).slice(0, NAMES_MAX),
  }));
}

type Of<K extends Duty['kind']> = Pick<EntryOf<K>, 'kind' | 'id' | 'person' | 'from' | 'to'> &
  (K extends 'tutor' ? Pick<EntryOf<'tutor'>, 'form'> : Pick<EntryOf<'caseload'>, 'years'>);
type DutyFacts = Of<'tutor'> | Of<'caseload'> | Of<'pastoral'>;

function factsAfter({ facts, duties }: Rights, steps: readonly Step[]): RosterFacts {
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.record, pupil]));
  const held = new Map<string, DutyFacts>(duties.map((duty) => [duty.id, duty]));
  for (const { record, commands } of steps) {
    for (const command of commands) {
      const pupil = pupilAfter(pupils.get(record), command);
      if (pupil) pupils.set(record, { ...pupil, record });
      const duty = dutyAfter(held, command);
      if (duty) held.set(duty.id, duty);
    }
  }
  const of = <K extends Duty['kind']>(kind: K) =>
    [...held.values()].filter((duty): duty is Extract<DutyFacts, { readonly kind: K }> => duty.kind === kind);
  return {
    ...facts,
    pupils: [...pupils.values()],
    tutors: of('tutor'),
    caseloads: of('caseload'),
    pastoral: of('pastoral'),
  };
}

type PupilFacts = Omit<RosterFacts['pupils'][number], 'record'>;

function pupilAfter(before: PupilFacts | undefined, { name, args }: Command): PupilFacts | undefined {
  if (name === 'pupil.enrol') return { year: args.year, form: args.form, from: args.from, to: args.to };
  if (!before) return undefined;
  if (name === 'pupil.leave') return { ...before, to: args.to };
  if (name !== 'pupil.change') return undefined;
  return { ...before, year: args.year ?? before.year, form: args.form === undefined ? before.form : args.form };
}

function dutyAfter(held: ReadonlyMap<string, DutyFacts>, { name, args }: Command): DutyFacts | undefined {
  if (name === 'roster.tutor') return { kind: 'tutor', ...args };
  if (name === 'roster.caseload') return { kind: 'caseload', ...args };
  if (name === 'roster.pastoral') return { kind: 'pastoral', ...args };
  const duty = name === 'roster.end' ? held.get(args.id) : undefined;
  return duty && name === 'roster.end' ? { ...duty, to: args.to } : undefined;
}
