/** "Sending and saving": what needs the person, what waits, what was sent today, and this device. */
import { useEffect, useState } from 'preact/hooks';
import { clockOf, dateOf } from '../../../domain/time.ts';
import type { Instant } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Receipt } from '../../parts/receipt.tsx';
import { Row, Rows } from '../../parts/rows.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { useToday } from '../../queries/clock.ts';
import type { SendingFacts } from '../../queries/house.tsx';
import { bothLoaded } from '../../queries/live.ts';
import type { OwnMutation, OwnRow } from '../../queries/own-words.ts';
import { ownRows, wordsIn } from '../../queries/own-words.ts';
import { useDigests } from '../../queries/records.ts';
import { useCountedSending, useOwn, useUnplaced } from '../../queries/sending.ts';
import { sendingTrouble } from '../../queries/sending-trouble.ts';
import { BackupButton } from './backup-button.tsx';
import { WaitingElsewhere } from './change-school.tsx';
import { NeedsYou } from './needs-you.tsx';
import { OwnWordsList } from './own-words-list.tsx';
import { SendAction } from './send-action.tsx';
import { ThisDevice } from './this-device.tsx';
import { useLater } from './use-later.ts';
import '../../styles/screens/sending.css';

/** The page behind the chip. */
export function Sending() {
  const facts = useCountedSending();
  const loaded = bothLoaded(bothLoaded(useOwn(), useUnplaced()), useDigests());
  const today = useToday();
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const [[own, unplaced], digests] = loaded.value;
  // While records are still arriving, that one is not here yet is nothing to speak of.
  const rows = ownRows(own, { digests, unplaced: facts.firstSync === null ? unplaced : [] });
  const needs = rows.filter((row) => row.state === 'needs');
  const waiting = rows.filter((row) => row.state === 'waiting');
  const sent = rows.filter((row) => row.state === 'sent' && (row.unplaced || sentOn(row) === today));
  const actions = (
    <>
      <SendAction remedy={sendingTrouble(facts)?.remedy ?? 'send'} />
      {waiting.length + needs.length > 0 ? <BackupButton own={own} /> : null}
    </>
  );
  return (
    <Main
      title="Sending and saving"
      heading="Sending and saving"
      hint={lastWords(facts)}
      actions={actions}
      class="sending"
    >
      <NeedsYou rows={needs} />
      <div class="sheet two">
        <div>
          <Section title="Waiting to send" rows={waiting} empty="Nothing is waiting." />
          <WaitingElsewhere />
          <Section title="Sent today" rows={sent} empty="Nothing was sent from this device today." />
          <ReadBackup own={own} />
        </div>
        <ThisDevice waiting={facts.waiting} />
      </div>
    </Main>
  );
}

function ReadBackup({ own }: { readonly own: readonly OwnMutation[] }) {
  const { Shown, open, close } = useLater(() => import('./read-backup.tsx').then((m) => m.ReadBackup));
  // Sent here to read one (why-here.tsx).
  useEffect(() => (location.hash === '#read-backup' ? open() : undefined), []);
  return (
    <p class="read-backup">
      <Button look="plain" onClick={open}>
        Read a backup file
      </Button>
      {Shown ? <Shown own={own} onClose={close} /> : null}
    </p>
  );
}

const NotLoaded = ({ failed }: { readonly failed: boolean }) => (
  <Main title="Sending and saving" heading="Sending and saving" class="sending">
    {failed ? (
      <Notice state="stop" title="There is a problem">
        <p>This device could not read what waits. Nothing is lost: close Fingerpost and open it again.</p>
      </Notice>
    ) : (
      <Loading words="Looking at what is sent" />
    )}
  </Main>
);

const sentOn = (row: OwnRow) => {
  const at = row.mutations.at(-1)?.envelope?.at;
  return at === undefined ? null : dateOf(at);
};

/** When it was last sent, and what stands in the way. */
function lastWords(facts: SendingFacts): string {
  const last = facts.lastSyncedAt
    ? `Last sent ${clockOf(facts.lastSyncedAt as Instant)}.`
    : 'Nothing has been sent yet.';
  const trouble = sendingTrouble(facts);
  return trouble === null ? last : `${last} ${trouble.words}`;
}

function Section({
  title,
  rows,
  empty,
}: {
  readonly title: string;
  readonly rows: readonly OwnRow[];
  readonly empty: string;
}) {
  return (
    <section>
      <h2>
        {title} <span class="count">{rows.length}</span>
      </h2>
      {rows.length === 0 ? <p class="quiet">{empty}</p> : null}
      <Rows>
        {rows.map((row) => (
          <SendingRow key={row.key} row={row} />
        ))}
      </Rows>
    </section>
  );
}

function SendingRow({ row }: { readonly row: OwnRow }) {
  const [open, setOpen] = useState(false);
  return (
    <Row class="sent">
      <b>{row.words}</b>
      <RowReceipt row={row} />
      {row.note === null ? null : (
        <div class="note">
          <p class="quiet">{row.note}</p>
          {row.unplaced ? (
            <Button small look="plain" pressed={open} about={`: ${row.words}`} onClick={() => setOpen(!open)}>
              See the words
            </Button>
          ) : null}
          {open ? <OwnWordsList words={wordsIn(row)} /> : null}
        </div>
      )}
    </Row>
  );
}

function RowReceipt({ row }: { readonly row: OwnRow }) {
  if (row.state === 'waiting') {
    return (
      <Receipt state="tablet" words={row.draft ? 'Only on this tablet. Only you see drafts' : 'Only on this tablet'} />
    );
  }
  const at = row.mutations.at(-1)?.takenAt;
  return <Receipt state="school" words={at ? `With the school, ${clockOf(at as Instant)}` : 'With the school'} />;
}
