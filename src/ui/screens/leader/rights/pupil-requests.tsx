/** What was asked about one pupil's record: logging it, keeping the record longer, erasing it because it was asked. */
import type { RecordId } from '../../../../domain/ids.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { entryOf, singleton } from '../../../../domain/record.ts';
import { PATHS, pupilPath } from '../../../app/paths.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Empty, Loading } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { bothLoaded } from '../../../queries/live.ts';
import { useRecord } from '../../../queries/records.ts';
import { useRequests } from '../../../queries/rights.ts';
import { useSchool } from '../../../queries/school.ts';
import { Kept } from '../record/kept.tsx';
import { ErasePupil } from './erase-pupil.tsx';
import { Answered } from './frame.tsx';
import { LogRequest } from './log-request.tsx';
import { RequestRows } from './request-rows.tsx';
import '../../../styles/screens/rights.css';

const TITLE = 'Requests about a record';

/** The page. */
export function PupilRequests({ record }: { readonly record: RecordId }) {
  const loaded = bothLoaded(useRecord(record), useSchool());
  if (loaded.state !== 'ready') {
    return (
      <Main title={TITLE}>
        <Loading words="Opening the record" />
      </Main>
    );
  }
  const [held, school] = loaded.value;
  const pupil = held ? entryOf(held, singleton('pupil'), 'pupil') : undefined;
  if (!pupil) {
    return (
      <Main title={TITLE}>
        <Empty title="This pupil is not on this device">
          <p>The record may still be on its way, or it was erased.</p>
          <ButtonLink href={PATHS.pupils}>Pupils</ButtonLink>
        </Empty>
      </Main>
    );
  }
  return (
    <Main
      title={TITLE}
      heading={`Requests about ${fullName(pupil)}`}
      class="office rights"
      hint={<a href={pupilPath(record)}>The record</a>}
    >
      <Sheet class="stack-7">
        <OfThisPupil record={record} pupil={pupil} />
        <Kept pupil={pupil} school={school} />
        <ErasePupil record={record} pupil={pupil} />
      </Sheet>
    </Main>
  );
}

interface OfPupilProps {
  readonly record: RecordId;
  readonly pupil: EntryOf<'pupil'>;
}

function OfThisPupil({ record, pupil }: OfPupilProps) {
  const asked = useRequests();
  return (
    <>
      <Section title="Asked so far">
        <Answered asked={asked} words="Asking for the requests">
          {(all) => {
            const own = all.filter((request) => request.record === record);
            return own.length === 0 ? (
              <p>Nothing has been asked about {pupil.name}’s record.</p>
            ) : (
              <RequestRows requests={own} named={false} />
            );
          }}
        </Answered>
      </Section>
      <LogRequest record={record} onLogged={asked.again} />
    </>
  );
}
