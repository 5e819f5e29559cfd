/** A walk-in: find the pupil by name and start, on the list or not. It works with no internet: three taps and a name. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Digest } from '../../../domain/digest.ts';
import type { EntryId, PersonId } from '../../../domain/ids.ts';
import { suggestPupils } from '../../../domain/find-pupils.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { clockOf, dateOf, toInstant } from '../../../domain/time.ts';
import { interviewPath } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { NO_WALK_IN_LEFT, useNoWalkInLeft } from '../../queries/walk-ins.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';
import { useLater } from '../shared/use-later.ts';

interface AddProps {
  readonly digests: readonly Digest[];
  readonly room: string;
  readonly onClose: () => void;
}

/** The dialog behind "Add a pupil". */
export function AddPupil({ digests, room, onClose }: AddProps) {
  const { session, newId, nowMs } = useHouse();
  const { route } = useLocation();
  const mutate = useMutate();
  const today = useToday();
  const noneLeft = useNoWalkInLeft();
  const [words, setWords] = useState('');
  const { Shown: NotOnList, open } = useLater(() => import('./not-on-list.tsx').then((m) => m.NotOnList));
  const [result, setResult] = useState<Saved | null>(null);
  const start = async (digest: Digest) => {
    const { record } = digest;
    const known = openInterview(digest, session.person, today);
    if (known !== undefined) return route(interviewPath(record, known));
    const id = newId() as EntryId;
    const now = toInstant(nowMs());
    const saved = await mutate('interview.start', record, { id, date: dateOf(now), from: clockOf(now), place: room });
    setResult(saved);
    if (saved.kind === 'saved') route(interviewPath(record, id));
  };
  const found = suggestPupils(digests, words, today);
  const isTooMany = (digest: Digest) =>
    openInterview(digest, session.person, today) === undefined && digest.pupil !== null && noneLeft(digest.pupil);
  const [toBook, toStart] = [found.filter(isTooMany), found.filter((digest) => !isTooMany(digest))];
  const isNobody = words.trim() !== '' && found.length === 0;
  const years = [...new Set(digests.flatMap(({ pupil }) => pupil?.year ?? []))].toSorted((a, b) => a - b);
  return (
    <Dialog title="Add a pupil" onClose={onClose}>
      <Field label="Name or form" hint="Start typing">
        <TextInput type="search" value={words} onText={setWords} />
      </Field>
      <NotSavedHere saved={result}>The interview was not started. Make room on this tablet and try again.</NotSavedHere>
      <div class="stack">
        {toStart.map((digest) => (
          <Button key={digest.record} onClick={() => void start(digest)}>
            <NameAndForm digest={digest} />
          </Button>
        ))}
      </div>
      {toBook.length > 0 ? (
        <>
          <p>{NO_WALK_IN_LEFT} Ask your careers leader to book an interview:</p>
          <ul class="plain">
            {toBook.map((digest) => (
              <li key={digest.record}>
                <NameAndForm digest={digest} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <output>{isNobody ? 'Nobody of this name or form is on this tablet.' : null}</output>
      {isNobody && !NotOnList ? <Button onClick={open}>Not on the list</Button> : null}
      {isNobody && NotOnList ? <NotOnList words={words} room={room} years={years} /> : null}
    </Dialog>
  );
}

const NameAndForm = ({ digest: { pupil } }: { readonly digest: Digest }) => (
  <>
    {pupil ? fullName(pupil) : ''} <span class="form">{pupil?.form ?? ''}</span>
  </>
);

/** What the adviser has begun with this pupil or booked for today: it is gone on with, not made a second time. */
const openInterview = (digest: Digest, adviser: PersonId, today: IsoDate): EntryId | undefined =>
  digest.drafts.at(-1)?.interview ??
  digest.interviews.find((i) => i.adviser === adviser && i.date === today && i.status === 'booked')?.id;
