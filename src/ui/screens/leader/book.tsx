/** "Book interviews": an adviser's day, filled in order of need, booked in one act. Works without internet. */
import { longDate, plural } from '../../../domain/date-words.ts';
import { fullName } from '../../../domain/person-names.ts';
import { PATHS } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Section, Sheet } from '../../parts/surface.tsx';
import { bothLoaded } from '../../queries/live.ts';
import { useDigests } from '../../queries/records.ts';
import { staffName, useRoster, useSchool } from '../../queries/school.ts';
import { AppointmentSlips } from './book/appointment-slips.tsx';
import { DaySettingsFields } from './book/day-settings.tsx';
import { DaySlots } from './book/day-slots.tsx';
import type { BookFacts, BookingState, ShownDay } from './book/use-booking.ts';
import { useBooking } from './book/use-booking.ts';
import { Who } from './book/who.tsx';
import { WithoutBooking } from './book/without-booking.tsx';
import { present } from './people/staff-fields.tsx';
import '../../styles/screens/office.css';
import '../../styles/screens/book.css';

const TITLE = 'Book interviews';

/** The page; before there is an adviser or a pupil, the way to them. */
export function BookInterviews() {
  const loaded = bothLoaded(bothLoaded(useSchool(), useRoster()), useDigests());
  if (loaded.state === 'failed') {
    return (
      <Main title={TITLE} class="office book">
        <Notice state="stop" title="There is a problem">
          <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
        </Notice>
      </Main>
    );
  }
  if (loaded.state === 'loading') {
    return (
      <Main title={TITLE} class="office book">
        <Loading words="Opening the day" />
      </Main>
    );
  }
  const [[school, roster], digests] = loaded.value;
  const advisers = present(school.staff).filter(({ roles }) => roles.includes('adviser'));
  if (advisers.length === 0) return <Missing title="No careers adviser yet" what="adviser" />;
  if (!digests.some(({ pupil }) => pupil !== null && pupil.to === null))
    return <Missing title="No pupils yet" what="pupils" />;
  return <Day facts={{ school, roster, digests, advisers }} />;
}

function Missing({ title, what }: { readonly title: string; readonly what: 'adviser' | 'pupils' }) {
  return (
    <Main title={TITLE} class="office book">
      <Sheet>
        <Empty title={title}>
          <p>
            {what === 'adviser'
              ? 'Interviews are booked with somebody. Invite a careers adviser, or give the role to somebody who is here.'
              : 'Bring in the pupils first; then a day is filled in two taps.'}
          </p>
          {what === 'adviser' ? (
            <ButtonLink look="go" href={PATHS.people}>
              People
            </ButtonLink>
          ) : (
            <ButtonLink look="go" href={PATHS.bringIn}>
              Bring in pupils
            </ButtonLink>
          )}
        </Empty>
      </Sheet>
    </Main>
  );
}

function Day({ facts }: { readonly facts: BookFacts }) {
  const state = useBooking(facts);
  const { days, settings } = state;
  const booked = days.flatMap((day) => day.booked);
  return (
    <Main
      title={TITLE}
      hint={bookedWords(days[0]?.booked.length ?? 0)}
      class="office book"
      actions={<Actions state={state} printable={booked.length > 0} />}
    >
      <BookedAlready state={state} facts={facts} />
      <StillToBook state={state} />
      <Sheet class="two">
        <div>
          {days.map((day, index) => (
            <DaySection key={day.settings.date} day={day} index={index} state={state} digests={facts.digests} />
          ))}
        </div>
        <div class="side stack-5">
          <DaySettingsFields state={state} facts={facts} />
          <Who state={state} facts={facts} />
        </div>
      </Sheet>
      <WithoutBooking digests={facts.digests} school={facts.school} />
      <AppointmentSlips bookings={booked} adviser={staffName(facts.school, settings.adviser)} />
    </Main>
  );
}

const freeIn = ({ slots }: ShownDay): number => slots.filter(({ pupil }) => pupil === null).length;

function Actions({ state, printable }: { readonly state: BookingState; readonly printable: boolean }) {
  const { days, filled, left, need } = state;
  const [first] = days;
  const free = first === undefined ? 0 : freeIn(first);
  return (
    <>
      {printable ? (
        <Button onClick={() => window.print()}>
          <Icon name="print" />
          Print appointment slips
        </Button>
      ) : null}
      {free > 0 || left.length > 0 ? (
        <Button {...(filled === 0 ? { look: 'do' as const } : {})} disabled={need.length === 0} onClick={state.fill}>
          Fill the day
        </Button>
      ) : null}
      {free === 0 && filled === 0 && left.length === 0 ? (
        <Button onClick={state.goOn}>Next day with room</Button>
      ) : null}
      {filled > 0 ? (
        <Button look="do" onClick={() => void state.book()}>
          Book {plural(filled, 'interview')}
        </Button>
      ) : null}
    </>
  );
}

interface DaySectionProps {
  readonly day: ShownDay;
  readonly index: number;
  readonly state: BookingState;
  readonly digests: BookFacts['digests'];
}

/** A day; those after the first can be left out. */
function DaySection({ day, index, state, digests }: DaySectionProps) {
  const { settings, booked } = day;
  const taken = day.slots.length - freeIn(day) + booked.length;
  return (
    <Section title={longDate(settings.date)} count={`${taken} of ${taken + freeIn(day)}`}>
      <DaySlots state={state} digests={digests} day={index} />
      {index === 0 || freeIn(day) === day.slots.length ? null : (
        <div>
          <Button look="plain" onClick={() => state.leaveOut(index)}>
            Leave out {longDate(settings.date)}
          </Button>
        </div>
      )}
    </Section>
  );
}

const bookedWords = (booked: number): string =>
  booked === 0 ? 'Nobody is booked on this day yet' : `${plural(booked, 'interview')} booked on this day already`;

/** Pupils chosen elsewhere who are in no slot, because they were taken out of one or there were too many. */
function StillToBook({ state }: { readonly state: BookingState }) {
  const { left, wanted } = state;
  if (left.length === 0) return null;
  return (
    <Notice
      title={`${left.length} of the ${plural(wanted.length, 'pupil')} chosen ${left.length === 1 ? 'has' : 'have'} no slot`}
      actions={
        <Button look="plain" onClick={state.forgetChosen}>
          Leave them out
        </Button>
      }
    >
      <p>“Fill the day” finds one for them, on a later day when this one is full.</p>
    </Notice>
  );
}

/** Most that are named. */
const NAMED = 3;

/** Pupils chosen elsewhere who have an interview to come: when, and the way to book them all the same. */
function BookedAlready({ state, facts }: { readonly state: BookingState; readonly facts: BookFacts }) {
  const { passedOver } = state;
  const [first] = passedOver;
  if (first === undefined) return null;
  const { length } = passedOver;
  const one = length === 1 ? first.pupil.name : null;
  return (
    <Notice
      title={
        one === null
          ? `${length} of the pupils chosen are booked already`
          : `${fullName(first.pupil)} is booked already`
      }
      actions={
        <Button look="plain" onClick={state.bookAgain}>
          {one === null ? 'Book them once more' : `Book ${one} once more`}
        </Button>
      }
    >
      <ul class="plain">
        {passedOver.slice(0, NAMED).map(({ record, pupil, interview }) => (
          <li key={record}>
            {one === null ? `${fullName(pupil)}: ` : ''}
            {longDate(interview.date)}, {interview.from}, with {staffName(facts.school, interview.adviser)}
          </li>
        ))}
        {length > NAMED ? <li>and {length - NAMED} more</li> : null}
      </ul>
    </Notice>
  );
}
