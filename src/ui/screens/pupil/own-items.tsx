/** What stands inside each entry of "My record", said to the pupil. Interviews show their summary and steps, never a note. */
import type { ComponentChildren } from 'preact';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import { dateNearby, fullDate } from '../../../domain/date-words.ts';
import { ACTIVITY_KIND_NAMES, ROUTE_NAMES } from '../../../domain/vocabulary-names.ts';
import { REASON_NAMES } from '../../../domain/entries/vocabulary.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { Entry, EntryOf, Kind } from '../../../domain/record.ts';
import { entriesOf } from '../../../domain/record.ts';
import { allWords } from '../../../domain/text-merge.ts';
import { Tag } from '../../parts/tag.tsx';
import { wholeWords } from '../shared/application-words.ts';
import type { OwnView } from './own-page.tsx';

type Bodies = { readonly [K in Kind]?: (entry: EntryOf<K>, view: OwnView) => ComponentChildren };

const STEP_STATES: Readonly<Record<EntryOf<'step'>['status'], string>> = {
  'to-do': 'To do',
  talked: 'Talked about',
  done: 'Done',
  'not-needed': 'Not needed',
};

const SAID: Readonly<Record<EntryOf<'followup'>['what'], string>> = {
  talked: 'talked about it with you',
  'claims-done': 'said that you have done it',
  'needs-help': 'asked for help',
  addendum: 'added',
};

const BODIES: Bodies = {
  interview: (entry, view) => <Interview entry={entry} view={view} />,
  step: (entry, view) => <StepLine step={entry} view={view} />,
  experience: (entry) => <Experience entry={entry} />,
  lmi: ({ decision }) => <Own words={decision} />,
  aspiration: ({ words }) => <Own words={allWords(words)} />,
  intention: ({ route, detail, backUp }) => (
    <p>
      {[route ? ROUTE_NAMES[route] : '', detail].filter((part) => part !== '').join(': ') || 'Not said yet'}.
      {backUp === '' ? '' : ` If that does not work out: ${backUp}.`}
    </p>
  ),
  application: (entry, { today }) => <p>{wholeWords(entry, today)}</p>,
  request: ({ about, words, avoid }) => (
    <>
      {about.length > 0 ? <p>{about.map((reason) => REASON_NAMES[reason]).join(', ')}.</p> : null}
      <Own words={words} />
      {avoid === '' ? null : <p class="quiet">Not in {avoid}.</p>}
    </>
  ),
  concern: ({ words, should, answer }) => (
    <>
      <Own words={words} />
      {should === '' ? null : <p class="quiet">It should say: “{should}”</p>}
      <p>{answer === null ? 'No answer yet.' : `Answer: ${answer}`}</p>
    </>
  ),
};

/** The body of an entry. */
export const OwnItem = ({ entry, view }: { readonly entry: Entry; readonly view: OwnView }) => (
  // The body of an entry's kind takes that kind, which the table's type cannot say.
  <>{(BODIES[entry.kind] as ((entry: Entry, view: OwnView) => ComponentChildren) | undefined)?.(entry, view)}</>
);

const Own = ({ words }: { readonly words: string }) => (words === '' ? null : <p class="own-words">{words}</p>);

function Interview({ entry, view }: { readonly entry: EntryOf<'interview'>; readonly view: OwnView }) {
  const steps = entriesOf(view.record, 'step').filter((step) => step.interview === entry.id);
  const added = entriesOf(view.record, 'followup').filter(({ on, what }) => on === entry.id && what === 'addendum');
  return (
    <>
      <p class="facts">
        {entry.status === 'declined' ? <Tag state="cancelled" words="Declined" /> : <Tag state={entry.status} />}
        <span>
          {entry.from} with {staffNameOf(view.school.staffById, entry.adviser)}
          {entry.place === '' ? '' : `, ${entry.place}`}
        </span>
      </p>
      {entry.why === null ? null : <p>{entry.why}</p>}
      {entry.summary === '' ? null : <p>{entry.summary}</p>}
      {entry.agreed === null ? null : <Own words={entry.agreed.words} />}
      {added.map(({ id, words, author }) => (
        <p key={id}>
          {words} <span class="hint">Added by {staffNameOf(view.school.staffById, author)}</span>
        </p>
      ))}
      {steps.length > 0 ? (
        <ul class="steps-agreed">
          {steps.map((step) => (
            <li key={step.id}>
              <StepLine step={step} view={view} named />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

interface LineProps {
  readonly step: EntryOf<'step'>;
  readonly view: OwnView;
  /** The step's own words first: where no heading says them. */
  readonly named?: boolean;
}

function StepLine({ step, view: { record, school, today }, named = false }: LineProps) {
  const said = entriesOf(record, 'followup').filter(({ on, what }) => on === step.id && what !== 'addendum');
  return (
    <>
      {named ? `${step.what}, ` : ''}
      <span class={named ? undefined : 'quiet'}>by {dateNearby(step.due, today)}. </span>
      <span class="quiet">
        {STEP_STATES[step.status]}
        {step.closedOn ? `, ${fullDate(step.closedOn)}` : ''}
        {step.why ? `: ${step.why}` : ''}.
      </span>
      {said.map(({ id, author, what, words }) => (
        <p class="hint" key={id}>
          {author === (record.id as string) ? 'You' : staffNameOf(school.staffById, author)} {SAID[what]}
          {words === '' ? '.' : `: “${words}”`}
        </p>
      ))}
    </>
  );
}

function Experience({
  entry: { facts, attended, status, why, reflection },
}: {
  readonly entry: EntryOf<'experience'>;
}) {
  const counts = facts.counts.map((benchmark) => BENCHMARK_NAMES[benchmark]).join(', ');
  return (
    <>
      <p class="quiet">
        {[ACTIVITY_KIND_NAMES[facts.activity], facts.organisation, counts].filter((part) => part !== '').join('. ')}.
      </p>
      {attended ? null : <p>You were not there that day.</p>}
      {status === 'claimed' ? <p>Waiting for staff to confirm it.</p> : null}
      {status === 'not-counted' ? <p>It does not count{why ? `: ${why}` : ''}.</p> : null}
      {facts.learned === '' ? null : <p>{facts.learned}</p>}
      <Own words={allWords(reflection)} />
    </>
  );
}
