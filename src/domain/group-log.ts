/**
 * An activity logged for many: who would be logged as there and who as absent, who has it already, who is still to catch up,
 * and pupils named by a pasted list. Source: policy 5.8.4, 5.8.5, 5.9.2 (encounters are recorded for each pupil).
 */
import { standingOf } from './activities.ts';
import type { Digest, ExperienceDigest } from './digest.ts';
import type { EntryId, RecordId } from './ids.ts';
import { fullName } from './person-names.ts';
import { plain } from './plain-words.ts';

/** How many pupils one log can be for: what a server takes as one act. */
export const MOST_AT_ONCE = 400;

/** What a log of an activity would do for some pupils. */
export interface GroupLog {
  readonly there: readonly Digest[];
  readonly absent: readonly Digest[];
  /** Logged before, there or absent: nothing is done for them. */
  readonly already: readonly Digest[];
}

/** Everybody is there who is not said to be absent. Who was logged before stays as they are; a pupil twice counts once. */
export function groupLog(pupils: readonly Digest[], activity: EntryId, absent: ReadonlySet<RecordId>): GroupLog {
  const once = [...new Map(pupils.map((digest) => [digest.record, digest])).values()];
  const fresh = once.filter((digest) => standingOf(digest, activity) === 'not-logged');
  return {
    there: fresh.filter(({ record }) => !absent.has(record)),
    absent: fresh.filter(({ record }) => absent.has(record)),
    already: once.filter((digest) => standingOf(digest, activity) !== 'not-logged'),
  };
}

/** Why so many cannot be logged at once, and what to do; null where they can. */
export const tooMany = ({ there, absent }: Pick<GroupLog, 'there' | 'absent'>): string | null =>
  there.length + absent.length > MOST_AT_ONCE
    ? `That is ${there.length + absent.length} pupils. At most ${MOST_AT_ONCE} can be logged at once: log one year group after another. It stays one activity.`
    : null;

/** An activity as it has been logged for all pupils together. */
export interface LoggedActivity {
  readonly id: EntryId;
  readonly facts: ExperienceDigest['facts'];
  readonly there: number;
  readonly absent: number;
}

/** Every activity that staff have logged for somebody, by id. What pupils claim alone is none, nor what does not count. */
export function loggedActivities(digests: readonly Digest[]): ReadonlyMap<EntryId, LoggedActivity> {
  const found = new Map<EntryId, LoggedActivity>();
  for (const { id, facts, attended, status } of digests.flatMap(({ experiences }) => experiences)) {
    if (status !== 'confirmed') continue;
    const { there, absent } = found.get(id) ?? { there: 0, absent: 0 };
    found.set(id, { id, facts, there: there + Number(attended), absent: absent + Number(!attended) });
  }
  return found;
}

/** How an activity stands with the pupils that it was for. */
export interface Attendance {
  readonly there: readonly Digest[];
  /** Expected, and absent or not logged: who is to catch up. */
  readonly missed: readonly { readonly digest: Digest; readonly standing: 'absent' | 'not-logged' }[];
}

/** Of all pupils who have it and those for whom it was planned. */
export function attendanceOf(activity: EntryId, all: readonly Digest[], expected: readonly Digest[]): Attendance {
  const wanted = new Set(expected.map(({ record }) => record));
  const standings = all.map((digest) => ({ digest, standing: standingOf(digest, activity) }));
  return {
    there: standings.filter(({ standing }) => standing === 'there').map(({ digest }) => digest),
    missed: standings.flatMap(({ digest, standing }) =>
      standing === 'absent' || (standing === 'not-logged' && wanted.has(digest.record)) ? [{ digest, standing }] : [],
    ),
  };
}

/** Pupils of a list of names, a name a line. */
export interface NamedPupils {
  readonly found: readonly Digest[];
  /** How many lines name somebody who was named before. */
  readonly twice: number;
  /** Lines that nobody is called. */
  readonly unknown: readonly string[];
  /** Lines that several pupils are called: with their form they are told apart. */
  readonly unclear: readonly string[];
}

/** Finds "Aisha Khan", "Khan, Aisha" and "Khan Aisha 10B" among these pupils; capitals and accents aside. */
export function namedPupils(text: string, pupils: readonly Digest[]): NamedPupils {
  const byName = new Map<string, Digest[]>();
  for (const digest of pupils) for (const key of keysOf(digest)) byName.set(key, [...(byName.get(key) ?? []), digest]);
  const lines = text.split(/[\n;]/).map((line) => line.trim());
  const asked = lines
    .filter((line) => wordsOf(line) !== '')
    .map((line) => ({ line, found: byName.get(wordsOf(line)) ?? [] }));
  const clear = asked.flatMap(({ found: [first, ...others] }) => (first && others.length === 0 ? [first] : []));
  const found = [...new Set(clear)];
  return {
    found,
    twice: clear.length - found.length,
    unknown: asked.filter((one) => one.found.length === 0).map(({ line }) => line),
    unclear: asked.filter((one) => one.found.length > 1).map(({ line }) => line),
  };
}

/** The name alone, and the name with the form. */
const keysOf = ({ pupil }: Digest): readonly string[] =>
  pupil ? [wordsOf(fullName(pupil)), ...(pupil.form ? [wordsOf(`${fullName(pupil)} ${pupil.form}`)] : [])] : [];

/** The words of a line in an order of their own: "Khan, Aisha" is "Aisha Khan". */
const wordsOf = (line: string): string =>
  plain(line)
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '')
    .toSorted()
    .join(' ');
