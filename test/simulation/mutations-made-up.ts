/**
 * Mutations with made-up arguments, made of what a person sees. Each says in `parts`, in words of its own, what must become
 * of it, so that the oracle need not ask the product.
 */
import type { Entry, EntryOf } from '../../src/domain/record.ts';
import { INTERVIEW_GENERATORS } from './made-up-interviews.ts';
import type { Act, Doing, Generator } from './made-up-parts.ts';
import { all, facts, made, sets, some, step, typed, words } from './made-up-parts.ts';

const application = (doing: Doing) => ({
  provider: words(doing),
  course: '',
  route: 'college',
  status: 'thinking',
  appliedOn: null,
  interviewOn: null,
  offeredOn: null,
});

const onStep =
  (how: (doing: Doing, found: EntryOf<'step'>) => Omit<Act, 'name'>): Generator =>
  (doing) => {
    const found = some(doing, 'step');
    return found && how(doing, found);
  };

/** One of each kind of mutation, by name; null when there is nothing to do it to. */
export const GENERATORS: Readonly<Record<string, Generator>> = {
  ...INTERVIEW_GENERATORS,
  'step.add': (doing) => made(doing.chance.id(), step(doing)),
  'step.change': onStep((doing, { id }) => {
    const what = words(doing);
    return { args: { id, to: { what } }, parts: sets(id, { what }) };
  }),
  'step.close': onStep((doing, { id }) => ({
    args: { id, as: 'done', why: null, on: doing.at.slice(0, 10) },
    parts: sets(id, { status: 'done' }),
  })),
  'step.reopen': onStep((_, { id }) => ({ args: { id, as: 'to-do' }, parts: sets(id, { status: 'to-do' }) })),
  'followup.add': onStep((doing, found) => {
    const id = doing.chance.id();
    return {
      args: { id, step: found.id, words: words(doing) },
      parts: [{ kind: 'make', entry: id }, ...sets(found.id, { status: 'talked' })],
    };
  }),
  'step.claim': onStep((doing, found) =>
    made(doing.chance.id(), { step: found.id, says: 'claims-done', words: words(doing) }),
  ),
  'ask.raise': (doing) => made(doing.chance.id(), { to: 'adviser', words: words(doing) }),
  'ask.answer': (doing) => {
    const ask = some(doing, 'ask');
    const answer = words(doing);
    return ask && { args: { id: ask.id, answer }, parts: sets(ask.id, { answer }) };
  },
  'activity.unlog': (doing) => {
    const own = some(doing, 'experience', (found) => found.author === doing.person);
    return own && { args: { activity: own.id }, parts: [] };
  },
  'activity.amend': (doing) => {
    const own = some(doing, 'experience', (e) => e.author === doing.person || doing.groups.includes('L'));
    if (!own) return null;
    const { learned: _, ...amended } = facts(doing);
    return {
      args: { activity: own.id, facts: amended },
      parts: sets(own.id, { facts: { ...amended, learned: own.facts.learned } }),
    };
  },
  'experience.claim': (doing) => made(doing.chance.id(), { facts: facts(doing) }),
  'experience.confirm': (doing) => {
    const found = some(doing, 'experience');
    return found && { args: { id: found.id }, parts: sets(found.id, { status: 'confirmed' }) };
  },
  'experience.not-counted': (doing) => {
    const found = some(doing, 'experience');
    return found && { args: { id: found.id, why: 'no' }, parts: sets(found.id, { status: 'not-counted' }) };
  },
  'experience.reflect': (doing) => {
    const found = some(doing, 'experience');
    if (!found) return null;
    const { write, part } = typed(doing, found.id, found.reflection.heads);
    return { args: { id: found.id, write }, parts: [part] };
  },
  'lmi.use': (doing) =>
    made(doing.chance.id(), { source: 'survey', decision: words(doing), date: doing.at.slice(0, 10) }),
  'application.add': (doing) => made(doing.chance.id(), application(doing)),
  'application.change': (doing) => {
    const found = some(doing, 'application');
    const to = { provider: words(doing), status: doing.chance.pick(['applied', 'interview', 'offer']) };
    return found && { args: { id: found.id, to }, parts: sets(found.id, to) };
  },
  'la-sharing.set': (doing) => {
    const day = doing.at.slice(0, 10);
    const decision = doing.chance.pick(['yes', 'no', 'no-reply'] as const);
    const args = { decision, decidedBy: null, decidedOn: day, how: 'form' };
    return { args, parts: sets('la-sharing', { decision }) };
  },
  'support.set': (doing) => {
    const outcomes = words(doing);
    const args = { sen: 'E', pupilPremium: true, lookedAfter: false, outcomes };
    return { args, parts: sets('support', { outcomes }) };
  },
  'adjustment.set': (doing) => {
    const args = { words: words(doing) };
    return { args, parts: sets('adjustment', args) };
  },
  'adviser.name': (doing) => {
    const args = { adviser: doing.chance.pick(['adv', 'ad2']) };
    return { args, parts: sets('adviser', args) };
  },
  'aspiration.write': (doing) => {
    const { write, part } = typed(doing, 'aspiration', some(doing, 'aspiration')?.words.heads ?? []);
    return { args: { write }, parts: [part] };
  },
  'intention.write': (doing) => {
    const detail = words(doing);
    return { args: { route: 'college', detail, backUp: '' }, parts: sets('intention', { detail }) };
  },
  'preparation.write': (doing) => {
    const text = doing.chance.pick(['ideas', 'worries'] as const);
    const { write, part } = typed(doing, 'preparation', some(doing, 'preparation')?.[text].heads ?? []);
    return { args: { text, write }, parts: [part] };
  },
  'concern.raise': (doing) => made(doing.chance.id(), { on: null, words: words(doing), should: '' }),
  'concern.answer': (doing) => {
    const concern = some(doing, 'concern');
    const answer = words(doing);
    return concern && { args: { id: concern.id, answer }, parts: sets(concern.id, { answer }) };
  },
  'record.opened': () => ({ args: {}, parts: [] }),
  'entry.withdraw': (doing) => {
    const isOwn = (entry: Entry) => entry.author === doing.person || doing.groups.includes('L');
    const found = all(doing).filter(
      (entry) => isOwn(entry) && entry.id !== entry.kind && entry.readers.length > 0 && !entry.withdrawn,
    );
    if (found.length === 0) return null;
    return withdrawal(doing.chance.pick(found.slice(-3)));
  },
};

const withdrawal = ({ id }: Entry): Omit<Act, 'name'> => ({
  args: { id, reason: 'wrong pupil' },
  parts: sets(id, { readers: ['L'] }),
});

/** What the careers leader takes away of what others made last. */
export function withdrawNewest(doing: Doing): Act | null {
  const newest = all(doing)
    .filter((e) => e.author !== doing.person && e.id !== e.kind && e.readers.length > 0 && !e.withdrawn)
    .toSorted((a, b) => a.madeAt.localeCompare(b.madeAt))
    .at(-1);
  return newest ? { name: 'entry.withdraw', ...withdrawal(newest) } : null;
}

/** An activity logged for one pupil of several: the same activity, its own record. */
export function log(activity: { readonly id: string; readonly facts: unknown }, attended: boolean): Act {
  return {
    name: 'activity.log',
    args: { activity: activity.id, facts: activity.facts, attended },
    parts: [{ kind: 'make', entry: activity.id, blind: true }],
  };
}

/** An activity that may be logged. */
export const activity = (doing: Pick<Doing, 'chance' | 'at'>) => ({
  id: doing.chance.id(),
  facts: facts({ ...doing } as Doing),
});
