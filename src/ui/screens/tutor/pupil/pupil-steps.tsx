/** The next steps of one pupil, those too that were agreed without the tutor, with what was said about each. */
import { useRef, useState } from 'preact/hooks';
import { dueWords, shortDate } from '../../../../domain/date-words.ts';
import { digestOf } from '../../../../domain/digest-of.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import type { StepRow } from '../../../../domain/steps.ts';
import { isOpenStep, stepsOf } from '../../../../domain/steps.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Menu } from '../../../parts/menu.tsx';
import { Rows, Step } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { useMay } from '../../../queries/mutate.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { ownerWords } from '../../shared/step-words.ts';
import { SaidLine } from '../said-line.tsx';
import { useStepActs } from '../step-acts.ts';
import { StepDialog } from '../step-dialogs.tsx';
import { fullStepName, stepName } from '../step-names.ts';
import type { Asking } from '../step-row.tsx';

interface StepsProps {
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
  readonly today: IsoDate;
}

/** Open ones first, by date; then the closed ones, the last first. */
export function PupilSteps({ record, school, today }: StepsProps) {
  const rows = stepsOf(digestOf(record));
  const acts = useStepActs();
  const mayAsk = useMay(record.id)('ask.raise');
  const [saying, setSaying] = useState<EntryId | null>(null);
  const [dialog, setDialog] = useState<{ readonly asking: Asking; readonly row: StepRow } | null>(null);
  const sectionRef = useRef<HTMLDivElement>(null);
  const told = { record, school, today };
  // The pressed button goes: without this the focus would be nowhere.
  const closed = (saved: boolean) => (saved ? sectionRef.current?.focus({ preventScroll: true }) : undefined);
  return (
    <Section title="Next steps" count={rows.filter(({ step }) => isOpenStep(step)).length}>
      <div ref={sectionRef} tabIndex={-1} class="focus-place">
        {rows.length === 0 ? <p class="quiet">None agreed yet.</p> : null}
        <Rows class="step-list">
          {rows.map((row) => (
            <Step
              key={row.step.id}
              title={row.step.what}
              words={<About row={row} {...told} />}
              actions={
                isOpenStep(row.step) ? (
                  <>
                    <Button
                      look="plain"
                      label={`Done: ${stepName(row)}`}
                      onClick={() => void acts.done([row], today).then(closed)}
                    >
                      Done
                    </Button>
                    <Button
                      look="plain"
                      label={`Talked about it: ${stepName(row)}`}
                      onClick={() =>
                        void acts
                          .talked([row], () => setSaying(null))
                          .then((saved) => (saved ? setSaying(row.step.id) : undefined))
                      }
                    >
                      Talked about it
                    </Button>
                    <Menu
                      label={`More for ${fullStepName(row)}: change date, not needed${mayAsk ? ', ask the careers adviser' : ''}`}
                      items={[
                        { label: 'Change date', onPress: () => setDialog({ asking: 'change-date', row }) },
                        { label: 'Not needed', onPress: () => setDialog({ asking: 'not-needed', row }) },
                        ...(mayAsk
                          ? [{ label: 'Ask the careers adviser', onPress: () => setDialog({ asking: 'ask', row }) }]
                          : []),
                      ]}
                    />
                    {saying === row.step.id ? (
                      <SaidLine
                        row={row}
                        onSay={async (_, words) => {
                          const saved = await acts.say(row, words);
                          if (saved) setSaying(null);
                          return saved;
                        }}
                      />
                    ) : null}
                  </>
                ) : (
                  <Button
                    look="plain"
                    label={`Open again: ${stepName(row)}`}
                    onClick={() => void acts.reopen(row, today).then(closed)}
                  >
                    Open again
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      </div>
      {dialog ? (
        <StepDialog
          asking={dialog.asking}
          rows={[dialog.row]}
          acts={acts}
          school={school}
          today={today}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Section>
  );
}

const CLOSED = { done: 'Done', 'not-needed': 'Not needed' } as const;

/** Who and by when, who agreed it, and what was said since, in order. */
function About({ row, record, school, today }: StepsProps & { readonly row: StepRow }) {
  const { step, pupil } = row;
  const said = entriesOf(record, 'followup').filter(({ on }) => on === step.id);
  const why = closingReason(record, step.id);
  const state =
    step.status === 'done' || step.status === 'not-needed'
      ? `${CLOSED[step.status]}${step.closedOn ? `, ${shortDate(step.closedOn)}` : ''}${why === null ? '' : `: ${why}`}`
      : `By ${shortDate(step.due)}${step.due < today ? `, ${dueWords(step.due, today)}` : ''}`;
  return (
    <>
      {ownerWords(step.who, pupil.name)}. {state}. Agreed with {staffName(school, step.by)}.
      {said.map((followup) => (
        <span key={followup.id} class="said-note">
          {saidWords(followup, school, pupil.name)}
        </span>
      ))}
    </>
  );
}

const closingReason = (record: CareersRecord, id: EntryId): string | null => {
  const entry = record.entries[id];
  return entry?.kind === 'step' ? entry.why : null;
};

/** "Mr Lee talked about it, Tue 24 Nov: “On Friday.”" */
function saidWords(followup: EntryOf<'followup'>, school: SchoolFacts, pupil: string): string {
  const { what, author, madeAt, words } = followup;
  const who = {
    talked: `${staffName(school, author)} talked about it`,
    'claims-done': `${pupil} says: I’ve done this`,
    'needs-help': `${pupil} says: I need help`,
    addendum: staffName(school, author),
  }[what];
  return `${who}, ${shortDate(dateOf(madeAt))}${words === '' ? '' : `: “${words}”`}`;
}
