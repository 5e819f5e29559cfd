/** "Move to another pupil": the right pupil is found by name, then what goes with it and who held it is shown, then it is moved. */
import { useState } from 'preact/hooks';
import { longDate, plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { suggestPupils } from '../../../../domain/find-pupils.ts';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { CareersRecord, Kind } from '../../../../domain/record.ts';
import { dateOf } from '../../../../domain/time.ts';
import type { MovePreview } from '../../../../protocol/move.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Notice } from '../../../parts/states.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { confirmMove, previewMove } from '../../../queries/move-entry.ts';
import { useDigests } from '../../../queries/records.ts';
import { staffName } from '../../../queries/school.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { failureWords } from '../../../queries/server.ts';
import { NeedsInternet } from '../needs-internet.tsx';
import type { BodyView } from './item-body.tsx';

interface MoveProps {
  readonly view: BodyView;
  readonly entry: EntryId;
  /** "Interview, 11 Nov": which one. */
  readonly about: string;
  readonly onClose: () => void;
}

/** To whom, and what the server says would move. */
interface Shown {
  readonly to: RecordId;
  readonly name: string;
  readonly preview: MovePreview;
}

/** The dialog. */
export function MoveEntry({ view, entry, about, onClose }: MoveProps) {
  const { session, engine } = useHouse();
  const [shown, setShown] = useState<Shown | null>(null);
  const [failed, setFailed] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const { id: record } = view.record;
  const choose = async (to: RecordId, name: string) => {
    setBusy(true);
    const preview = await previewMove(session.school, { record, entry, to });
    setBusy(false);
    setFailed(preview.ok ? null : preview.error);
    setShown(preview.ok ? { to, name, preview: preview.value } : null);
  };
  const move = async ({ to, name, preview }: Shown) => {
    setBusy(true);
    const moved = await confirmMove(session.school, { record, entry, to, entries: preview.entries });
    setBusy(false);
    if (!moved.ok) return setFailed(moved.error);
    engine.sync('asked');
    onClose();
    showToast({ words: `Moved to ${name}: ${about}.` });
  };
  return (
    <Dialog
      title={`Move to another pupil: ${about}`}
      onClose={onClose}
      actions={
        <>
          {shown ? (
            <Button look="do" disabled={busy} onClick={() => void move(shown)}>
              Move to {shown.name}
            </Button>
          ) : null}
          {shown ? (
            <Button look="plain" onClick={() => setShown(null)}>
              Somebody else
            </Button>
          ) : null}
          <Button look="plain" onClick={onClose}>
            Leave it here
          </Button>
        </>
      }
    >
      <NeedsInternet title="Moving needs internet" why="Devices of other people have it. Nothing changes until then." />
      {failed ? (
        <Notice state="stop" title="Nothing was moved">
          <p>{failureWords(failed)}</p>
        </Notice>
      ) : null}
      {shown ? (
        <WhatMoves view={view} shown={shown} />
      ) : (
        <WhoseItIs not={record} busy={busy} onChoose={(to, name) => void choose(to, name)} />
      )}
    </Dialog>
  );
}

interface WhoseProps {
  /** The wrong pupil. */
  readonly not: RecordId;
  readonly busy: boolean;
  readonly onChoose: (to: RecordId, name: string) => void;
}

function WhoseItIs({ not, busy, onChoose }: WhoseProps) {
  const today = useToday();
  const digests = useDigests();
  const [words, setWords] = useState('');
  const others: readonly Digest[] = digests.state === 'ready' ? digests.value : [];
  const found = suggestPupils(others, words, today).filter(({ record }) => record !== not);
  return (
    <>
      <Field label="Whose is it?" hint="Name or form">
        <TextInput type="search" value={words} onText={setWords} />
      </Field>
      <div class="stack">
        {found.map(({ record, pupil }) =>
          pupil ? (
            <Button key={record} disabled={busy} onClick={() => onChoose(record, fullName(pupil))}>
              {fullName(pupil)} <span class="form">{pupil.form ?? ''}</span>
            </Button>
          ) : null,
        )}
      </div>
      <output>{words.trim() !== '' && found.length === 0 ? 'Nobody else of this name or form is here.' : null}</output>
    </>
  );
}

function WhatMoves({ view, shown: { name, preview } }: { readonly view: BodyView; readonly shown: Shown }) {
  const { school, record } = view;
  return (
    <>
      <p>
        <b>Goes to {name}:</b> {movesWords(record, preview.entries)}. Those who look after {name} will read it there.
        What {view.name} said stays here.
      </p>
      {preview.holders.length > 0 ? (
        <>
          <p>
            <b>Has been on the devices of</b>
          </p>
          <ul class="held-by">
            {preview.holders.map(({ person, devices, seen }) => (
              <li key={person}>
                {person === (record.id as string) ? view.name : staffName(school, person)}{' '}
                <span class="quiet">
                  {plural(devices, 'device')}, last contact {longDate(dateOf(seen))}
                </span>
              </li>
            ))}
          </ul>
          <p class="hint">
            They let go of it at their next contact. What somebody wrote on it and has not sent yet comes back to them.
          </p>
        </>
      ) : null}
    </>
  );
}

const NAMES: { readonly [K in Kind]?: string } = {
  interview: 'interview',
  note: 'private note',
  step: 'next step',
  followup: 'follow-up',
  ask: 'question',
  experience: 'experience',
  lmi: 'use of facts',
  application: 'application',
};

/** "1 interview, 1 private note and 2 next steps". What is not on this device yet counts as a part of it. */
function movesWords({ entries }: CareersRecord, ids: readonly EntryId[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const kind = entries[id]?.kind;
    const name = (kind === undefined ? undefined : NAMES[kind]) ?? 'part';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const parts = [...counts].map(([name, count]) => plural(count, name));
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
