/** "How long": for how many years after leaving each kind of entry is kept, with what that would put on the list at once. Policy 5.3.5. */
import { useState } from 'preact/hooks';
import type { Periods } from '../../../../domain/entries/school.ts';
import { KEPT_PARTS, YEARS_KEPT } from '../../../../domain/entries/school.ts';
import { KEPT_NAMES } from '../../../../domain/kept-words.ts';
import type { Kept } from '../../../../domain/kept-until.ts';
import { periodProblems } from '../../../../domain/retention.ts';
import type { PeriodsPreview } from '../../../../protocol/rights.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorSummary } from '../../../parts/error-summary.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Notice } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { previewPeriods, setPeriods, useRetention } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { Answered, Failed, RightsFrame } from './frame.tsx';
import { WHAT_GOES, goesWords } from './what-goes.ts';

/** The page. */
export function HowLong() {
  const asked = useRetention();
  return (
    <RightsFrame
      tab={RIGHTS_PATHS.periods}
      hint="Years after leaving, by your retention schedule. Nothing is deleted by itself: what is past its period comes onto the list for review."
    >
      <Answered asked={asked} words="Asking for the periods">
        {({ periods }) => <PeriodsForm key={JSON.stringify(periods)} set={periods} again={asked.again} />}
      </Answered>
    </RightsFrame>
  );
}

const ALL: readonly Kept[] = ['record', ...KEPT_PARTS];

const HINTS: Readonly<Record<Kept, string>> = {
  record: 'Everything goes, with the pupil’s account. Empty: no record is ever due',
  notes: 'And the questions that tutors asked. Disclosable while they are kept',
  interviews: 'And what was said on them, requests and what the pupil wrote before',
  experiences: 'What the pupil took part in, and wrote about it',
  plans: 'Where the pupil goes: what policy 5.3.5 is about. Predicted grades too',
};

const idOf = (of: Kept): string => `period-${of}`;
const textsOf = (periods: Periods) =>
  Object.fromEntries(ALL.map((of) => [of, periods[of] === null ? '' : String(periods[of])])) as Record<Kept, string>;
const periodsIn = (texts: Readonly<Record<Kept, string>>): Periods =>
  Object.fromEntries(ALL.map((of) => [of, texts[of].trim() === '' ? null : Number(texts[of])])) as Periods;

interface FormProps {
  readonly set: Periods;
  readonly again: () => void;
}

function PeriodsForm({ set, again }: FormProps) {
  const { session, engine } = useHouse();
  const [texts, setTexts] = useState(() => textsOf(set));
  const [tried, setTried] = useState(false);
  const [preview, setPreview] = useState<PeriodsPreview | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted = periodsIn(texts);
  const problems = tried ? periodProblems(wanted) : [];
  const isSame = JSON.stringify(wanted) === JSON.stringify(set);
  const write = (of: Kept, text: string) => {
    setTexts({ ...texts, [of]: text });
    setPreview(null);
  };
  const look = async () => {
    setTried(true);
    if (periodProblems(wanted).length > 0) return;
    setBusy(true);
    const answer = await previewPeriods(session.school, wanted);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setPreview(answer.value);
  };
  const keep = async () => {
    setBusy(true);
    const answer = await setPeriods(session.school, wanted);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setPreview(null);
    showToast({ words: 'Saved. Pupils read it under “Who can see my information”.' });
    engine.sync('asked');
    again();
  };
  return (
    <Sheet class="stack-7">
      <ErrorSummary
        problems={problems.map(({ of, words }) => ({ field: idOf(of), words: `${KEPT_NAMES[of]}: ${words}` }))}
      />
      <form
        class="stack-5"
        aria-label="How long records are kept"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <div class="periods">
          {ALL.map((of) => (
            <Field
              key={of}
              label={KEPT_NAMES[of]}
              hint={HINTS[of]}
              id={idOf(of)}
              error={problems.find((problem) => problem.of === of)?.words}
            >
              <span class="years">
                <TextInput type="number" inputMode="numeric" value={texts[of]} onText={(text) => write(of, text)} />
                years
              </span>
            </Field>
          ))}
        </div>
        <p class="hint">
          {YEARS_KEPT.least} years or more: policy 5.3.5 asks to keep where a pupil goes for three years from leaving,
          or from the end of Year 11 if that is earlier. A part without years of its own stays as long as the record.
          Support and adjustments are due the day after leaving.
        </p>
        <Failed failure={failure} title={preview === null ? 'It could not be looked up' : 'Nothing was changed'} />
        {preview === null ? (
          <div class="actions">
            <Button look="do" type="submit" disabled={isSame} busy={busy}>
              See what it changes
            </Button>
          </div>
        ) : null}
      </form>
      {preview === null ? null : (
        <Section title="What it changes" titleClass="group-title">
          <Notice title={comesWords(preview)}>
            <p>{leavesWords(preview)}You approve each list before anything goes.</p>
          </Notice>
          <div class="actions">
            <Button look="do" busy={busy} onClick={() => void keep()}>
              Keep records for these years
            </Button>
            <Button look="plain" onClick={() => setPreview(null)}>
              Not now
            </Button>
          </div>
        </Section>
      )}
    </Sheet>
  );
}

type Counts = PeriodsPreview['comes'];

const listed = (counts: Counts): string =>
  WHAT_GOES.flatMap((what) => counts.filter((one) => one.what === what))
    .map(({ what, pupils }) => goesWords(what, pupils))
    .join(', ');

/** "12 records would come onto the list for review at once". */
const comesWords = ({ comes }: PeriodsPreview): string =>
  comes.length === 0
    ? 'Nothing would come onto the list for review at once'
    : `${sentence(listed(comes))} would come onto the list for review at once`;

const leavesWords = ({ leaves }: PeriodsPreview): string =>
  leaves.length === 0 ? '' : `${sentence(listed(leaves))} would leave it: kept longer, or gone with the whole record. `;

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
