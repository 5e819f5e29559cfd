/**
 * Differences of fields: a status, a date or a line that somebody set and somebody else, who did not know of it, set otherwise
 * (`replaced`, entry.ts). The last one stands; both are shown until one who may set it says which. Source: design, domain.
 */
import type { EntryBase } from './entry.ts';
import type { PersonId } from './ids.ts';
import type { ArgsOf, MutationName } from './mutations/registry.ts';
import type { CareersRecord, EntryOf } from './record.ts';
import type { Instant, IsoDate } from './time.ts';

/** The kinds whose fields people set without knowing of each other, and that can be told apart in words. */
const KINDS = ['step', 'interview', 'experience', 'intention', 'adjustment'] as const;
export type SetKind = (typeof KINDS)[number];
/** One entry of such a kind. */
export type SetEntry = { readonly [K in SetKind]: EntryOf<K> }[SetKind];

/** One entry as it stands and as somebody else had set it. */
export interface FieldDifference {
  readonly standing: SetEntry;
  /** The same entry with the values that were replaced. */
  readonly earlier: SetEntry;
  readonly fields: ReadonlySet<string>;
  /** Who had set the earlier values, and when. */
  readonly by: PersonId;
  readonly at: Instant;
}

const isSet = (entry: EntryBase & { readonly kind: string }): entry is SetEntry =>
  (KINDS as readonly string[]).includes(entry.kind);

/** The differences of fields in a record as somebody sees it: one for each entry and each person who had set something. */
export function fieldDifferencesIn(view: CareersRecord): readonly FieldDifference[] {
  return Object.values(view.entries).flatMap((entry) => {
    if (!entry.replaced || entry.withdrawn !== undefined || !isSet(entry)) return [];
    return differencesOf(entry);
  });
}

/** Fields that say nothing by themselves: the day of a closing, the visit of a slot. */
const BESIDE = new Set(['closedOn', 'visit']);

function differencesOf(standing: SetEntry): readonly FieldDifference[] {
  const replaced = Object.entries(standing.replaced ?? {});
  const people = new Set(replaced.map(([, { by }]) => by));
  return [...people].flatMap((by) => {
    const theirs = replaced.filter(([, one]) => one.by === by);
    if (theirs.every(([field]) => BESIDE.has(field))) return [];
    const values = Object.fromEntries(theirs.map(([field, { value }]) => [field, value]));
    const at = theirs.map(([, one]) => one.at).reduce((a, b) => (a > b ? a : b));
    const earlier = { ...standing, ...values, by, at } as SetEntry;
    return [{ standing, earlier, fields: new Set(Object.keys(values)), by, at }];
  });
}

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
    case 'interview': {
      const { id, adviser, date, from, minutes, place, visit } = chosen;
      const slot: Setting = { name: 'interview.move', args: { id, adviser, date, from, minutes, place, visit } };
      const ended = bookingStatus(chosen);
      return [
        ...(has('adviser', 'date', 'from', 'minutes', 'place', 'visit') ? [slot] : []),
        ...(has('status', 'why') && ended ? [ended] : []),
      ];
    }
    case 'experience':
      return experienceStatus(chosen);
    case 'intention': {
      const { route, detail, backUp } = chosen;
      return [{ name: 'intention.write', args: { route, detail, backUp } }];
    }
    case 'adjustment':
      return [{ name: 'adjustment.set', args: { words: chosen.words } }];
  }
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
