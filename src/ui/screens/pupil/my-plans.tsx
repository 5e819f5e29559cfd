/** "My plans after Year 11": what the pupil would like to do next, the back-up, applications, and ideas in their own words. Policy 5.4.2, 5.6.3, 5.6.8. */
import { NO_TEXT } from '../../../domain/text.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { Field, TextArea } from '../../parts/fields.tsx';
import { Section, WhoSees } from '../../parts/surface.tsx';
import { useMutate } from '../../queries/mutate.ts';
import { Applications } from '../shared/applications.tsx';
import { Differences } from '../shared/differences.tsx';
import { Intention } from './intention.tsx';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';
import { useTypedTexts } from './typed-texts.ts';
import { TypingNotSaved, TypingTold } from './typing-told.tsx';

/** After Year 11 comes the sixth form or college; whoever is there already looks beyond Year 13. */
const LAST_YEAR = 11;
const SIXTH_FORM_END = 13;

/** The page. Its heading is the pupil's own year's. */
export const MyPlans = () => (
  <OwnPage
    title={`My plans after Year ${LAST_YEAR}`}
    heading={({ digest }) =>
      `My plans after Year ${(digest.pupil?.year ?? 0) > LAST_YEAR ? SIXTH_FORM_END : LAST_YEAR}`
    }
    hint={() => '“Not sure” is an answer too. You can change what you say whenever you like.'}
  >
    {(view) => <Plans view={view} />}
  </OwnPage>
);

const Plans = ({ view }: { readonly view: OwnView }) => (
  <>
    <Differences record={view.record} school={view.school} />
    <div class="sheet plans">
      <WhoSees words="you, your form tutor, staff who support you, your careers adviser and the careers leader." />
      <Intention view={view} />
      <Applications record={view.record} school={view.school} year={view.digest.pupil?.year ?? 0} name={null} />
      <CareerIdeas view={view} />
    </div>
  </>
);

/** Ideas and long-term goal: saved as they are typed. */
function CareerIdeas({ view: { record } }: { readonly view: OwnView }) {
  const mutate = useMutate();
  const { box, state } = useTypedTexts({
    names: ['words'],
    written: () => entryOf(record, singleton('aspiration'), 'aspiration')?.words ?? NO_TEXT,
    save: (_, write) => mutate('aspiration.write', record.id, { write }),
  });
  return (
    <Section title="My ideas">
      <Field label="Jobs or work that I think about" hint="In your own words. Also what matters to you, if you like.">
        <TextArea rows={4} {...box('words')} />
      </Field>
      <TypingNotSaved state={state} />
      <TypingTold state={state} />
    </Section>
  );
}
