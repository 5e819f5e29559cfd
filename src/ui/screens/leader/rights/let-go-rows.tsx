/** Who is due, why and since when, each to be ticked or kept longer. */
import { useState } from 'preact/hooks';
import { fullDate } from '../../../../domain/date-words.ts';
import type { DueRecord } from '../../../../protocol/rights.ts';
import { pupilRightsPath } from '../../../app/rights-paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { KeepLonger } from './kept-longer.tsx';

interface RowsProps {
  readonly due: readonly DueRecord[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  readonly again: () => void;
}

/** The list. */
export function LetGoRows({ due, chosen, onChosen, again }: RowsProps) {
  const can = due.filter(({ stays }) => stays === null);
  const all = can.every(({ record }) => chosen.has(record));
  const tick = (record: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(record);
    else next.delete(record);
    onChosen(next);
  };
  return (
    <>
      <div class="actions">
        <Button look="plain" onClick={() => onChosen(all ? new Set() : new Set(can.map(({ record }) => record)))}>
          {all ? 'Untick all' : 'Tick all'}
        </Button>
      </div>
      <Rows class="rows long-rows">
        {due.map((one) => (
          <DueRow key={one.record} due={one} ticked={chosen.has(one.record)} onTick={tick} again={again} />
        ))}
      </Rows>
    </>
  );
}

interface DueProps {
  readonly due: DueRecord;
  readonly ticked: boolean;
  readonly onTick: (record: string, on: boolean) => void;
  readonly again: () => void;
}

function DueRow({ due: { record, name, form, year, left, until, what, stays }, ticked, onTick, again }: DueProps) {
  const [keeping, setKeeping] = useState(false);
  const was = form === null ? `was in Year ${year}` : `was in ${form}`;
  return (
    <Row class="due">
      <input
        type="checkbox"
        autocomplete="off"
        aria-label={`Select ${name}`}
        checked={ticked && stays === null}
        disabled={stays !== null}
        onChange={(event) => onTick(record, event.currentTarget.checked)}
      />
      <div>
        <RowName name={name} href={pupilRightsPath(record)} />
        <p class="quiet">
          Left {fullDate(left)}, {was}
        </p>
      </div>
      <p>{stays ?? (what === 'support' ? 'No purpose since leaving' : `Kept until ${fullDate(until)}`)}</p>
      <div class="actions">
        {what !== 'support' && !keeping ? (
          <Button look="plain" about={`: ${name}`} onClick={() => setKeeping(true)}>
            Keep until…
          </Button>
        ) : null}
      </div>
      {keeping ? <KeepLonger record={record} name={name} onClose={() => setKeeping(false)} onKept={again} /> : null}
    </Row>
  );
}
