/** "Whose records could this device have seen?": every pupil's record that was sent to it, in which groups, first and last. UK GDPR Art. 33. */
import { csvOf } from '../../../../domain/csv.ts';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { PersonId } from '../../../../domain/ids.ts';
import { fullName } from '../../../../domain/person-names.ts';
import { FIGURE_GROUPS, groupName, isInGroup } from '../../../../domain/pupil-groups.ts';
import { dateOf } from '../../../../domain/time.ts';
import type { RecordsSent } from '../../../../protocol/holders.ts';
import { MANIFEST_DAYS } from '../../../../protocol/holders.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Empty, Loading } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { Scroll, Table } from '../../../parts/table.tsx';
import { useToday } from '../../../queries/clock.ts';
import { saveFile } from '../../../queries/files.ts';
import { useRecordsSent } from '../../../queries/holders.ts';
import { bothLoaded } from '../../../queries/live.ts';
import { useDigests } from '../../../queries/records.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName, useSchool } from '../../../queries/school.ts';
import { counted } from '../roster-change/counted.ts';
import { NoneOffline, useTakeAway } from '../take-away.tsx';
import { Answered } from './frame.tsx';
import type { SeenPupil } from './seen-pupils.ts';
import { DEPTHS, DEPTH_WORDS, seenPupils } from './seen-pupils.ts';
import '../../../styles/screens/office.css';
import '../../../styles/screens/rights.css';

/** Of one device. */
export const SeenByDevice = ({ holder }: { readonly holder: number }) => (
  <Seen title="Whose records could this device have seen?" of={{ holder }} />
);
/** Of all devices of a person. */
export const SeenByPerson = ({ person }: { readonly person: PersonId }) => (
  <Seen title="Whose records could these devices have seen?" of={{ person }} />
);

function Seen({ title, of }: { readonly title: string; readonly of: Parameters<typeof useRecordsSent>[0] }) {
  const asked = useRecordsSent(of);
  const loaded = bothLoaded(useSchool(), useDigests());
  return (
    <Main title={title} class="office rights" hint={<a href={RIGHTS_PATHS.devices}>Devices</a>}>
      {loaded.state === 'ready' ? (
        <Answered asked={asked} words="Asking for what was sent">
          {(sent) => <Content sent={sent} school={loaded.value[0]} digests={loaded.value[1]} />}
        </Answered>
      ) : (
        <Loading words="Opening the pupils" />
      )}
    </Main>
  );
}

interface ContentProps {
  readonly sent: RecordsSent;
  readonly school: SchoolFacts;
  readonly digests: readonly Digest[];
}

function Content({ sent, school, digests }: ContentProps) {
  const today = useToday();
  const takeAway = useTakeAway();
  const pupils = seenPupils(sent.records, digests);
  const download = () =>
    void takeAway({ what: 'records-sent-list', pupils: pupils.length }, () =>
      saveFile('records-sent.csv', 'text/csv', csvOf(tableOf(pupils))),
    );
  const name = staffName(school, sent.person);
  const whose = sent.devices === 1 ? `A device of ${name}` : `${plural(sent.devices, 'device')} of ${name}`;
  if (pupils.length === 0) {
    return (
      <Sheet>
        <Empty title={`${whose}: no pupil’s record was sent`}>
          <p>A device that has not been in contact for {MANIFEST_DAYS} days is forgotten, with what it was sent.</p>
        </Empty>
      </Sheet>
    );
  }
  const known = pupils.flatMap(({ digest }) => digest ?? []);
  const groups = FIGURE_GROUPS.map(
    (group) => [groupName(group), known.filter((digest) => isInGroup(group, digest, today)).length] as const,
  );
  return (
    <Sheet class="stack-7">
      <Section title={`${whose}: ${counted(pupils.length, 'pupil')}`} class="stack-4">
        <p>
          The server sent these records to it: it may hold them, or did within the last {MANIFEST_DAYS} days. Whether
          somebody looked at them is another question: that stands on each record under “Who has seen it”.
        </p>
        <ul class="counts">
          {DEPTHS.map((depth) => (
            <li key={depth}>
              <b>{pupils.filter((pupil) => pupil.depth === depth).length.toLocaleString('en-GB')}</b>{' '}
              {DEPTH_WORDS[depth]}
            </li>
          ))}
        </ul>
        <p>Among them: {groups.map(([group, count]) => `${group} ${count}`).join(', ')}.</p>
        <div class="actions">
          <Button onClick={download}>Download list</Button>
          <NoneOffline />
        </div>
      </Section>
      <Scroll label="Records that were sent">
        <Table
          caption="Records that were sent"
          quiet
          columns={COLUMNS}
          rows={pupils.map((pupil) => ({ key: pupil.record, cells: cellsOf(pupil) }))}
        />
      </Scroll>
    </Sheet>
  );
}

const COLUMNS = ['Pupil', 'Form', 'What of it', 'First sent', 'Last sent'] as const;

const cellsOf = ({ digest, depth, first, last }: SeenPupil): readonly string[] => [
  digest?.pupil ? fullName(digest.pupil) : 'Erased, or not on this device',
  digest?.pupil?.form ?? '',
  DEPTH_WORDS[depth],
  fullDate(dateOf(first)),
  fullDate(dateOf(last)),
];

const tableOf = (pupils: readonly SeenPupil[]): readonly (readonly string[])[] => [
  [...COLUMNS, 'Record'],
  ...pupils.map((pupil) => [...cellsOf(pupil), pupil.record]),
];
