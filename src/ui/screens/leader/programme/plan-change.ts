/** A plan as the mutation that saves it. */
import type { RecordId } from '../../../../domain/ids.ts';
import type { ArgsOf } from '../../../../domain/mutations/registry.ts';
import type { Plan } from '../../../../domain/programme.ts';
import { programmeRecord } from '../../../../domain/record.ts';

/** The record and the arguments of `programme.set`. */
export const planChange = (
  startYear: number,
  { id, facts, years, form, aim, cancelled }: Plan,
): readonly [RecordId, ArgsOf<'programme.set'>] => [
  programmeRecord(startYear),
  { id, facts, years, form, aim, cancelled },
];
