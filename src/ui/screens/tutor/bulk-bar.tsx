/** What is selected, and what can be done with all of it at once. */
import type { StepRow } from '../../../domain/steps.ts';
import { Bar } from '../../parts/bar.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';

interface BulkProps {
  readonly rows: readonly StepRow[];
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onDone: () => void;
  readonly onTalked: () => void;
  readonly onDate: () => void;
}

/** Nothing while nothing is selected. */
export function BulkBar({ rows, onAll, onClear, onDone, onTalked, onDate }: BulkProps) {
  const count = rows.length;
  if (count === 0) return null;
  return (
    <Bar
      label="Selected steps"
      words={`${count} selected`}
      pick={
        <>
          <Button look="plain" about=" in this list" onClick={onAll}>
            Select all
          </Button>
          <Button look="plain" onClick={onClear}>
            Clear
          </Button>
        </>
      }
      apply={
        <>
          <Button look="do" onClick={onDone}>
            <Icon name="tick" />
            Mark {count} done
          </Button>
          <Button onClick={onTalked}>Talked about it</Button>
          <Button about={` for ${count}`} onClick={onDate}>
            Change date
          </Button>
        </>
      }
    />
  );
}
