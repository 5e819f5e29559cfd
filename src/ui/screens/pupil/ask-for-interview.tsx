/** "Ask for an interview": what about, what to tell, when not, how soon; three taps. Policy 5.12.1. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { shortDate } from '../../../domain/date-words.ts';
import type { Reason } from '../../../domain/entries/vocabulary.ts';
import { REASONS, REASON_NAMES } from '../../../domain/entries/vocabulary.ts';
import type { EntryId } from '../../../domain/ids.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Field, TextArea, TextInput } from '../../parts/fields.tsx';
import { Notice } from '../../parts/states.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useMutate } from '../../queries/mutate.ts';
import type { Saved } from '../../queries/mutate.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';
import { useKept } from '../shared/use-kept.ts';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';

/** The page. */
export const AskForInterview = () => (
  <OwnPage title="Ask for an interview">
    {(view) => (
      <>
        <AlreadyAsked view={view} />
        <Request view={view} />
      </>
    )}
  </OwnPage>
);

const AlreadyAsked = ({ view: { digest } }: { readonly view: OwnView }) => {
  const last = digest.requests.at(-1);
  return last ? (
    <Notice title={`You asked on ${shortDate(last.askedOn)}`}>
      <p>You will be told when it is booked. You can ask again if there is something new.</p>
    </Notice>
  ) : null;
};

const WHEN = [
  { value: 'soon', label: 'Soon' },
  { value: 'no-rush', label: 'No rush' },
] as const;

/** What is chosen and typed, kept while the app is open. */
interface Asking {
  readonly about: readonly Reason[];
  readonly words: string;
  readonly avoid: string;
  readonly when: 'soon' | 'no-rush';
}

const NOTHING_ASKED: Asking = { about: [], words: '', avoid: '', when: 'no-rush' };

function Request({ view: { record, today } }: { readonly view: OwnView }) {
  const { newId } = useHouse();
  const { route } = useLocation();
  const mutate = useMutate();
  const { value, change, forget } = useKept('ask for an interview', NOTHING_ASKED);
  const set = (patch: Partial<typeof value>) => change((before) => ({ ...before, ...patch }));
  const { about, words, avoid, when } = value;
  const [saved, setSaved] = useState<Saved | null>(null);
  const send = async (event: Event) => {
    event.preventDefault();
    const id = newId() as EntryId;
    const request = { id, about, words: words.trim(), avoid: avoid.trim() };
    const result = await mutate('interview.request', record.id, { ...request, soon: when === 'soon', askedOn: today });
    setSaved(result);
    if (result.kind !== 'saved') return;
    forget();
    const undo = () => void mutate('entry.withdraw', record.id, { id, reason: 'Asked by mistake' });
    showToast({ words: 'Thanks. Your careers adviser will see this.', undo });
    route(PATHS.mySteps);
  };
  return (
    <form class="sheet ask" onSubmit={(event) => void send(event)}>
      <WhoSees words="you, your careers adviser and the careers leader." />
      <Choices
        label="What about"
        titled
        options={REASONS.map((value) => ({ value, label: REASON_NAMES[value] }))}
        chosen={about}
        onChange={(chosen) => set({ about: REASONS.filter((reason) => chosen.includes(reason)) })}
      />
      <Field
        label="Anything to tell the adviser"
        hint="If you like. Your careers adviser and the careers leader read this."
      >
        <TextArea rows={3} value={words} onText={(text) => set({ words: text })} />
      </Field>
      <Field label="When not to take me out of" hint="A lesson that you do not want to miss">
        <TextInput value={avoid} onText={(text) => set({ avoid: text })} maxLength={200} />
      </Field>
      <Choices
        label="How soon"
        titled
        one
        options={WHEN}
        chosen={[when]}
        onChange={([chosen]) => set({ when: chosen === 'soon' ? 'soon' : 'no-rush' })}
      />
      <NotSavedHere saved={saved}>Your request was not saved. Your words are still here.</NotSavedHere>
      <div class="actions">
        <Button look="do" type="submit">
          Send request
        </Button>
      </div>
    </form>
  );
}
