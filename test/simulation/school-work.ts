/** What is done to the school's own records on devices: its programme, terms and forms by the careers leader, visits by advisers too. */
import type { EntryOf } from '../../src/domain/record.ts';
import type { Act, Doing, Part } from './made-up-parts.ts';
import { SCHOOL_FACTS, PROGRAMME } from './school.ts';

/** A record of the school and what is done to it. */
interface Work {
  readonly record: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly make: (doing: Doing) => Omit<Act, 'name'> | null;
}

const words = ({ chance }: Doing) => `words ${chance.id().slice(-6)}`;
const sets = (entry: string, fields: Readonly<Record<string, unknown>>): readonly Part[] =>
  Object.entries(fields).map(([field, value]) => ({ kind: 'set', entry, field, value }));

const found = <K extends 'planned' | 'visit'>(
  { record, chance }: Doing,
  kind: K,
  which: (e: EntryOf<K>) => boolean,
) => {
  const all = Object.values(record.entries).filter((e): e is EntryOf<K> => e.kind === kind && which(e as EntryOf<K>));
  return all.length === 0 ? null : chance.pick(all.slice(-3));
};

const programme = (doing: Doing): Omit<Act, 'name'> => {
  const planned = doing.chance.happens(0.7) ? found(doing, 'planned', () => true) : null;
  const id = planned?.id ?? doing.chance.id();
  const set = { aim: words(doing), cancelled: doing.chance.happens(0.2) };
  const facts = {
    title: 'A talk',
    activity: 'careers-fair',
    date: doing.at.slice(0, 10),
    counts: ['5'],
    organisation: '',
    providers: [],
    tags: [],
    occupation: '',
    learned: '',
  };
  const made: readonly Part[] = planned ? [] : [{ kind: 'make', entry: id }];
  return { args: { id, facts, years: [10], form: null, ...set }, parts: [...made, ...sets(id, set)] };
};

/** May this person change the visit? An adviser their own. */
const isTheirs = ({ roles, person }: Doing, { adviser }: EntryOf<'visit'>) =>
  roles.includes('leader') || adviser === person;

const visit = (doing: Doing): Omit<Act, 'name'> => {
  const known = doing.chance.happens(0.7) ? found(doing, 'visit', (one) => isTheirs(doing, one)) : null;
  const id = known?.id ?? doing.chance.id();
  const set = { room: words(doing), closed: false };
  const rest = {
    adviser: known?.adviser ?? (doing.roles.includes('adviser') ? doing.person : 'adv'),
    date: doing.at.slice(0, 10),
    firstSlot: '09:00',
    slotMinutes: 40,
    slots: 6,
    breaks: [{ from: '11:00', minutes: 20 }],
  };
  const made: readonly Part[] = known ? [] : [{ kind: 'make', entry: id }];
  return { args: { id, ...rest, ...set }, parts: [...made, ...sets(id, set)] };
};

const closeVisit = (doing: Doing): Omit<Act, 'name'> | null => {
  const known = found(doing, 'visit', (one) => isTheirs(doing, one));
  const closed = doing.chance.happens(0.7);
  return known && { args: { id: known.id, closed }, parts: sets(known.id, { closed }) };
};

const terms = (doing: Doing): Omit<Act, 'name'> => {
  const set = { checked: doing.chance.happens(0.5) };
  return { args: { id: 'terms-2026', year: 2026, terms: [], ...set }, parts: sets('terms-2026', set) };
};
const form = (doing: Doing): Omit<Act, 'name'> => {
  const set = { closed: doing.chance.happens(0.5) };
  return { args: { id: 'form-10C', code: '10C', year: 10, ...set }, parts: sets('form-10C', set) };
};
const school = (doing: Doing): Omit<Act, 'name'> => {
  const set = { contact: words(doing) };
  return { args: { ...SCHOOL_FACTS, optionsYear: 9, occupations: 2, ...set }, parts: sets('school', set) };
};

const LEADERS = ['leader'];
const WORK: readonly Work[] = [
  { record: PROGRAMME, name: 'programme.set', roles: LEADERS, make: programme },
  { record: PROGRAMME, name: 'programme.set', roles: LEADERS, make: programme },
  { record: 'roster', name: 'visit.set', roles: ['leader', 'adviser'], make: visit },
  { record: 'roster', name: 'visit.close', roles: ['leader', 'adviser'], make: closeVisit },
  { record: 'school', name: 'terms.set', roles: LEADERS, make: terms },
  { record: 'school', name: 'form.set', roles: LEADERS, make: form },
  { record: 'school', name: 'school.set', roles: LEADERS, make: school },
];

/** What this person may do of it. */
export const schoolWorkOf = (roles: readonly string[]): readonly Work[] =>
  WORK.filter((work) => work.roles.some((role) => roles.includes(role)));
