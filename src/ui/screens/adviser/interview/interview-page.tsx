/** What every page around one interview needs: the draft, the pupil, the tutor, the school; with its loading and missing states. */
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { entryOf, singleton } from '../../../../domain/record.ts';
import { interviewPath } from '../../../app/paths.ts';
import { Main } from '../../../parts/frame.tsx';
import { Loading, Notice } from '../../../parts/states.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { Loaded } from '../../../queries/live.ts';
import { bothLoaded } from '../../../queries/live.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName, tutorsOf, useRoster, useSchool } from '../../../queries/school.ts';
import { LeftOver } from './left-over.tsx';
import { RecordGone } from './record-gone.tsx';
import type { Draft } from './use-draft.ts';
import { useDraft } from './use-draft.ts';

/** The route's parameters. */
export interface InterviewRoute {
  readonly record: RecordId;
  readonly interview: EntryId;
}

/** All that is shown of one interview. */
export interface InterviewView extends InterviewRoute {
  readonly draft: Draft;
  readonly pupil: EntryOf<'pupil'>;
  /** Preferred name, for sentences and headings such as "Summary for Aisha". */
  readonly firstName: string;
  /** "Mr Lee", or "the form tutor" when nobody is named. Who is not on the list has none until their record is found. */
  readonly tutor: string;
  readonly school: SchoolFacts;
}

interface PageProps extends InterviewRoute {
  /** The window's title, without names. */
  readonly title: string;
  /** Instead of the page, once the interview is finished; without it the page "Finished" takes its place. */
  readonly finished?: ComponentChildren;
  readonly children: (view: InterviewView) => ComponentChildren;
}

/** Loads an interview and renders the page once it is there. Another interview at the same address starts afresh. */
export const InterviewPage = (props: PageProps) => <PageOfInterview key={props.interview} {...props} />;

function PageOfInterview({ record, interview, title, finished, children }: PageProps) {
  const draft = useDraft(record, interview);
  const rest = bothLoaded(useSchool(), useRoster());
  const today = useToday();
  const loaded = bothLoaded(draft, rest);
  const onlyHere = useOnlyHere(draft);
  if (loaded.state === 'loading') return <Plain title={title}>{<Loading words="Opening the interview" />}</Plain>;
  if (loaded.state === 'failed') return <Unreadable title={title} />;
  const [held, [school, roster]] = loaded.value;
  const pupil = held ? entryOf(held.record, singleton('pupil'), 'pupil') : undefined;
  if (!held || !pupil) return <RecordGone title={title} record={record} what="pupil" words={onlyHere()} />;
  if (isNowhere(held, onlyHere())) return <Nowhere title={title} record={record} />;
  if (held.interview?.status === 'finished') {
    // A finished interview is never edited: opening its notes again must not begin a second draft.
    if (held.entry) return <LeftOver draft={held} record={record} interview={interview} pupil={pupil.name} />;
    return finished ?? <ToFinished record={record} interview={interview} />;
  }
  const [tutor] = tutorsOf(roster, pupil.form, today);
  return children({
    record,
    interview,
    draft: held,
    pupil,
    firstName: pupil.name,
    tutor: tutor === undefined ? tutorToBe(pupil) : staffName(school, tutor),
    school,
  });
}

const tutorToBe = ({ unlisted }: EntryOf<'pupil'>): string =>
  unlisted === undefined ? 'the form tutor' : 'the right pupil’s form tutor';

/** With words of one's own the page stays, whatever became of the interview: they are written on here, and kept. */
const isNowhere = ({ interview, entry }: Draft, words: readonly string[]): boolean =>
  !interview && !entry && words.length === 0;

/** How long an interview that was begun a moment ago may take to be in the record that is read. */
const ARRIVES_MS = 800;

/** Not here, once it is sure that it is not on its way from the page before. */
function Nowhere({ title, record }: { readonly title: string; readonly record: RecordId }) {
  const [sure, setSure] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSure(true), ARRIVES_MS);
    return () => clearTimeout(timer);
  }, []);
  if (sure) return <RecordGone title={title} record={record} what="interview" words={[]} />;
  return (
    <Plain title={title}>
      <Loading words="Opening the interview" />
    </Plain>
  );
}

/** Texts of this page that are nowhere else, also once the record has gone from under it. */
function useOnlyHere(loaded: Loaded<Draft | null>): () => readonly string[] {
  const lastRef = useRef<Draft | null>(null);
  if (loaded.state === 'ready' && loaded.value) lastRef.current = loaded.value;
  return () => lastRef.current?.unsaved() ?? [];
}

/** Leads on to the page after the interview. */
function ToFinished({ record, interview }: InterviewRoute) {
  const { route } = useLocation();
  useEffect(() => route(interviewPath(record, interview, 'finished'), true), [record, interview]);
  return null;
}

const Plain = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <Main title={title}>{children}</Main>
);

const Unreadable = ({ title }: { readonly title: string }) => (
  <Plain title={title}>
    <Notice state="stop" title="There is a problem">
      <p>This tablet could not read the record. Nothing is lost: close this page and open it again.</p>
    </Notice>
  </Plain>
);
