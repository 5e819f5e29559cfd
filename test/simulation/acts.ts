/** What people do: which mutation somebody makes, by chance, by their groups and by the mood of the history. */
import type { Act, Doing } from './made-up-parts.ts';
import { GENERATORS } from './mutations-made-up.ts';
import { NEW_NAME } from './server-port.ts';

/** Who does what, in which groups: from the table of who may do what. Common things come more than once. */
const HABITS: Readonly<Record<string, readonly string[]>> = {
  G: [
    'interview.book',
    'interview.move',
    'interview.cancel',
    'interview.did-not-attend',
    'interview.decline',
    'interview.reinstate',
    'ask.answer',
    'adjustment.set',
    'lmi.use',
    'application.add',
    'application.change',
    'aspiration.write',
    'intention.write',
    'step.add',
    'step.change',
    'step.close',
    'step.reopen',
    'followup.add',
    'interview.addendum',
    'note.add',
    'entry.withdraw',
    'record.opened',
  ],
  L: [
    'interview.book',
    'interview.cancel',
    'ask.answer',
    'adjustment.set',
    'support.set',
    'la-sharing.set',
    'adviser.name',
    'concern.answer',
    'step.change',
    'experience.confirm',
    'experience.not-counted',
    'entry.withdraw',
    'entry.withdraw',
    'intention.write',
    'application.change',
    'aspiration.write',
    'followup.add',
    'record.opened',
  ],
  T: [
    'step.add',
    'step.change',
    'step.close',
    'step.reopen',
    'followup.add',
    'ask.raise',
    'experience.confirm',
    'experience.not-counted',
    'lmi.use',
    'application.change',
    'aspiration.write',
    'intention.write',
    'entry.withdraw',
    'record.opened',
  ],
  S: [
    'step.add',
    'step.change',
    'step.close',
    'followup.add',
    'support.set',
    'adjustment.set',
    'entry.withdraw',
    'record.opened',
  ],
  P: [
    'interview.request',
    'preparation.write',
    'preparation.write',
    'experience.claim',
    'experience.reflect',
    'experience.reflect',
    'step.claim',
    'concern.raise',
    'la-sharing.set',
    'lmi.use',
    'application.add',
    'application.change',
    'aspiration.write',
    'aspiration.write',
    'intention.write',
    'entry.withdraw',
  ],
  N: [],
};

/** What people of several groups set, each over the other's. */
const CONTESTED = [
  'intention.write',
  'step.change',
  'application.change',
  'adjustment.set',
  'support.set',
  'la-sharing.set',
  'interview.cancel',
];

/** One thing that this person may do to this record, or null when chance chose what cannot be done now. */
export function act(doing: Doing): Act | null {
  const { groups, roles, chance, novel, contested } = doing;
  if (novel && groups.some((group) => HABITS[group]?.includes(NEW_NAME)) && chance.happens(0.35))
    return named(NEW_NAME, doing);
  const habits = groups.flatMap((group) => HABITS[group] ?? []);
  const typed = doing.typing && chance.happens(0.7) ? whatTheyType(doing, habits) : undefined;
  if (typed !== undefined) return named(typed, doing);
  const rivals = CONTESTED.filter((name) => habits.includes(name));
  if (contested && rivals.length > 0 && chance.happens(0.4)) return named(chance.pick(rivals), doing);
  const isAdviser = roles.includes('adviser');
  const guides = isAdviser && groups.includes('G');
  if (isAdviser && chance.happens(0.45)) {
    const typing = [
      'draft.write',
      'draft.write',
      'draft.write',
      'draft.write',
      'draft.set',
      'draft.step',
      'draft.discard',
    ];
    return named(
      chance.pick([...typing, 'interview.start', ...(guides ? ['interview.finish', 'interview.finish'] : [])]),
      doing,
    );
  }
  if (groups.includes('N') && chance.happens(0.05))
    return named(groups.length > 1 && chance.happens(0.3) ? 'activity.amend' : 'activity.unlog', doing);
  return habits.length === 0 ? null : named(chance.pick(habits), doing);
}

/** The text that this person types most. */
const whatTheyType = ({ roles }: Doing, habits: readonly string[]): string | undefined =>
  roles.includes('adviser')
    ? 'draft.write'
    : ['preparation.write', 'aspiration.write'].find((name) => habits.includes(name));

function named(name: string, doing: Doing): Act | null {
  const found = GENERATORS[name]?.(doing);
  return found ? { name, ...found } : null;
}
