/** What the pages after an interview need: the finished interview, its steps, the pupil, the names. */
import type { ComponentChildren } from 'preact';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf, entryOf, singleton } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { PATHS, interviewPath } from '../../../app/paths.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Empty, Loading } from '../../../parts/states.tsx';
import { useToday } from '../../../queries/clock.ts';
import { bothLoaded } from '../../../queries/live.ts';
import { useRecord } from '../../../queries/records.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName, tutorsOf, useRoster, useSchool } from '../../../queries/school.ts';
import type { InterviewRoute } from './interview-page.tsx';

/** A finished interview with what is shown beside it. */
export interface FinishedView extends InterviewRoute {
  readonly held: EntryOf<'interview'>;
  readonly steps: readonly EntryOf<'step'>[];
  readonly addenda: readonly EntryOf<'followup'>[];
  /** The private note; null where there is none, or it is not for this person. */
  readonly note: EntryOf<'note'> | null;
  readonly pupil: EntryOf<'pupil'>;
  readonly firstName: string;
  readonly tutor: string | null;
  readonly school: SchoolFacts;
  /** The pupil's next booking, if there is one. */
  readonly next: EntryOf<'interview'> | null;
}

/** Loads a finished interview; an unfinished one leads back to its notes. */
export function FinishedPage({
  record,
  interview,
  title,
  children,
}: InterviewRoute & { readonly title: string; readonly children: (view: FinishedView) => ComponentChildren }) {
  const loaded = bothLoaded(useRecord(record), bothLoaded(useSchool(), useRoster()));
  const today = useToday();
  if (loaded.state !== 'ready') {
    return (
      <Main title={title}>
        {loaded.state === 'loading' ? (
          <Loading words="Opening the plan" />
        ) : (
          <Empty title="This tablet could not read the record" />
        )}
      </Main>
    );
  }
  const [shown, [school, roster]] = loaded.value;
  const held = shown ? entryOf(shown, interview, 'interview') : undefined;
  const pupil = shown ? entryOf(shown, singleton('pupil'), 'pupil') : undefined;
  if (!shown || !pupil || !held) {
    return (
      <Main title={title}>
        <Empty title="This interview is not on this tablet">
          <p>It may still be on its way, it may have been removed, or you may not hold this record any more.</p>
          <ButtonLink href={PATHS.today}>Today’s interviews</ButtonLink>
        </Empty>
      </Main>
    );
  }
  if (held.status !== 'finished') {
    return (
      <Main title={title}>
        <Empty title="This interview is not finished">
          <ButtonLink href={interviewPath(record, interview)}>Open the interview</ButtonLink>
        </Empty>
      </Main>
    );
  }
  const [tutor] = tutorsOf(roster, pupil.form, today);
  return (
    <>
      {children({
        record,
        interview,
        held,
        steps: entriesOf(shown, 'step').filter((s) => s.interview === interview),
        addenda: entriesOf(shown, 'followup').filter((f) => f.on === interview),
        note: entriesOf(shown, 'note').find((n) => n.interview === interview) ?? null,
        pupil,
        firstName: pupil.name,
        tutor: tutor === undefined ? null : staffName(school, tutor),
        school,
        next: nextOf(shown, today),
      })}
    </>
  );
}

const nextOf = (record: CareersRecord, today: IsoDate): EntryOf<'interview'> | null =>
  entriesOf(record, 'interview')
    .filter((i) => i.status === 'booked' && i.date >= today)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .at(0) ?? null;
