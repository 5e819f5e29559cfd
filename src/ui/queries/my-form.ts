/**
 * The forms that the signed-in tutor has today, by the roster, and the one that the tutor's screens are about. A tutor of
 * two forms chooses once for all these screens; the choice is kept in memory only.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Digest } from '../../domain/digest.ts';
import { covers } from '../../domain/grants.ts';
import type { FormCode, PersonId } from '../../domain/ids.ts';
import { byForm, bySurname } from '../../domain/person-names.ts';
import type { IsoDate } from '../../domain/time.ts';
import { useToday } from './clock.ts';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { bothLoaded, mapLoaded } from './live.ts';
import { useDigests } from './records.ts';
import type { RosterView, SchoolFacts } from './school.ts';
import { useRoster, useSchool } from './school.ts';

/** A form as its tutor works with it. */
export interface MyForm {
  /** Null: the person is nobody's tutor today. */
  readonly form: FormCode | null;
  /** All forms of the person today, their own before those they cover. */
  readonly forms: readonly FormCode[];
  readonly choose: (form: FormCode) => void;
  /** The pupils of the form who are here today, as in a register. */
  readonly pupils: readonly Digest[];
  readonly school: SchoolFacts;
  readonly today: IsoDate;
}

let chosen: FormCode | null = null;
const watchers = new Set<() => void>();
const choose = (form: FormCode): void => {
  chosen = form;
  for (const watcher of watchers) watcher();
};

/** The tutor's form with its pupils. */
export function useMyForm(): Loaded<MyForm> {
  const { session } = useHouse();
  const today = useToday();
  const wanted = useChosen();
  const digests = useDigests();
  const rest = bothLoaded(useRoster(), useSchool());
  const roster = rest.state === 'ready' ? rest.value[0] : null;
  const forms = roster && session.roles.includes('tutor') ? formsOf(roster, session.person, today) : NONE;
  const form = forms.find((code) => code === wanted) ?? forms[0] ?? null;
  const all = digests.state === 'ready' ? digests.value : null;
  const pupils = useMemo(() => pupilsOf(all ?? [], form, today), [all, form, today]);
  return mapLoaded(bothLoaded(digests, rest), ([, [, school]]) => ({ form, forms, choose, pupils, school, today }));
}

const NONE: readonly FormCode[] = [];

/** The forms that a person has on a day, their own before cover. */
function formsOf(roster: RosterView, person: PersonId, today: IsoDate): readonly FormCode[] {
  const mine = roster.tutors.filter((entry) => entry.person === person && covers(entry, today));
  const sorted = mine.toSorted((a, b) => Number(a.cover) - Number(b.cover) || byForm(a.form, b.form));
  return [...new Set(sorted.map((entry) => entry.form))];
}

function pupilsOf(digests: readonly Digest[], form: FormCode | null, today: IsoDate): readonly Digest[] {
  const here = digests.flatMap((digest) => {
    const { pupil } = digest;
    return pupil !== null && pupil.form === form && covers(pupil, today) ? [{ digest, pupil }] : [];
  });
  return here.toSorted((a, b) => bySurname(a.pupil, b.pupil)).map(({ digest }) => digest);
}

function useChosen(): FormCode | null {
  const [form, setForm] = useState(chosen);
  useEffect(() => {
    const changed = () => setForm(chosen);
    watchers.add(changed);
    return () => void watchers.delete(changed);
  }, []);
  return form;
}
