/** "Let go of": a certificate of each disposal and of each erasure, to be shown and saved; going on with one that was cut off. */
import { useState } from 'preact/hooks';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { LetGo } from '../../../../domain/retention.ts';
import type { Disposal } from '../../../../protocol/rights.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Row, Rows } from '../../../parts/rows.tsx';
import { Empty, Notice } from '../../../parts/states.tsx';
import { Pairs, Sheet } from '../../../parts/surface.tsx';
import { saveFile } from '../../../queries/files.ts';
import { useHouse } from '../../../queries/house.tsx';
import { goOnLettingGo, useDisposals } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { Answered, Failed, RightsFrame } from './frame.tsx';
import { goesWords } from './what-goes.ts';

/** The page. */
export function LetGoOf() {
  const asked = useDisposals();
  return (
    <RightsFrame
      tab={RIGHTS_PATHS.gone}
      hint="What was deleted, when, why and who approved it. No names: the record’s ids are those of the school’s audit."
    >
      <Answered asked={asked} words="Asking for the certificates">
        {(all) => <Certificates all={all} again={asked.again} />}
      </Answered>
    </RightsFrame>
  );
}

interface AllProps {
  readonly all: readonly Disposal[];
  readonly again: () => void;
}

function Certificates({ all, again }: AllProps) {
  if (all.length === 0) {
    return (
      <Sheet>
        <Empty title="Nothing has been let go of">
          <p>What is due stands under “Due for review”.</p>
        </Empty>
      </Sheet>
    );
  }
  return (
    <>
      {all.some(({ swept }) => swept === null) ? <CutOff again={again} /> : null}
      <Sheet>
        <Rows>
          {all.map((disposal) => (
            <Row key={disposal.id} class="looked">
              <div>
                <h2 class="name">{titleOf(disposal)}</h2>
                <Pairs items={linesOf(disposal)} />
              </div>
              <div class="actions">
                <Button
                  about={`: ${fullDate(dateOf(disposal.begun))}`}
                  onClick={() => saveFile('certificate.txt', 'text/plain', certificateText(disposal))}
                >
                  Save certificate
                </Button>
              </div>
            </Row>
          ))}
        </Rows>
      </Sheet>
    </>
  );
}

function CutOff({ again }: { readonly again: () => void }) {
  const { session } = useHouse();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const go = async () => {
    setBusy(true);
    const answer = await goOnLettingGo(session.school);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) again();
  };
  return (
    <>
      <Failed failure={failure} title="It did not go on" />
      <Notice
        state="late"
        title="Not finished yet"
        actions={
          <Button look="do" busy={busy} onClick={() => void go()}>
            {busy ? 'One moment' : 'Go on'}
          </Button>
        }
      >
        <p>It runs just now, or the server stopped in the middle. Going on does what is left, and nothing twice.</p>
      </Notice>
    </>
  );
}

/** What went, with of how many pupils. */
const wentIn = ({ records, support, parts }: Disposal): readonly (readonly [LetGo, number])[] =>
  [
    ['record', records] as const,
    ...parts.map(({ part, pupils }) => [part, pupils] as const),
    ['support', support] as const,
  ].filter(([, pupils]) => pupils > 0);

const titleOf = (disposal: Disposal): string => {
  if (disposal.why === 'asked') return 'One record, because it was asked';
  const went = wentIn(disposal).map(([what, pupils]) => goesWords(what, pupils));
  return went.length === 0 ? 'Nothing was due any more' : went.join(', ');
};

/** What the day rests on. */
const BACKUPS_REST_ON =
  'if the school’s server runs then and has made a newer one; copies in other places are for whoever keeps the server';

const at = (when: Disposal['begun']): string => `${fullDate(dateOf(when))}, ${clockOf(when)}`;

const linesOf = (disposal: Disposal): readonly (readonly [string, string])[] => {
  const { by, begun, ended, swept, backups, reason, steps, entries, wordings } = disposal;
  const went = wentIn(disposal).reduce((total, [, pupils]) => total + pupils, 0);
  const stayed = ended === null ? 0 : steps - went;
  return [
    ['Approved by', `${by}, ${at(begun)}`],
    ...(reason === '' ? [] : [['Reason', reason] as const]),
    ['Gone', `${plural(entries, 'entry', 'entries')}, ${plural(wordings, 'earlier wording')}`],
    ...(stayed > 0 ? [['Stayed', `${stayed}, not due any more or erased before`] as const] : []),
    ['From the data file', swept === null ? 'not yet' : `since ${at(swept)}`],
    ['From devices', 'each at its next contact'],
    ['From backups', backups === null ? 'not yet known' : `by ${fullDate(backups)}, ${BACKUPS_REST_ON}`],
  ];
};

const certificateText = (disposal: Disposal): string =>
  [
    'Certificate of disposal',
    titleOf(disposal),
    ...linesOf(disposal).map(([name, value]) => `${name}: ${value}`),
    `Certificate: ${disposal.id}`,
    'Records, by the ids of the school’s audit:',
    ...disposal.ids,
    '',
  ].join('\r\n');
