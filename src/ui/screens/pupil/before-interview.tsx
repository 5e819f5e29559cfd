/** "Before your interview": four short answers, each saved as it is typed; any can be blank. Policy 5.6.3, 5.12.1. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { longDate } from '../../../domain/date-words.ts';
import { PREPARATION_TEXTS } from '../../../domain/mutations/pupil.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { NO_TEXT } from '../../../domain/text.ts';
import { allWords } from '../../../domain/text-merge.ts';
import { clockOf, toInstant } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Field, TextArea } from '../../parts/fields.tsx';
import { Receipt } from '../../parts/receipt.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useMutate } from '../../queries/mutate.ts';
import type { TypingState } from '../../queries/typing.ts';
import { TypedText } from '../../queries/typing.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';
import { nextInterview } from './my-steps.tsx';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';

type Answer = (typeof PREPARATION_TEXTS)[number];

const QUESTIONS: Readonly<Record<Answer, readonly [label: string, hint: string]>> = {
  ideas: ['Ideas I have', 'Jobs, courses or places to learn. “Not sure” is an answer too.'],
  strengths: ['What I’m good at or enjoy', 'In school or out of it'],
  wants: ['What I’d like from it', 'What should be clearer afterwards'],
  worries: ['Anything worrying me', 'Only if you want to'],
};

/** The page. */
export const BeforeInterview = () => (
  <OwnPage title="Before your interview" hint={whenWords}>
    {(view) => <Answers record={view.record} />}
  </OwnPage>
);

function whenWords(view: OwnView): string {
  const next = nextInterview(view);
  if (!next) return 'Any can be blank.';
  const adviser = staffNameOf(view.school.staffById, next.adviser);
  return `${longDate(next.date)}, ${next.from}, with ${adviser}. Any can be blank.`;
}

function Answers({ record }: { readonly record: CareersRecord }) {
  const { engine } = useHouse();
  const { route } = useLocation();
  const { texts, state } = useAnswers(record);
  const done = async () => {
    await Promise.all(PREPARATION_TEXTS.map((name) => texts[name].flush()));
    if (PREPARATION_TEXTS.some((name) => texts[name].unsaved !== null)) return;
    engine.sync('left-text');
    showToast({ words: 'Thanks. Your careers adviser will see this.' });
    route(PATHS.mySteps);
  };
  return (
    <div class="sheet ask">
      <WhoSees words="you, your careers adviser and the careers leader." />
      {PREPARATION_TEXTS.map((name) => {
        const [label, hint] = QUESTIONS[name];
        return (
          <Field key={name} label={label} hint={hint}>
            <TextArea
              rows={3}
              value={texts[name].unsaved ?? wordsOf(record, name)}
              onText={(text) => texts[name].type(text)}
              onLeave={() => void texts[name].flush().then(() => engine.sync('left-text'))}
            />
          </Field>
        );
      })}
      <NotSavedHere saved={state.kind === 'not-saved' ? state : null}>
        Your last words are still on this page. Copy them before you close it.
      </NotSavedHere>
      <div class="actions">
        <Button look="do" onClick={() => void done()}>
          Save for my adviser
        </Button>
        <output>
          {state.kind === 'saving' ? 'Saving' : null}
          {state.kind === 'saved' ? (
            <Receipt state="saved" words={`Saved on this device, ${clockOf(toInstant(state.atMs))}`} />
          ) : null}
        </output>
      </div>
    </div>
  );
}

const writtenIn = (record: CareersRecord, name: Answer) =>
  entryOf(record, singleton('preparation'), 'preparation')?.[name] ?? NO_TEXT;

const wordsOf = (record: CareersRecord, name: Answer): string => allWords(writtenIn(record, name));

/** The four texts as they are typed, and how the last save went. */
function useAnswers(record: CareersRecord) {
  const { newId, nowMs } = useHouse();
  const mutate = useMutate();
  const [state, setState] = useState<TypingState>({ kind: 'idle' });
  const texts = useMemo(() => {
    const make = (text: Answer) =>
      new TypedText({
        newId,
        nowMs,
        told: setState,
        save: (write) => mutate('preparation.write', record.id, { text, write }),
      });
    return { ideas: make('ideas'), strengths: make('strengths'), wants: make('wants'), worries: make('worries') };
  }, [record.id, mutate]);
  for (const name of PREPARATION_TEXTS) texts[name].show(writtenIn(record, name), wordsOf(record, name));
  useEffect(() => {
    const flush = () => {
      for (const name of PREPARATION_TEXTS) void texts[name].flush();
    };
    const hidden = () => (document.visibilityState === 'hidden' ? flush() : undefined);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      flush();
    };
  }, [texts]);
  return { texts, state };
}
