/** Whom the days are filled from: the pupils chosen on another page, everybody, a year, a form; in order of need. */
import { byForm } from '../../../../domain/person-names.ts';
import { Field, Select } from '../../../parts/fields.tsx';
import { useSendingStatus } from '../../../queries/sending.ts';
import { yearsTaught } from '../people/years-taught.ts';
import type { BookFacts, BookingState, Scope } from './use-booking.ts';

/** The choice, and how many there are. */
export function Who({
  state,
  facts: { school, digests },
}: {
  readonly state: BookingState;
  readonly facts: BookFacts;
}) {
  const { scope, need, wanted } = state;
  const { firstSync } = useSendingStatus();
  const forms = [
    ...new Set(digests.flatMap(({ pupil }) => (pupil?.form && pupil.to === null ? [pupil.form] : []))),
  ].toSorted(byForm);
  const options: readonly { readonly value: Scope; readonly label: string }[] = [
    ...(wanted.length > 0 ? [{ value: 'chosen', label: `The ${wanted.length} chosen before` } as const] : []),
    { value: 'all', label: 'Everybody' },
    ...yearsTaught(school).map((year) => ({ value: `year ${year}` as const, label: `Year ${year}` })),
    ...forms.map((form) => ({ value: `form ${form}` as const, label: form as string })),
  ];
  return (
    <div>
      <Field
        label="Fill the day from"
        hint="In order of need: who asked, no plan in Year 11 or 13, plan or support, none yet"
      >
        <Select value={scope} options={options} onChoose={(value) => state.setScope(value as Scope)} />
      </Field>
      <p class="hint">
        {need.length === 1 ? '1 pupil has' : `${need.length.toLocaleString('en-GB')} pupils have`} no interview to come.
      </p>
      {firstSync === null ? null : (
        <p class="hint">
          Pupils are still arriving: {firstSync.done.toLocaleString('en-GB')} of {firstSync.of.toLocaleString('en-GB')}.
          The order is right when all are here.
        </p>
      )}
    </div>
  );
}
