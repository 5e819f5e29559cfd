/** "Due for review": who has left and whose record, or support, is due to be let go of; approved here, done by the server. Policy 5.3.5. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { DueRecord, Retention } from '../../../../protocol/rights.ts';
import { PATHS } from '../../../app/paths.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Empty, Notice } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { useRetention } from '../../../queries/rights.ts';
import { ConfirmLetGo } from './confirm-let-go.tsx';
import { Answered, RightsFrame } from './frame.tsx';
import { KeptLongerRows } from './kept-longer.tsx';
import { LetGoRows } from './let-go-rows.tsx';

/** The page. */
export function DueForReview() {
  const asked = useRetention();
  return (
    <RightsFrame
      tab={RIGHTS_PATHS.due}
      hint="Nothing is deleted by itself. What you approve here goes for good: from the server, from devices at their next contact, from backups within 90 days."
    >
      <Answered asked={asked} words="Asking for what is due">
        {(retention) => <Content retention={retention} again={asked.again} />}
      </Answered>
    </RightsFrame>
  );
}

interface ContentProps {
  readonly retention: Retention;
  readonly again: () => void;
}

function Content({ retention, again }: ContentProps) {
  const { years, due, longer } = retention;
  const records = due.filter(({ what }) => what === 'record');
  const support = due.filter(({ what }) => what === 'support');
  return (
    <>
      {years === null ? <NoPeriod /> : null}
      <Sheet class="stack-7">
        {due.length === 0 ? (
          <Empty title="Nothing is due">
            <p>{laterWords(retention)}</p>
          </Empty>
        ) : null}
        {records.length === 0 ? null : (
          <OneList
            title="Records past their period"
            words="The whole record goes: every entry, its earlier wordings, the pupil’s account."
            due={records}
            again={again}
          />
        )}
        {support.length === 0 ? null : (
          <OneList
            title="Support of pupils who have left"
            words="SEN, pupil premium, care and adjustments have no purpose here once a pupil has left. They go with their earlier wordings; the rest of the record stays."
            due={support}
            again={again}
          />
        )}
        {due.length > 0 && years !== null ? <p class="quiet">{laterWords(retention)}</p> : null}
        {longer.length === 0 ? null : <KeptLongerRows longer={longer} again={again} />}
      </Sheet>
    </>
  );
}

const laterWords = ({ later, next }: Retention): string =>
  next === null
    ? 'No record of somebody who has left has an end yet.'
    : `${plural(later, 'record')} of pupils who have left ${later === 1 ? 'is' : 'are'} not due yet; the next one on ${fullDate(next)}.`;

const NoPeriod = () => (
  <Notice title="No period is set" actions={<ButtonLink href={PATHS.settings}>School</ButtonLink>}>
    <p>
      The school has not said for how many years after leaving it keeps records. Until it does, none is ever due. Policy
      5.3.5 asks for three years of where pupils go; your retention schedule says the rest.
    </p>
  </Notice>
);

interface ListProps {
  readonly title: string;
  readonly words: string;
  readonly due: readonly DueRecord[];
  readonly again: () => void;
}

function OneList({ title, words, due, again }: ListProps) {
  const { engine } = useHouse();
  const { route } = useLocation();
  const can = due.filter(({ stays }) => stays === null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(can.map(({ record }) => record)));
  const [confirming, setConfirming] = useState(false);
  const some = can.filter(({ record }) => chosen.has(record));
  const done = () => {
    engine.sync('asked');
    route(RIGHTS_PATHS.gone);
  };
  return (
    <Section title={title} count={due.length} titleClass="group-title">
      <p>{words}</p>
      <LetGoRows due={due} chosen={chosen} onChosen={setChosen} again={again} />
      <div class="actions">
        <Button look="do" disabled={some.length === 0} onClick={() => setConfirming(true)}>
          {due[0]?.what === 'support'
            ? `Let go of the support of ${plural(some.length, 'pupil')}`
            : `Delete ${plural(some.length, 'record')}`}
        </Button>
      </div>
      {confirming ? <ConfirmLetGo due={some} onClose={() => setConfirming(false)} onDone={done} /> : null}
    </Section>
  );
}
