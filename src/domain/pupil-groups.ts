/**
 * Groups of pupils whose figures are looked at beside everybody else's: those that the register and the support entry name,
 * a form, and who was absent from the last activity. Source: policy 3.5, 4.4.1, 5.3.2.
 */
import type { Digest } from './digest.ts';
import type { FormCode } from './ids.ts';
import type { IsoDate } from './time.ts';

/** Groups that every school has, in the order in which they are shown. */
export const KNOWN_GROUPS = [
  'pupil-premium',
  'send',
  'ehcp',
  'looked-after',
  'eal',
  'girls',
  'boys',
  'absent',
] as const;
/** One of them. */
export type KnownGroup = (typeof KNOWN_GROUPS)[number];
/** The groups that whole-school figures tell of: those that the register and the support entry name. */
export const FIGURE_GROUPS = ['pupil-premium', 'send', 'ehcp', 'looked-after', 'eal', 'girls', 'boys'] as const;
/** One of them. */
export type FigureGroup = (typeof FIGURE_GROUPS)[number];
/** A group as it stands in an address: "send", "form-10B". */
export type PupilGroup = KnownGroup | `form-${string}`;

const NAMES: Readonly<Record<KnownGroup, string>> = {
  'pupil-premium': 'Pupil premium',
  send: 'SEND',
  ehcp: 'EHCP',
  'looked-after': 'Looked after',
  eal: 'EAL',
  girls: 'Girls',
  boys: 'Boys',
  absent: 'Absent from the last activity',
};

const FORM = 'form-';

/** The group of a form. */
export const formGroup = (form: FormCode): PupilGroup => `${FORM}${form}`;

/** "Pupil premium", "Form 10B". */
export const groupName = (group: PupilGroup): string =>
  isForm(group) ? `Form ${group.slice(FORM.length)}` : NAMES[group];

/** The group that an address names; null for anything else. */
export function groupNamed(text: string | undefined): PupilGroup | null {
  if (text === undefined) return null;
  const known = KNOWN_GROUPS.find((group) => group === text);
  return known ?? (text.length > FORM.length && isForm(text) ? text : null);
}

const isForm = (text: string): text is `form-${string}` => text.startsWith(FORM);

/** Is the pupil in the group on this day? */
export function isInGroup(group: PupilGroup, digest: Digest, today: IsoDate): boolean {
  return isForm(group) ? digest.pupil?.form === group.slice(FORM.length) : TESTS[group](digest, today);
}

const TESTS: Readonly<Record<KnownGroup, (digest: Digest, today: IsoDate) => boolean>> = {
  'pupil-premium': ({ support }) => support?.pupilPremium ?? false,
  // SEN support and EHC plans together.
  send: ({ support }) => (support?.sen ?? 'N') !== 'N',
  ehcp: ({ support }) => support?.sen === 'E',
  'looked-after': ({ support }) => support?.lookedAfter ?? false,
  eal: ({ eal }) => eal ?? false,
  girls: ({ sex }) => sex === 'F',
  boys: ({ sex }) => sex === 'M',
  absent: wasAbsent,
};

/** Absent on the last day on which staff logged an activity for this pupil. */
function wasAbsent({ experiences }: Digest, today: IsoDate): boolean {
  const held = experiences.filter(({ status, facts }) => status === 'confirmed' && facts.date <= today);
  const last = held.reduce<IsoDate | null>((day, { facts }) => (day && day >= facts.date ? day : facts.date), null);
  return held.some(({ facts, attended }) => facts.date === last && !attended);
}
