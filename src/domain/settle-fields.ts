/** The changes that settle a difference of fields. Apart from what finds differences, which every list needs. */
import type { FieldDifference, SetEntry } from './field-differences.ts';
import type { ArgsOf, MutationName } from './mutations/registry.ts';
import type { EntryOf } from './record.ts';
import type { IsoDate } from './time.ts';

/** A change by name. */
type Setting = { readonly [N in MutationName]: { readonly name: N; readonly args: ArgsOf<N> } }[MutationName];

/** The changes that set the fields of a difference to those of `chosen`, one of its two sides; none where that cannot be said. */
export function settleFields({ fields }: FieldDifference, chosen: SetEntry, today: IsoDate): readonly Setting[] {
  const has = (...names: readonly string[]) => names.some((name) => fields.has(name));
  switch (chosen.kind) {
    case 'step': {
      const { id, what, who, due, tutorChecks } = chosen;
      const facts: Setting = { name: 'step.change', args: { id, to: { what, who, due, tutorChecks } } };
      return [
        ...(has('what', 'who', 'due', 'tutorChecks') ? [facts] : []),
        ...(has('status', 'why', 'closedOn') ? [stepStatus(chosen, today)] : []),
      ];
    }
    case 'interview':
      return bookingSettings(chosen, has);
    case 'experience':
      return experienceStatus(chosen);
    case 'intention': {
      const { route, detail, backUp } = chosen;
      return [{ name: 'intention.write', args: { route, detail, backUp } }];
    }
    case 'application': {
      const { id, provider, course, route, status, appliedOn, interviewOn, offeredOn } = chosen;
      const to = { provider, course, route, status, appliedOn, interviewOn, offeredOn };
      return [{ name: 'application.change', args: { id, to } }];
    }
    case 'la-sharing': {
      const { decision, decidedBy, decidedOn, how } = chosen;
      return [{ name: 'la-sharing.set', args: { decision, decidedBy, decidedOn, how } }];
    }
    case 'adjustment':
      return [{ name: 'adjustment.set', args: { words: chosen.words } }];
  }
}

function bookingSettings(
  chosen: EntryOf<'interview'>,
  has: (...names: readonly string[]) => boolean,
): readonly Setting[] {
  const { id, adviser, date, from, minutes, place, visit } = chosen;
  const slot: Setting = { name: 'interview.move', args: { id, adviser, date, from, minutes, place, visit } };
  const ended = bookingStatus(chosen);
  return [
    ...(has('adviser', 'date', 'from', 'minutes', 'place', 'visit') ? [slot] : []),
    ...(has('status', 'why') && ended ? [ended] : []),
  ];
}

function stepStatus({ id, status, why, closedOn }: EntryOf<'step'>, today: IsoDate): Setting {
  return status === 'done' || status === 'not-needed'
    ? { name: 'step.close', args: { id, as: status, why, on: closedOn ?? today } }
    : { name: 'step.reopen', args: { id, as: status } };
}

function bookingStatus({ id, status, why }: EntryOf<'interview'>): Setting | null {
  switch (status) {
    case 'booked':
      return { name: 'interview.reinstate', args: { id, why } };
    case 'cancelled':
      return { name: 'interview.cancel', args: { id, why } };
    case 'did-not-attend':
      return { name: 'interview.did-not-attend', args: { id, why } };
    case 'declined':
      return { name: 'interview.decline', args: { id, why } };
    case 'finished':
      return null;
  }
}

function experienceStatus({ id, status, why }: EntryOf<'experience'>): readonly Setting[] {
  if (status === 'confirmed') return [{ name: 'experience.confirm', args: { id } }];
  return status === 'not-counted' && why ? [{ name: 'experience.not-counted', args: { id, why } }] : [];
}
