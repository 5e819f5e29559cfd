/**
 * The interview itself: notes on the left, next steps on the right, both always in view; one column in portrait.
 * Everything is saved as it is typed; nothing waits for a network.
 */
import { useEffect } from 'preact/hooks';
import { Main, SkipLink } from '../../../parts/frame.tsx';
import { EditorTop } from './editor-top.tsx';
import type { InterviewRoute, InterviewView } from './interview-page.tsx';
import { InterviewPage } from './interview-page.tsx';
import { NotSaved } from './not-saved.tsx';
import { NotesPane } from './notes-pane.tsx';
import { StepsPane } from './steps-pane.tsx';
import type { Draft } from './use-draft.ts';
import '../../../styles/screens/editor.css';

/** The page of an interview that is being held. */
export const InterviewEditor = (route: InterviewRoute) => (
  <InterviewPage {...route} title="Interview">
    {(view) => <Editor {...view} />}
  </InterviewPage>
);

function Editor(view: InterviewView) {
  const { draft, pupil, firstName, tutor, school } = view;
  useStarted(draft);
  useSentTo();
  return (
    <div class="editor">
      <SkipLink words="Skip to notes" to="notes" />
      <EditorTop {...view} />
      <Main title="Interview" bare class="split">
        <NotSaved draft={draft} pupil={firstName} />
        <NotesPane draft={draft} pupil={pupil} tutor={tutor} />
        <StepsPane draft={draft} pupil={firstName} tutor={tutor} school={school} />
      </Main>
      <a
        class="btn jump"
        href="#steps"
        onClick={(event) => {
          event.preventDefault();
          goTo('steps');
        }}
      >
        Next steps ({draft.steps.length})
      </a>
    </div>
  );
}

/** Opening the editor starts the interview; coming back to a paused one goes on with it. */
function useStarted(draft: Draft) {
  const { id, entry } = draft;
  useEffect(() => {
    if (entry?.values.status !== 'in-progress') void draft.set({ status: 'in-progress', pausedAt: null });
  }, [id]);
}

/** A link of "Check and finish" names what is missing: it is shown and takes the focus, after the page itself has had it. */
function useSentTo() {
  useEffect(() => {
    const to = location.hash.slice(1);
    if (to === '') return;
    const timer = setTimeout(() => goTo(to));
    return () => clearTimeout(timer);
  }, []);
}

function goTo(id: string) {
  const place = document.getElementById(id);
  place?.scrollIntoView();
  place?.focus({ preventScroll: true });
}
