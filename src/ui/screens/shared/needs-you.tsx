/**
 * "Needs you": what the school refused, a row each, with the reason and the one thing that can help; the words and the
 * other ways on are behind "See what went wrong": somebody may be looking over the shoulder.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import type { RefusalReason } from '../../../protocol/sync.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/states.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { OwnRow } from '../../queries/own-words.ts';
import { refusalWords, wordsIn } from '../../queries/own-words.ts';
import { BackupButton } from './backup-button.tsx';
import { OwnWordsList } from './own-words-list.tsx';
import { placeToEdit } from './place-to-edit.ts';
import { keepAtHand } from './words-at-hand.ts';

/** The section; nothing when nothing was refused. */
export const NeedsYou = ({ rows }: { readonly rows: readonly OwnRow[] }) =>
  rows.length === 0 ? null : (
    <Notice state="stop" title="Needs you">
      <ul class="needs-list" role="list">
        {rows.map((row) =>
          row.mutations.every((m) => m.sealedAlone) ? (
            <SealedRow key={row.key} row={row} />
          ) : (
            <NeedsRow key={row.key} row={row} />
          ),
        )}
      </ul>
    </Notice>
  );

type Remedy = 'try' | 'edit' | 'backup';

/** What can help, by the reason; nothing can bring back a record that was erased. */
const REMEDIES: Readonly<Record<RefusalReason, Remedy | null>> = {
  'not-permitted': 'try',
  'no-record': 'backup',
  malformed: 'edit',
  'too-big': 'edit',
  missing: 'edit',
  'already-finished': 'edit',
  'too-young': 'edit',
  'builds-on-refused': 'try',
  erased: null,
  'brought-server-down': 'try',
};

function NeedsRow({ row }: { readonly row: OwnRow }) {
  const { session, engine } = useHouse();
  const [open, setOpen] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const about = `: ${row.words}`;
  const edit = placeToEdit(row, session.roles);
  const wanted = row.refused === null ? null : REMEDIES[row.refused];
  const main = wanted === 'edit' && edit === null ? 'backup' : wanted;
  const inTurn = async (act: (order: number) => Promise<void>) => {
    // In the order in which they were made: what hangs on the first must not come before it.
    for (const { order } of row.mutations) await act(order);
  };
  const ways: Readonly<Record<Remedy, ComponentChildren>> = {
    try: (
      <Button key="try" about={about} onClick={() => void inTurn((order) => engine.retry(order))}>
        Try again
      </Button>
    ),
    edit:
      edit === null ? null : (
        <ButtonLink
          key="edit"
          href={edit}
          about={about}
          onClick={() => keepAtHand({ about: row.words, words: wordsIn(row) })}
        >
          Edit
        </ButtonLink>
      ),
    backup: <BackupButton key="backup" own={row.mutations} about={about} />,
  };
  const others = (['edit', 'try', 'backup'] as const).filter((way) => way !== main);
  return (
    <li>
      <p>
        <b>{row.words}.</b> {hangingWords(row.hanging)}The school could not accept this change. Nothing is lost.
      </p>
      <p class="quiet">{row.refused ? refusalWords(row.refused) : ''}</p>
      {open ? <OwnWordsList words={wordsIn(row)} /> : null}
      <div class="actions">
        {main === null ? null : ways[main]}
        <Button pressed={open} about={about} onClick={() => setOpen(!open)}>
          See what went wrong
        </Button>
        {open && row.refused !== 'erased' ? others.map((way) => ways[way]) : null}
        {open ? (
          <Button look="plain" about={about} onClick={() => setForgetting(true)}>
            I have dealt with it
          </Button>
        ) : null}
      </div>
      {forgetting ? (
        <Forget
          onForget={() => void inTurn((order) => engine.forgetNeeds(order))}
          onClose={() => setForgetting(false)}
        />
      ) : null}
    </li>
  );
}

/** A restored server refused it, and its words had left this device with its record. Source: SPEC I22. */
function SealedRow({ row }: { readonly row: OwnRow }) {
  const { engine } = useHouse();
  const forget = async () => {
    for (const { order } of row.mutations) await engine.forgetNeeds(order);
  };
  return (
    <li>
      <p>
        <b>{row.words}.</b> The school could not accept this change. Nothing is lost.
      </p>
      <p class="quiet">This pupil’s record has left this device, and the words with it. The careers leader has them.</p>
      <div class="actions">
        <Button look="plain" about={`: ${row.words}`} onClick={() => void forget()}>
          I have dealt with it
        </Button>
      </div>
    </li>
  );
}

const hangingWords = (hanging: number): string =>
  hanging === 0 ? '' : `${plural(hanging, 'more change hangs', 'more changes hang')} on it. `;

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
