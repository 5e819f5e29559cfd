/** The left side of the editor: about this interview, the private note, the summary that the pupil reads. */
import { useState } from 'preact/hooks';
import { PLAN_NAMES, ROUTE_NAMES } from '../../../../domain/vocabulary-names.ts';
import { PLANS, REASONS, REASON_NAMES, ROUTES } from '../../../../domain/entries/vocabulary.ts';
import type { Reason, Route } from '../../../../domain/entries/vocabulary.ts';
import { plansInForce } from '../../../../domain/plans-in-force.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { clockOf, toInstant } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { TextArea } from '../../../parts/fields.tsx';
import { Prompt } from '../../../parts/prompt.tsx';
import { Receipt } from '../../../parts/receipt.tsx';
import { PrivateZone } from '../../../parts/surface.tsx';
import { AboutPart } from './about-part.tsx';
import type { PromptName } from './parts-written.ts';
import { PROMPTS, plansWords, saidIn } from './parts-written.ts';
import { summaryFromNotes } from './summary-from-notes.ts';
import type { Draft } from './use-draft.ts';
import { whoReads } from './who-reads.ts';

interface PaneProps {
  readonly draft: Draft;
  readonly pupil: EntryOf<'pupil'>;
  readonly tutor: string;
}

/** Notes, the parts in order; one part is open at a time. */
export function NotesPane({ draft, pupil, tutor }: PaneProps) {
  // Which part is open first, decided once: after that the person opens and closes.
  const [first] = useState(() => firstPart(draft));
  return (
    <section class="pane notes" id="notes" aria-labelledby="notes-title" tabIndex={-1}>
      <div class="pane-head">
        <h2 id="notes-title">Notes</h2>
        <SavedLine draft={draft} />
      </div>
      <div class="prompts">
        <AboutPart draft={draft} open={first === 'explained'} />
        <PrivateZone
          title="careers advisers and careers leader only"
          hint="Never printed or shown. Pupils can ask to see these too."
          level={3}
        >
          {PROMPTS.map(({ name, title, aside }, i) => (
            <Prompt
              key={name}
              title={title}
              level={4}
              number={i + 1}
              done={saidIn(draft, name) !== ''}
              said={saidIn(draft, name)}
              open={first === name}
              {...(aside === null ? {} : { aside })}
            >
              <PromptChips draft={draft} name={name} />
              <DraftArea draft={draft} name={name} label={title} />
            </Prompt>
          ))}
          <Prompt
            title="Also present"
            level={4}
            done={draft.text('alsoPresent') !== ''}
            said={draft.text('alsoPresent')}
            aside="Only if somebody is"
          >
            <DraftArea draft={draft} name="alsoPresent" label="Also present" rows={1} />
          </Prompt>
          <PlansPart draft={draft} />
        </PrivateZone>
        <SummaryPart draft={draft} pupil={pupil} tutor={tutor} open={first === 'summary'} />
      </div>
    </section>
  );
}

/** What is asked for by the address, or else what comes first and is not done yet. */
function firstPart(draft: Draft): string | undefined {
  if (location.hash === '#summary') return 'summary';
  if (!(draft.values.explained ?? []).includes('who-will-see')) return 'explained';
  return PROMPTS.find(({ name }) => saidIn(draft, name) === '')?.name;
}

/** Said at most once a pause; a failure is said by the notice instead, and stays. */
function SavedLine({ draft: { saving, entry } }: { readonly draft: Draft }) {
  // When it was last changed before this page was opened: undefined for an interview that begins now.
  const [continued] = useState(entry?.at);
  if (saving.kind === 'not-saved') return null;
  if (saving.kind === 'saving') return <div role="status">Saving</div>;
  const words =
    saving.kind === 'saved'
      ? `Saved on this tablet, ${clockOf(toInstant(saving.atMs))}`
      : continued && `Continued from ${clockOf(continued)}`;
  return <div role="status">{words === undefined ? null : <Receipt state="saved" words={words} />}</div>;
}

function PromptChips({ draft, name }: { readonly draft: Draft; readonly name: PromptName }) {
  if (name === 'why') {
    return (
      <Choices
        label="Reasons to meet"
        options={REASONS.map((value) => ({ value, label: REASON_NAMES[value] }))}
        chosen={draft.values.about ?? []}
        onChange={(chosen) => void draft.set({ about: chosen as readonly Reason[] })}
      />
    );
  }
  if (name !== 'ideas') return null;
  return (
    <Choices
      label="Routes talked about"
      options={ROUTES.map((value) => ({ value, label: ROUTE_NAMES[value] }))}
      chosen={draft.values.routes ?? []}
      onChange={(chosen) => void draft.set({ routes: chosen as readonly Route[] })}
    />
  );
}

/** Which of the pupil's plans were used; nothing where there is none (policy 5.12.4, 5.12.5). */
function PlansPart({ draft }: { readonly draft: Draft }) {
  const used = draft.values.plansUsed ?? [];
  const inForce = plansInForce(draft.record);
  const options = PLANS.filter((plan) => inForce.includes(plan) || used.includes(plan));
  if (options.length === 0) return null;
  return (
    <Prompt
      title="Plans used"
      level={4}
      done={used.length > 0}
      said={plansWords(used)}
      aside="Tick what you used in this talk"
    >
      <Choices
        label="Plans used"
        options={options.map((value) => ({ value, label: PLAN_NAMES[value] }))}
        chosen={used}
        onChange={(chosen) => void draft.set({ plansUsed: PLANS.filter((plan) => chosen.includes(plan)) })}
      />
    </Prompt>
  );
}

interface AreaProps {
  readonly draft: Draft;
  readonly name: Parameters<Draft['text']>[0];
  readonly label: string;
  readonly rows?: number;
  readonly id?: string;
}

/** A text of the draft. Named by a hidden label: the prompt's heading says the rest. */
const DraftArea = ({ draft, name, label, rows = 3, id }: AreaProps) => (
  <TextArea
    {...(id === undefined ? {} : { id })}
    label={label}
    rows={rows}
    value={draft.text(name)}
    onText={(text) => draft.type(name, text)}
    onLeave={() => void draft.leave(name)}
  />
);

function SummaryPart({ draft, pupil, tutor, open }: PaneProps & { readonly open: boolean }) {
  const { name } = pupil;
  const before = draft.text('summary').trim();
  const made = summaryFromNotes(draft);
  const begin = async () => {
    // On an iPad a tap leaves the focus in the text, which then would not take what is written for it.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    draft.type('summary', [before, made].filter((t) => t !== '').join(' '));
    await draft.leave('summary');
  };
  return (
    <Prompt
      title={`Summary for ${name}`}
      level={3}
      done={draft.text('summary').trim() !== ''}
      said={draft.text('summary')}
      aside={pupil.unlisted === undefined ? `Needed. ${name} and ${tutor} read this` : 'Needed'}
      open={open}
    >
      <p class="hint">
        Write to {name}: “You…”. {whoReads(pupil, tutor)}.
      </p>
      <DraftArea draft={draft} name="summary" label={`Summary for ${name}`} rows={4} id="summary" />
      <div>
        <Button small disabled={made === '' || before.includes(made)} onClick={() => void begin()}>
          Start from my notes
        </Button>
      </div>
    </Prompt>
  );
}
