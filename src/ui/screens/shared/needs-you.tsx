/** "Needs you": a change that the school refused, with its words, the reason, and what can be done with it. */
import { useState } from 'preact/hooks';
import type { Role } from '../../../domain/group.ts';
import { isSchoolRecord } from '../../../domain/record.ts';
import { PATHS, formPupilPath, pupilPath } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/states.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { OwnRow } from '../../queries/own-words.ts';
import { refusalWords, wordsOf } from '../../queries/own-words.ts';

/** One refused change. Its words are shown when asked for: somebody may be looking over the shoulder. */
export function NeedsYou({ row }: { readonly row: OwnRow }) {
  const { session, engine } = useHouse();
  const [open, setOpen] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const each = (what: (order: number) => Promise<void>) => void Promise.all(row.mutations.map((m) => what(m.order)));
  const edit = placeToEdit(row, session.roles);
  const about = `: ${row.words}`;
  return (
    <Notice
      state="stop"
      title="Needs you"
      actions={
        <>
          <Button pressed={open} about={about} onClick={() => setOpen(!open)}>
            See what went wrong
          </Button>
          {edit === null ? null : (
            <ButtonLink href={edit} about={about}>
              Edit
            </ButtonLink>
          )}
          <Button about={about} onClick={() => each((order) => engine.retry(order))}>
            Try again
          </Button>
          {open ? (
            <Button look="plain" about={about} onClick={() => setForgetting(true)}>
              I have dealt with it
            </Button>
          ) : null}
        </>
      }
    >
      <p>
        <b>{row.words}.</b> The school could not accept this change. Nothing is lost.
      </p>
      {open ? <WhatWentWrong row={row} /> : null}
      {forgetting ? (
        <Forget onForget={() => each((order) => engine.forgetNeeds(order))} onClose={() => setForgetting(false)} />
      ) : null}
    </Notice>
  );
}

function WhatWentWrong({ row }: { readonly row: OwnRow }) {
  const words = row.mutations.flatMap((m) => (m.envelope ? wordsOf(m.envelope) : []));
  return (
    <div class="refused">
      <p>{row.refused ? refusalWords(row.refused) : ''}</p>
      {words.map((text, i) => (
        <blockquote key={i} class="own-words">
          <p>{text}</p>
        </blockquote>
      ))}
    </div>
  );
}

interface ForgetProps {
  readonly onForget: () => void;
  readonly onClose: () => void;
}

/** Words that go cannot be brought back: this is asked twice. */
const Forget = ({ onForget, onClose }: ForgetProps) => (
  <Dialog
    title="Take these words off this device?"
    onClose={onClose}
    actions={
      <>
        <Button
          look="stop"
          onClick={() => {
            onClose();
            onForget();
          }}
        >
          Take them off
        </Button>
        <Button look="plain" onClick={onClose}>
          Keep them here
        </Button>
      </>
    }
  >
    <p>They are not with the school, and cannot be brought back.</p>
  </Dialog>
);

/** Where the same thing can be said again; null when there is no such place any more. */
function placeToEdit({ mutations, refused }: OwnRow, roles: readonly Role[]): string | null {
  const record = mutations[0]?.record;
  if (record === undefined || isSchoolRecord(record) || refused === 'no-record' || refused === 'erased') return null;
  if (roles.includes('pupil')) return PATHS.myRecord;
  return roles.includes('adviser') || roles.includes('leader') ? pupilPath(record) : formPupilPath(record);
}
