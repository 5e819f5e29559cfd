/** What a school decides about its new year: who goes up with the pupils, and who repeats a year. */
import type { RollOverChoices } from '../../../../protocol/roster-operations.ts';
import { Choices } from '../../../parts/choices.tsx';
import type { NewYearState } from './use-new-year.ts';

const WHO = [
  ['tutors', 'Form tutors', 'Stay with the form’s name'],
  ['pastoral', 'Pastoral and SEND staff', 'Stay with their year'],
  ['caseloads', 'Advisers’ caseloads', 'Stay with their year'],
] as const;

/** Three pairs of radios; each choice is looked at at once. */
export function DutyChoices({ state: { choices, choose } }: { readonly state: NewYearState }) {
  return (
    <div class="three-fields">
      {WHO.map(([who, label, stay]) => (
        <Choices
          key={who}
          one
          titled
          label={label}
          options={[
            { value: 'move', label: 'Go up with their pupils' },
            { value: 'stay', label: stay },
          ]}
          chosen={[choices[who]]}
          onChange={([way]) => choose({ [who]: way } as Partial<RollOverChoices>)}
        />
      ))}
    </div>
  );
}
