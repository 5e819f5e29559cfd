/** "Due for review": who has left and whose record, or support, is due to be let go of; approved here, done by the server. Policy 5.3.5. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { LetGo } from '../../../../domain/retention.ts';
import type { DueRecord, Retention } from '../../../../protocol/rights.ts';
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
import { WHAT_GOES, listWords, verbWords } from './what-goes.ts';

/** The page. */
export function DueForReview() {
  const asked = useRetention();
  return (
    <RightsFrame
      tab={RIGHTS_PATHS.due}
      hint="Nothing is deleted by itself. What you approve here goes for good: from the server, from devices at their next contact, from backups after 90 days, where the server goes on making them."
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
  const { periods, due, longer } = retention;
  const isSet = Object.values(periods).some((years) => years !== null);
  const lists = WHAT_GOES.map((what) => ({ what, due: due.filter((one) => one.what === what) }));
  return (
    <>
      {isSet ? null : <NoPeriod />}
      <Sheet class="stack-7">
        {due.length === 0 ? (
          <Empty title="Nothing is due">
            <p>{laterWords(retention)}</p>
          </Empty>
        ) : null}
        {lists.map((list) => (list.due.length === 0 ? null : <OneList key={list.what} {...list} again={again} />))}
        {due.length > 0 && isSet ? <p class="quiet">{laterWords(retention)}</p> : null}
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
  <Notice title="No period is set" actions={<ButtonLink href={RIGHTS_PATHS.periods}>Set how long</ButtonLink>}>
    <p>
      The school has not said for how many years after leaving it keeps records. Until it does, none is ever due. Policy
      5.3.5 asks for three years of where pupils go; your retention schedule says the rest.
    </p>
  </Notice>
);

interface ListProps {
  readonly what: LetGo;
  readonly due: readonly DueRecord[];
  readonly again: () => void;
}

function OneList({ what, due, again }: ListProps) {
  const { title, words } = listWords(what);
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
          {verbWords(what, some.length)}
        </Button>
      </div>
      {confirming ? <ConfirmLetGo due={some} onClose={() => setConfirming(false)} onDone={done} /> : null}
    </Section>
  );
}
