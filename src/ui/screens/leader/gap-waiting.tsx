/** The names behind the lists of the dashboard: who waits for an interview, a follow-up, an answer; offers; the local authority. Policy 4.4.6, 5.5.1, 5.12.1. */
import { dueWords, plural, shortDate } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import { gapRows, tutorAskWords } from '../../../domain/gap.ts';
import type { RecordId } from '../../../domain/ids.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { CareersRecord, EntryOf } from '../../../domain/record.ts';
import type { SharingList } from '../../../domain/sharing-lists.ts';
import type { IsoDate } from '../../../domain/time.ts';
import {
  concernsWaiting,
  differencesWaiting,
  openRequests,
  questionsWaiting,
  unfollowedSteps,
  unlistedWaiting,
} from '../../../domain/waiting.ts';
import type { WaitingList } from '../../app/paths.ts';
import { PATHS, pupilPath } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { bothLoaded } from '../../queries/live.ts';
import { useDigests, useRecord } from '../../queries/records.ts';
import type { RosterView, SchoolFacts } from '../../queries/school.ts';
import { useRoster, useSchool } from '../../queries/school.ts';
import { hasTutorOn } from './dashboard/waiting.tsx';
import { PupilsListed } from './gap/pupils-listed.tsx';
import { LIST_TITLES } from './lists/list-words.ts';
import { NoOffer } from './lists/no-offer.tsx';
import { SharingNames } from './lists/sharing-names.tsx';
import { Answers, useOwed } from './record/answers-owed.tsx';
import '../../styles/screens/gap.css';

/** Lists that say what is waited for; the others are pages of their own. */
type NamesList = Exclude<WaitingList, 'no-offer' | SharingList>;

const HINTS: Readonly<Record<NamesList, string>> = {
  requests: 'Nothing is booked for them yet.',
  steps: 'These next steps are for a form tutor, and the pupils have none today.',
  questions: 'Answer here, or open the pupil first.',
  concerns: 'Answer here, or open the pupil first. Only they and you can see it.',
  unlisted: 'An adviser met them. Open each one, and move what is there to the right pupil.',
  differences: 'Written or set in two ways at the same time. Open the pupil to see both.',
};

const NoSuchList = () => (
  <Main title="Not here" class="gap">
    <Empty title="The dashboard has no such list">
      <ButtonLink href={PATHS.dashboard}>Dashboard</ButtonLink>
    </Empty>
  </Main>
);

/** The page of one list. */
export function WaitingPage({ list }: { readonly list: string }) {
  const known = (Object.keys(LIST_TITLES) as readonly WaitingList[]).find((other) => other === list);
  const loaded = bothLoaded(useDigests(), useRoster());
  if (known === undefined) return <NoSuchList />;
  if (loaded.state !== 'ready') {
    return (
      <Main title={LIST_TITLES[known]} class="gap">
        <Sheet>{loaded.state === 'failed' ? <NotRead /> : <Loading words="Finding the names" />}</Sheet>
      </Main>
    );
  }
  const [digests, roster] = loaded.value;
  switch (known) {
    case 'requests':
      return <Requests digests={digests} />;
    case 'no-offer':
      return <NoOffer digests={digests} />;
    case 'again':
    case 'not-asked':
    case 'no':
      return <SharingNames key={known} list={known} digests={digests} />;
    default:
      return <Names list={known} digests={digests} roster={roster} />;
  }
}

const NotRead = () => (
  <Notice state="stop" title="There is a problem">
    <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
  </Notice>
);

const titleOf = (list: NamesList, count: number): string => `${LIST_TITLES[list]} (${count})`;

const Hint = ({ list }: { readonly list: NamesList }) => (
  <>
    <a href={PATHS.dashboard}>Dashboard</a>: {HINTS[list]}
  </>
);

const NobodyWaits = () => (
  <Empty title="Nobody is waiting">
    <ButtonLink href={PATHS.dashboard} look="back">
      Dashboard
    </ButtonLink>
  </Empty>
);

/** Those who asked can be booked together, as from any gap list. */
function Requests({ digests }: { readonly digests: readonly Digest[] }) {
  const today = useToday();
  const asking = openRequests(digests, today).map(({ record }) => record);
  const rows = gapRows(digests, asking, today);
  return (
    <PupilsListed
      title={titleOf('requests', rows.length)}
      hint={<Hint list="requests" />}
      rows={rows}
      file="asked-for-an-interview"
      ask={tutorAskWords('8')}
      empty={<NobodyWaits />}
    />
  );
}

interface NamesProps {
  readonly list: Exclude<NamesList, 'requests'>;
  readonly digests: readonly Digest[];
  readonly roster: RosterView;
}

function Names({ list, digests, roster }: NamesProps) {
  const today = useToday();
  const rows = rowsOf({ list, digests, roster }, today);
  return (
    <Main title={titleOf(list, rows.length)} class="gap" hint={<Hint list={list} />}>
      <Sheet>
        {rows.length === 0 ? <NobodyWaits /> : null}
        <Rows label={LIST_TITLES[list]}>
          {rows.map(({ key, record, name, first, form, words }) => (
            <Row key={key}>
              <div>
                <RowName name={name} href={pupilPath(record)} level={2} {...(form === null ? {} : { form })} />
                {words === null ? <Asked id={record} list={list} name={first} /> : <p>{words}</p>}
              </div>
            </Row>
          ))}
        </Rows>
      </Sheet>
    </Main>
  );
}

interface AskedProps {
  readonly id: RecordId;
  readonly list: NamesProps['list'];
  readonly name: string;
}

/** What is asked, in the words of whoever asked, and the answer to it. */
function Asked(props: AskedProps) {
  const loaded = bothLoaded(useRecord(props.id), useSchool());
  if (loaded.state !== 'ready') return null;
  const [record, school] = loaded.value;
  return record && <AskedIn {...props} record={record} school={school} />;
}

function AskedIn({ list, ...props }: AskedProps & { readonly record: CareersRecord; readonly school: SchoolFacts }) {
  const isListed = (asked: EntryOf<'concern'> | EntryOf<'ask'>) =>
    list === 'questions' ? asked.kind === 'ask' && asked.to === 'leader' : asked.kind === 'concern';
  return <Answers {...props} owed={useOwed(props.record).filter(isListed)} />;
}

interface NamedRow {
  readonly key: string;
  readonly record: RecordId;
  readonly name: string;
  /** Preferred first name. */
  readonly first: string;
  readonly form: string | null;
  /** Null: what they say is in their record. */
  readonly words: string | null;
}

const LISTS = {
  questions: questionsWaiting,
  concerns: concernsWaiting,
  differences: differencesWaiting,
  unlisted: unlistedWaiting,
} as const;

function rowsOf({ list, digests, roster }: NamesProps, today: IsoDate): readonly NamedRow[] {
  if (list === 'steps') return stepRows(digests, roster, today);
  return LISTS[list](digests, today).map(({ record, pupil, differences }) => ({
    key: record,
    record,
    name: pupil ? fullName(pupil) : 'A pupil',
    first: pupil?.name ?? 'the pupil',
    form: pupil?.form ?? null,
    words: wordsOf(list, { differences, year: pupil?.year }),
  }));
}

const wordsOf = (
  list: NamesProps['list'],
  { differences, year }: { readonly differences: number; readonly year: number | undefined },
) => {
  if (list === 'differences') return plural(differences, 'difference');
  return list === 'unlisted' ? `Year ${year}, as the adviser wrote it` : null;
};

function stepRows(digests: readonly Digest[], roster: RosterView, today: IsoDate): readonly NamedRow[] {
  const forms = new Map(digests.map(({ record, pupil }) => [record, pupil?.form ?? null]));
  return unfollowedSteps(digests, hasTutorOn(roster, today), today).map(({ record, pupil, step }) => ({
    key: `${record} ${step.id}`,
    record,
    name: fullName(pupil),
    first: pupil.name,
    form: forms.get(record) ?? null,
    words: `${step.what}. ${shortDate(step.due)}, ${dueWords(step.due, today)}.`,
  }));
}
