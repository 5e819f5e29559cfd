/** "Before your interview": four short answers, each saved as it is typed; any can be blank. Policy 5.6.3, 5.12.1. */
import { useLocation } from 'preact-iso';
import { longDate } from '../../../domain/date-words.ts';
import { PREPARATION_TEXTS } from '../../../domain/entries/career.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { NO_TEXT } from '../../../domain/text.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Field, TextArea } from '../../parts/fields.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useMutate } from '../../queries/mutate.ts';
import { nextInterview } from './my-steps.tsx';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';
import { useTypedTexts } from './typed-texts.ts';
import { TypingNotSaved, TypingTold } from './typing-told.tsx';

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
  const mutate = useMutate();
  const { box, flush, state } = useTypedTexts({
    names: PREPARATION_TEXTS,
    written: (text) => entryOf(record, singleton('preparation'), 'preparation')?.[text] ?? NO_TEXT,
    save: (text, write) => mutate('preparation.write', record.id, { text, write }),
  });
  const done = async () => {
    if (!(await flush())) return;
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
            <TextArea rows={3} {...box(name)} />
          </Field>
        );
      })}
      <TypingNotSaved state={state} />
      <div class="actions">
        <Button look="do" onClick={() => void done()}>
          Save for my adviser
        </Button>
        <TypingTold state={state} />
      </div>
    </div>
  );
}
