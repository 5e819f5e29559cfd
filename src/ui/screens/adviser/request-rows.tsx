/** Pupils who asked for an interview, the longest waiting first; each can be booked. Source: policy 5.12.1. */
import { shortDate } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import { fullName } from '../../../domain/person-names.ts';
import { REASON_NAMES } from '../../../domain/entries/vocabulary.ts';
import type { EntryOf } from '../../../domain/record.ts';
import { entriesOf } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { openRequests } from '../../../domain/waiting.ts';
import { pupilPath } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import { useRecord } from '../../queries/records.ts';
import { useLater } from '../shared/use-later.ts';

/** What the list is of. */
export interface RequestsProps {
  readonly digests: readonly Digest[];
  readonly today: IsoDate;
  /** Of today's visit; '' when there is none. */
  readonly room: string;
}

/** The list. */
export function RequestRows({ digests, today, room }: RequestsProps) {
  const requests = openRequests(digests, today);
  if (requests.length === 0)
    return (
      <Empty title="Nobody is waiting">
        <p>Pupils who ask for an interview stand here.</p>
      </Empty>
    );
  return (
    <Rows ordered>
      {requests.map((digest) => (
        <RequestRow key={digest.record} digest={digest} today={today} room={room} />
      ))}
    </Rows>
  );
}

type RowProps = Omit<RequestsProps, 'digests'> & { readonly digest: Digest };

function RequestRow({ digest, today, room }: RowProps) {
  const { Shown: BookDialog, open, close } = useLater(() => import('./book-dialog.tsx').then((m) => m.BookDialog));
  const record = useRecord(digest.record);
  const request = record.state === 'ready' && record.value ? entriesOf(record.value, 'request').at(-1) : undefined;
  const name = digest.pupil ? fullName(digest.pupil) : 'A pupil';
  return (
    <Row class="owed">
      <div>
        <RowName
          name={name}
          level={2}
          href={pupilPath(digest.record)}
          {...(digest.pupil?.form ? { form: digest.pupil.form } : {})}
        />
        {request ? <p class="quiet">{requestWords(request)}</p> : null}
      </div>
      <Button onClick={open} about={` ${name}`}>
        Book
      </Button>
      {BookDialog ? <BookDialog record={digest.record} name={name} today={today} room={room} onClose={close} /> : null}
    </Row>
  );
}

/** "Asked on Mon 9 Nov. Apprenticeships. Soon. “About engineering.” Not in Maths." */
function requestWords({ askedOn, about, soon, words, avoid }: EntryOf<'request'>): string {
  const sentences = [
    `Asked on ${shortDate(askedOn)}.`,
    about.length === 0 ? '' : `${about.map((reason) => REASON_NAMES[reason]).join(', ')}.`,
    soon ? 'Soon.' : '',
    words === '' ? '' : `“${words}”`,
    avoid === '' ? '' : `Not in ${avoid}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
