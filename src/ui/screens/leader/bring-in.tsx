/** "Bring in pupils": a list from the school's own system is checked, shown, and only then brought in. */
import { useEffect, useRef } from 'preact/hooks';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Main } from '../../parts/frame.tsx';
import { Notice } from '../../parts/states.tsx';
import { failureWords } from '../../queries/server.ts';
import { ChooseList, LIST_FIELD } from './bring-in/choose-list.tsx';
import { BroughtIn } from './bring-in/brought-in.tsx';
import { PreviewActions, Preview } from './bring-in/preview.tsx';
import type { Trouble } from './bring-in/use-bring-in.ts';
import { useBringIn } from './bring-in/use-bring-in.ts';
import { NeedsInternet } from './needs-internet.tsx';
import { LastChange } from './roster-change/last-change.tsx';
import '../../styles/screens/office.css';

const HINTS = {
  choosing: 'Nothing is stored until you have seen what the list would do.',
  checked: 'This is what the list would do. Nothing is stored yet.',
  done: 'The pupils are with the school.',
} as const;

/** The page, in three stages. */
export function BringIn() {
  const state = useBringIn();
  const { stage, trouble } = state;
  useFocusOnStage(stage.kind);
  return (
    <Main
      title="Bring in pupils"
      hint={HINTS[stage.kind]}
      class="office bring-in"
      {...(stage.kind === 'checked' ? { actions: <PreviewActions state={state} checked={stage} /> } : {})}
    >
      {trouble === null ? (
        <NeedsInternet
          title="Bringing pupils in needs internet"
          why="It changes the whole school, so the server compares the list with all pupils first. Your list stays here."
        />
      ) : (
        <WhatWentWrong trouble={trouble} />
      )}
      {stage.kind === 'choosing' ? <ChooseList state={state} /> : null}
      {stage.kind === 'choosing' ? <LastChange /> : null}
      {stage.kind === 'checked' ? <Preview state={state} checked={stage} /> : null}
      {stage.kind === 'done' ? <BroughtIn stage={stage} onAgain={state.back} /> : null}
      {stage.kind === 'done' ? <LastChange /> : null}
    </Main>
  );
}

/** Each stage is a new page at the same address: it begins at its top, and a screen reader with it. */
function useFocusOnStage(kind: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) {
      document.getElementById('main')?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [kind]);
}

function WhatWentWrong({ trouble }: { readonly trouble: Trouble }) {
  if (trouble.kind === 'list') return <ErrorSummary problems={[{ field: LIST_FIELD, words: trouble.words }]} />;
  const unsure = trouble.doing === 'confirm' && trouble.failure.kind === 'not-answering';
  return (
    <div role="alert">
      <Notice
        state="stop"
        title={trouble.doing === 'check' ? 'The list was not checked' : 'The pupils were not brought in'}
      >
        <p>{failureWords(trouble.failure)} Your list is still here.</p>
        {unsure ? (
          <p>Some pupils may be in already. The server goes on by itself; check the list again to see what is left.</p>
        ) : null}
      </Notice>
    </div>
  );
}
