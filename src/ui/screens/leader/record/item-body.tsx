/** What is inside an entry of the careers leader's timeline: the words of each kind. */
import type { ComponentChildren } from 'preact';
import { fullDate } from '../../../../domain/date-words.ts';
import { ACTIVITY_KIND_NAMES, ROUTE_NAMES } from '../../../../domain/vocabulary-names.ts';
import { REASON_NAMES } from '../../../../domain/entries/vocabulary.ts';
import { BENCHMARK_NAMES } from '../../../../domain/benchmarks/names.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import type { CareersRecord, Entry, EntryOf, Kind } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import { allWords } from '../../../../domain/text-merge.ts';
import { PrivateZone } from '../../../parts/surface.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { PastNote } from '../../adviser/prepare/past-notes.tsx';
import { wholeWords } from '../../shared/application-words.ts';
import { StepState, StepsAgreed } from './steps-agreed.tsx';

/** What the bodies need beside the entry. */
export interface BodyView {
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
  /** Preferred first name. */
  readonly name: string;
}

type Bodies = { readonly [K in Kind]?: (entry: EntryOf<K>, view: BodyView) => ComponentChildren };

const BODIES: Bodies = {
  interview: (entry, view) => <Interview entry={entry} view={view} />,
  note: (entry) => <Private notes={[entry]} />,
  request: ({ about, words, avoid, soon }) => (
    <>
      <p>
        {[about.map((reason) => REASON_NAMES[reason]).join(', '), soon ? 'soon' : 'no rush']
          .filter((part) => part !== '')
          .join(', ')}
        {avoid === '' ? '' : `, not in ${avoid}`}.
      </p>
      <OwnWords words={words} />
    </>
  ),
  experience: (entry) => <Experience entry={entry} />,
  lmi: ({ decision }) => <OwnWords words={decision} />,
  step: (entry, view) => (
    <p>
      <StepState step={entry} view={view} />
    </p>
  ),
  aspiration: ({ words }) => <OwnWords words={allWords(words)} />,
  intention: ({ route, detail, backUp }) => (
    <p>
      {[route ? ROUTE_NAMES[route] : '', detail].filter((part) => part !== '').join(': ') || 'Not said yet'}. Plan B:{' '}
      {backUp || 'none yet'}.
    </p>
  ),
  application: (entry) => <Application entry={entry} />,
  ask: ({ words, answer }) => <Answered words={words} answer={answer} />,
  concern: ({ words, should, answer }) => (
    <>
      <Answered words={words} answer={answer} />
      {should === '' ? null : <p class="quiet">It should say: “{should}”</p>}
    </>
  ),
};

/** The body of an entry. */
export const ItemBody = ({ entry, view }: { readonly entry: Entry; readonly view: BodyView }) => (
  // The body of an entry's kind takes that kind, which the table's type cannot say.
  <>{(BODIES[entry.kind] as ((entry: Entry, view: BodyView) => ComponentChildren) | undefined)?.(entry, view)}</>
);

const OwnWords = ({ words }: { readonly words: string }) => (words === '' ? null : <p class="own-words">{words}</p>);

const Application = ({ entry }: { readonly entry: EntryOf<'application'> }) => <p>{wholeWords(entry, useToday())}</p>;

const Answered = ({ words, answer }: { readonly words: string; readonly answer: string | null }) => (
  <>
    <OwnWords words={words} />
    {answer === null ? <p class="quiet">No answer yet.</p> : <p>Answer: {answer}</p>}
  </>
);

function Interview({ entry, view }: { readonly entry: EntryOf<'interview'>; readonly view: BodyView }) {
  const { record, school } = view;
  const notes = entriesOf(record, 'note').filter((note) => note.interview === entry.id && note.withdrawn === undefined);
  return (
    <>
      <p class="facts">
        {entry.status === 'declined' ? <Tag state="cancelled" words="Declined" /> : <Tag state={entry.status} />}
        <span>
          {entry.from} with {staffName(school, entry.adviser)}
          {entry.place === '' ? '' : `, ${entry.place}`}
        </span>
      </p>
      {entry.why === null ? null : <p>{entry.why}</p>}
      {entry.summary === '' ? null : <p>{entry.summary}</p>}
      {entry.agreed && entry.agreed.words !== '' ? <OwnWords words={entry.agreed.words} /> : null}
      <Addenda record={record} on={entry.id} school={school} />
      <StepsAgreed
        steps={entriesOf(record, 'step').filter((step) => step.interview === entry.id && step.withdrawn === undefined)}
        view={view}
      />
      {notes.length > 0 ? <Private notes={notes} /> : null}
    </>
  );
}

interface AddendaProps {
  readonly record: CareersRecord;
  readonly on: EntryId;
  readonly school: SchoolFacts;
}

const Addenda = ({ record, on, school }: AddendaProps) => (
  <>
    {entriesOf(record, 'followup')
      .filter((added) => added.on === on && added.what === 'addendum' && added.withdrawn === undefined)
      .map((added) => (
        <p key={added.id}>
          {added.words} <span class="hint">Added by {staffName(school, added.author)}</span>
        </p>
      ))}
  </>
);

const Private = ({ notes }: { readonly notes: readonly EntryOf<'note'>[] }) => (
  <PrivateZone
    title="careers advisers and careers leader only"
    hint="Never printed. Pupils can ask to see these too."
    level={4}
  >
    {notes.map((note) => (
      <PastNote key={note.id} note={note} />
    ))}
  </PrivateZone>
);

const STATUS: Readonly<Record<EntryOf<'experience'>['status'], string>> = {
  confirmed: '',
  claimed: 'The pupil added it: it counts once staff confirm it.',
  'not-counted': 'It does not count.',
};

function Experience({
  entry: { facts, attended, status, why, reflection },
}: {
  readonly entry: EntryOf<'experience'>;
}) {
  const counts = facts.counts.map((benchmark) => BENCHMARK_NAMES[benchmark]).join(', ');
  const facts1 = [ACTIVITY_KIND_NAMES[facts.activity], facts.organisation, counts].filter((part) => part !== '');
  return (
    <>
      <p class="quiet">{facts1.join('. ')}.</p>
      {attended ? null : <p>Was not there on {fullDate(facts.date)}.</p>}
      {STATUS[status] === '' ? null : (
        <p>
          {STATUS[status]} {why ?? ''}
        </p>
      )}
      {facts.learned === '' ? null : <p>{facts.learned}</p>}
      <OwnWords words={allWords(reflection)} />
    </>
  );
}
