/**
 * Who may write what, from the table of mutations of the design and from nothing of the product: what a server has applied
 * must have been somebody's right when it arrived, or fall under the one grace (what only adds, held when it was written).
 */
import type { Stored } from '../server-port.ts';
import { fail } from './broken.ts';
import type { Saved } from './ledger.ts';
import { same } from './same.ts';
import { isReadIn, lettersOf, londonDay, rolesOf, walkInsOn } from './truth.ts';
import type { Row } from './truth.ts';

/** Letters of the groups of which one is needed, by mutation. Mutations of the office are not judged here. */
export const NEEDS: Readonly<Record<string, string>> = {
  'interview.book': 'GL',
  'interview.move': 'GL',
  'interview.cancel': 'GL',
  'interview.did-not-attend': 'GL',
  'interview.decline': 'GL',
  'interview.reinstate': 'GL',
  'interview.start': 'N',
  'interview.finish': 'G',
  'interview.addendum': 'G',
  'interview.request': 'P',
  'note.add': 'G',
  'draft.write': 'N',
  'draft.set': 'N',
  'draft.step': 'N',
  'draft.discard': 'N',
  'step.add': 'TSGL',
  'step.change': 'TSGL',
  'step.close': 'TSGL',
  'step.reopen': 'TSGL',
  'step.claim': 'P',
  'followup.add': 'TSGL',
  'ask.raise': 'T',
  'ask.answer': 'GL',
  'activity.log': 'N',
  'activity.unlog': 'N',
  'activity.amend': 'TSGL',
  'experience.claim': 'P',
  'experience.confirm': 'TL',
  'experience.not-counted': 'TL',
  'experience.reflect': 'P',
  'lmi.use': 'PTGL',
  'application.add': 'PTGL',
  'application.change': 'PTGL',
  'la-sharing.set': 'PL',
  'support.set': 'SL',
  'adjustment.set': 'SGL',
  'adviser.name': 'L',
  'aspiration.write': 'PTGL',
  'intention.write': 'PTGL',
  'preparation.write': 'P',
  'concern.raise': 'P',
  'concern.answer': 'L',
  'entry.withdraw': 'PTSGL',
  'record.opened': 'TSGL',
  'unlisted.add': 'NG',
  'unlisted.close': 'L',
  'programme.set': 'N',
  'terms.set': 'N',
  'form.set': 'N',
  'school.set': 'N',
  'visit.set': 'N',
  'visit.close': 'N',
};
export const ADVISERS_ONLY = /^(draft\.|unlisted\.add|interview\.(start|finish))/;
const LEADERS_ONLY = /^(programme|terms|form|school)\./;
const VISITS = /^visit\./;
/** What only adds: the grace of those whose right has ended meanwhile. */
export const ADDS =
  /^(draft\.(write|set|step)|interview\.(finish|addendum|request)|note\.add|followup\.add|step\.claim|ask\.raise|concern\.raise|lmi\.use|application\.add|experience\.claim|activity\.log|record\.opened)$/;
const GRACE_DAYS = 60;
/** Walk-ins of an adviser in a day, caseload apart. */
export const WALK_INS_MOST = 10;

/** What came in the same request, and whether a server that was restored meanwhile had judged this one before. `placeOf`: where its entry is now. */
export interface Came {
  readonly alongside: readonly Saved[];
  readonly again: boolean;
  readonly placeOf: (saved: Saved, entry: string) => string;
}

/** The ledger has done it again already: it may have ended the very right by which it was done. */
const isDoneAlready = (saved: Saved, { entries }: Stored, { alongside, placeOf }: Came): boolean =>
  /^(entry\.withdraw|interview\.cancel)$/.test(saved.name) &&
  saved.parts.every((part) => {
    const entry = entries.get(placeOf(saved, part.entry))?.[part.entry] as Row | undefined;
    // What the ledger says of an entry is done to it as it comes.
    if (!entry) return alongside.some((one) => one.parts.some((p) => p.kind === 'make' && p.entry === part.entry));
    return part.kind === 'set' && same(entry[part.field], part.value);
  });

/** A mutation that was applied between two moments of the store was its author's to make. */
export function checkRight(saved: Saved, [before, after]: readonly [Stored, Stored], came: Came): void {
  const { alongside, again } = came;
  const { by, name, record, parts, day } = saved;
  if (again && isDoneAlready(saved, before, came)) return;
  const needs = NEEDS[name];
  if (needs === undefined || !before.entries.get(record)) return;
  const graceful = ADDS.test(name) && day < after.today;
  const then = graceful ? [{ ...before, today: day }] : [];
  const times = [before, after, ...then];
  // What had ended more than sixty days ago counts no more.
  const lately = { ...before, today: daysBefore(after.today, GRACE_DAYS) };
  const hadNotEnded = (letter: string) => day >= lately.today || lettersOf(lately, by, record).includes(letter);
  // A walk-in that came with it gives the right, though it may have been cancelled with it too.
  const walksIn = alongside.some((saved) => saved.record === record && saved.name === 'interview.start');
  const held = then.map((stored) => [...lettersOf(stored, by, record)].filter(hadNotEnded).join(''));
  const now = [before, after].map((stored) => lettersOf(stored, by, record));
  const letters = [...now, ...held].join('') + (walksIn ? 'G' : '');
  const holds = [...needs].some((letter) => letters.includes(letter));
  const hasRole = (role: string) => times.some((stored) => rolesOf(stored, by).includes(role));
  const advises = !ADVISERS_ONLY.test(name) || hasRole('adviser');
  if (!holds || !advises) fail(`TRESPASS ${name} by ${by} on ${record}, who holds "${letters}"`);
  if (isTooYoung(after, saved)) fail(`TRESPASS ${name} by ${by}, who is not 16 yet`);
  if (name === 'interview.start') checkWalkIn(saved, after);
  if (LEADERS_ONLY.test(name) && !hasRole('leader')) fail(`TRESPASS ${name} by ${by}`);
  if (VISITS.test(name) && !hasRole('leader'))
    for (const { entry } of parts)
      if (!hasRole('adviser') || after.entries.get(record)?.[entry]?.['adviser' as never] !== by)
        fail(`TRESPASS ${name} on ${entry} by ${by}`);
  for (const part of parts) {
    const entry = before.entries.get(record)?.[part.entry] as Row | undefined;
    const blind = part.kind === 'make' && part.blind === true;
    // Their own entry, when a server first took it: that it has been withdrawn after the restore comes after that.
    const wasTheirs = again && entry?.author === by;
    if (name === 'activity.amend' && !letters.includes('L') && entry && entry.author !== by)
      fail(`TRESPASS ${name} on ${part.entry}, which ${by} did not log`);
    if (entry && !blind && !wasTheirs && !isReadIn(letters, by, entry))
      fail(`TRESPASS ${name} on ${part.entry}, which ${by} does not read`);
  }
}

/** Nobody walks in with more pupils in a day than they may. */
function checkWalkIn({ by, record, parts }: Saved, after: Stored): void {
  for (const { entry } of parts) {
    const begun = after.entries.get(record)?.[entry]?.madeAt;
    if (begun !== undefined && walkInsOn(after, by, londonDay(begun)) > WALK_INS_MOST)
      fail(`TRESPASS walk-in ${entry} by ${by}, who had ${WALK_INS_MOST} that day`);
  }
}

/** From 16 on a pupil says what the local authority is told; nobody is older because their clock is fast. */
export function isTooYoung({ entries, today }: Stored, { name, by, record, day }: Saved): boolean {
  if (name !== 'la-sharing.set' || by !== record) return false;
  const born = (entries.get(record)?.['identity'] as Row | undefined)?.['born'] as string | undefined;
  if (born === undefined) return false;
  return (day < today ? day : today) < `${Number(born.slice(0, 4)) + 16}${born.slice(4)}`;
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
