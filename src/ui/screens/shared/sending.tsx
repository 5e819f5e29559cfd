/** "Sending and saving": what needs the person, what waits, what was sent today, and this device. */
import { clockOf, dateOf } from '../../../domain/time.ts';
import type { Instant } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Receipt } from '../../parts/receipt.tsx';
import { Row, Rows } from '../../parts/rows.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { saveBackupFile } from '../../queries/backup.ts';
import { useToday } from '../../queries/clock.ts';
import type { SendingFacts } from '../../queries/house.tsx';
import { useHouse } from '../../queries/house.tsx';
import { bothLoaded } from '../../queries/live.ts';
import type { OwnRow } from '../../queries/own-words.ts';
import { ownRows } from '../../queries/own-words.ts';
import { useDigests } from '../../queries/records.ts';
import { useOwn, useCountedSending } from '../../queries/sending.ts';
import { NeedsYou } from './needs-you.tsx';
import { ThisDevice } from './this-device.tsx';
import '../../styles/screens/sending.css';

/** The page behind the chip. */
export function Sending() {
  const { engine } = useHouse();
  const facts = useCountedSending();
  const own = useOwn();
  const digests = useDigests();
  const today = useToday();
  const loaded = bothLoaded(own, digests);
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const rows = ownRows(...loaded.value);
  const needs = rows.filter((row) => row.state === 'needs');
  const waiting = rows.filter((row) => row.state === 'waiting');
  const sent = rows.filter((row) => row.state === 'sent' && sentOn(row) === today);
  const actions = (
    <>
      <Button look="do" onClick={() => engine.sync('asked')}>
        Send now
      </Button>
      {waiting.length + needs.length > 0 ? (
        <Button onClick={() => saveBackupFile(loaded.value[0])}>
          <Icon name="download" />
          Save a backup file
        </Button>
      ) : null}
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
      {needs.map((row) => (
        <NeedsYou key={row.key} row={row} />
      ))}
      <div class="sheet two">
        <div>
          <Section title="Waiting to send" rows={waiting} empty="Nothing is waiting." />
          <Section title="Sent today" rows={sent} empty="Nothing was sent from this device today." />
        </div>
        <ThisDevice waiting={facts.waiting} />
      </div>
    </Main>
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
  switch (facts.lastResult) {
    case 'no-internet':
      return `${last} No internet. You can keep working.`;
    case 'not-answering':
      return `${last} The school’s server is not answering. You can keep working.`;
    case 'signed-out':
      return `${last} Sign in again to send. Nothing is lost.`;
    case 'app-too-old':
      return `${last} A newer version of Fingerpost is needed to send. Nothing is lost.`;
    default:
      return last;
  }
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
          <Row key={row.key} class="sent">
            <b>{row.words}</b>
            <RowReceipt row={row} />
          </Row>
        ))}
      </Rows>
    </section>
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
