/** The state of "Book interviews": the days, who is chosen, who is in which slot; what fills, books and takes back. */
import { useState } from 'preact/hooks';
import { bookingsOf } from '../../../../domain/bookings.ts';
import { plural, shortDate } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { PersonId, RecordId } from '../../../../domain/ids.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { selectPupils, selectedPupils } from '../../../queries/selection.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import type { DaySettings } from './day.ts';
import { bookingChanges, inNeed, linesOf } from './day.ts';
import type { Ahead } from './days-ahead.ts';
import { dayOf, nextDay, visitOn } from './days-ahead.ts';
import type { Diary, Place, PlannedDay } from './plan.ts';
import { fillPlan, placeIn, placedIn, slotsOn } from './plan.ts';

/** What the page stands on. */
export interface BookFacts {
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly digests: readonly Digest[];
  /** Staff with the role of careers adviser, at least one. */
  readonly advisers: readonly { readonly id: string; readonly name: string }[];
}

/** Whom the days are filled from: the pupils chosen on another page, all in order of need, a year, or a form. */
export type Scope = 'chosen' | 'all' | `year ${number}` | `form ${string}`;

/** Starts on the adviser who is here next, with the pupils chosen before, if any, filled in: as many days as they need. */
export function useBooking(facts: BookFacts) {
  const { roster, digests } = facts;
  const { newId } = useHouse();
  const today = useToday();
  const save = useSaveAct();
  const diary = diaryOf(facts);
  const need = inNeed(digests, today);
  // Who is booked already, or has left, was chosen for nothing.
  const [wanted, setWanted] = useState<readonly RecordId[]>(() =>
    selectedPupils().filter((id) => need.some(({ record }) => record === id)),
  );
  const [passedOver, setPassedOver] = useState(() => bookedAlready(digests, selectedPupils(), today));
  /** Booked already, and to be booked once more. */
  const [again, setAgain] = useState<readonly RecordId[]>([]);
  const [scope, setScope] = useState<Scope>(wanted.length > 0 ? 'chosen' : 'all');
  // Who was chosen on a list stands in the order of that list.
  const poolOf = (of: Scope, chosen = wanted, twice = again): readonly Digest[] =>
    of === 'chosen'
      ? chosen.flatMap(
          (id) => [...need, ...digests.filter((d) => twice.includes(d.record))].find((d) => d.record === id) ?? [],
        )
      : need.filter((digest) => isIn(digest, of));
  const [days, setDays] = useState<readonly PlannedDay[]>(() => {
    const first = [{ settings: firstDay(facts, diary, today), chosen: [] }];
    return wanted.length > 0 ? fillPlan(diary, first, poolOf('chosen'), true) : first;
  });
  const settings = days[0]?.settings ?? dayOf([], '' as PersonId, today);
  const shown = days.map((day) => {
    const bookings = diary.bookingsOn(day.settings.adviser, day.settings.date);
    const slots = slotsOn(diary, day);
    return { settings: day.settings, slots, lines: linesOf(slots, bookings), booked: bookings.filter(isBooked) };
  });
  const placed = placedIn(diary, days);
  /** Another day first, or other times: who was in a slot stays; the pupils chosen before go on to the days after it. */
  const startOn = (next: DaySettings) => {
    const first = { settings: next, chosen: days[0]?.chosen ?? [] };
    setDays(scope === 'chosen' ? fillPlan(diary, [first], poolOf('chosen'), true) : [first]);
  };
  /** Those who were passed over are booked as well, beside what they have. */
  const bookAgain = () => {
    const twice = passedOver.map(({ record }) => record);
    const all = [...wanted, ...twice];
    setAgain(twice);
    setPassedOver([]);
    setWanted(all);
    setScope('chosen');
    setDays(fillPlan(diary, days, poolOf('chosen', all, twice), true));
  };
  const forgetChosen = () => {
    selectPupils([]);
    setWanted([]);
    setAgain([]);
    setScope('all');
  };
  const book = async () => {
    const made = shown.map((day) =>
      bookingChanges({ ...day, visit: visitOn(roster.visits, day.settings.adviser, day.settings.date), newId }),
    );
    if ((await save(made.flatMap(({ changes }) => changes))).kind !== 'saved') return;
    const before = days;
    const undo = made.flatMap((day) => day.undo);
    setDays(days.map((day) => ({ ...day, chosen: [] })));
    setAgain(again.filter((record) => !placed.has(record)));
    if (poolOf('chosen').every(({ record }) => placed.has(record))) forgetChosen();
    showToast({
      words: `${plural(placed.size, 'interview')} booked ${datesWords(shown.filter(isUsed).map((d) => d.settings.date))}.`,
      undo: () => void save(undo).then(({ kind }) => (kind === 'saved' ? setDays(before) : undefined)),
    });
  };
  return {
    /** The days as they are shown; the first has the settings. */
    days: shown,
    settings,
    filled: placed.size,
    scope,
    wanted,
    /** Those chosen on another page who have an interview to come already. */
    passedOver,
    bookAgain,
    /** Chosen on another page and in no slot. */
    left: poolOf('chosen').filter(({ record }) => !placed.has(record)),
    need: poolOf(scope),
    setScope,
    /** Other times may make room: then who went on to a later day comes back. */
    change: (over: Partial<DaySettings>) =>
      'room' in over
        ? setDays(days.map((day, i) => (i === 0 ? { ...day, settings: { ...day.settings, ...over } } : day)))
        : startOn({ ...settings, ...over }),
    /** Another adviser or day: its own times and room. */
    choose: (adviser: PersonId, date: IsoDate) => startOn(dayOf(roster.visits, adviser, date)),
    /** On to the adviser's next day with room. */
    goOn: () => startOn(dayOf(roster.visits, settings.adviser, nextDay(diary.ahead, settings.adviser, settings.date))),
    fill: () => setDays(fillPlan(diary, days, poolOf(scope), scope === 'chosen')),
    place: (place: Place, record: RecordId | null) => setDays(placeIn(days, place, record)),
    leaveOut: (day: number) => setDays(days.filter((_, i) => i !== day)),
    forgetChosen,
    book,
  };
}

/** The state of the page and what can be done on it. */
export type BookingState = ReturnType<typeof useBooking>;

/** A day as it is shown. */
export type ShownDay = BookingState['days'][number];

/** Pupils at the school who were chosen and have an interview to come, with the first one. */
const bookedAlready = (digests: readonly Digest[], chosen: readonly RecordId[], today: IsoDate) =>
  digests.flatMap(({ record, pupil, interviews }) => {
    const [booked] = interviews
      .filter(({ status, date }) => status === 'booked' && date >= today)
      .toSorted((a, b) => (a.date < b.date ? -1 : 1));
    return pupil !== null && pupil.to === null && booked && chosen.includes(record)
      ? [{ record, pupil, interview: booked }]
      : [];
  });

const isBooked = ({ interview }: { readonly interview: { readonly status: string } }) => interview.status === 'booked';
const isUsed = ({ slots }: Pick<ShownDay, 'slots'>): boolean => slots.some(({ pupil }) => pupil !== null);

function diaryOf({ school, roster, digests }: BookFacts): Diary {
  const bookingsOn = (adviser: PersonId, date: IsoDate) => bookingsOf(digests, adviser, date, date);
  const ahead: Ahead = {
    visits: roster.visits,
    terms: school.terms,
    bookedOn: (adviser, date) => bookingsOn(adviser, date).filter(isBooked).length,
  };
  return { digests, ahead, bookingsOn, nameOf: (person) => staffName(school, person) };
}

/** The next day with room of the adviser who is here first. */
function firstDay({ roster, advisers }: BookFacts, { ahead }: Diary, today: IsoDate): DaySettings {
  const days = advisers.map(({ id }) => {
    const adviser = id as PersonId;
    return dayOf(roster.visits, adviser, nextDay(ahead, adviser, today));
  });
  const [first] = days.toSorted((a, b) => (a.date < b.date ? -1 : a.date === b.date ? 0 : 1));
  return first ?? dayOf([], '' as PersonId, today);
}

/** "for Thu 12 Nov", "from Thu 12 Nov to Fri 13 Nov". */
function datesWords(dates: readonly IsoDate[]): string {
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? `for ${shortDate(first)}` : `from ${shortDate(first)} to ${shortDate(last)}`;
}

function isIn({ pupil }: Digest, scope: Scope): boolean {
  return scope === 'all' || scope === `year ${pupil?.year ?? 0}` || scope === `form ${pupil?.form ?? ''}`;
}
