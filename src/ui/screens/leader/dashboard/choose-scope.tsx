/** "Change group" and "Figures for": whose figures the table shows, and of which day. */
import { KNOWN_GROUPS, formGroup, groupName, groupNamed } from '../../../../domain/pupil-groups.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import type { Scope } from '../../../queries/benchmarks.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { firstDay, isDayOfYear, useShowScope } from './scope.ts';

interface ChooseProps {
  readonly scope: Scope;
  readonly today: IsoDate;
  readonly forms: SchoolFacts['forms'];
}

/** The two fields; each takes effect at once. */
export function ChooseScope({ scope, today, forms }: ChooseProps) {
  const show = useShowScope();
  const groups = [...KNOWN_GROUPS, ...forms.map(({ code }) => formGroup(code))];
  const chooseDay = (text: string) => {
    if (text === today || text === '') show({ ...scope, on: null });
    else if (isDayOfYear(text, today)) show({ ...scope, on: text });
  };
  return (
    <div class="scope">
      <Field label="Change group">
        <Select
          value={scope.group ?? ''}
          options={[{ value: '', label: 'Everyone' }, ...groups.map((value) => ({ value, label: groupName(value) }))]}
          onChoose={(value) => show({ ...scope, group: groupNamed(value) })}
        />
      </Field>
      <Field label="Figures for">
        <TextInput type="date" value={scope.on ?? today} min={firstDay(today)} max={today} onText={chooseDay} />
      </Field>
      {scope.on === null ? null : <Button onClick={() => show({ ...scope, on: null })}>Back to today</Button>}
    </div>
  );
}
