/** Other pupils' records in which a pupil's whole name stands: nobody but the careers leader can judge what is said of them there. */
import { sql } from 'kysely';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import { fullName } from '../../domain/person-names.ts';
import type { EntryOf } from '../../domain/record.ts';
import { entryOf, singleton } from '../../domain/record.ts';
import type { NamedElsewhere } from '../../protocol/rights.ts';
import { ProblemError } from '../http/problem.ts';
import type { Run } from '../store/store.ts';
import { readRecord } from '../store/store.ts';
import { kindName } from './copy-words.ts';

/** Records that are told: who is named on more is to be looked for otherwise. */
const MOST = 100;

const pupilOf = async (run: Run, school: SchoolId, record: RecordId) =>
  entryOf(await readRecord(run, school, record), singleton('pupil'), 'pupil');

/** The same for a record that nobody has read yet. Throws not-found: there is no such pupil. */
export async function namedBeside(run: Run, school: SchoolId, record: RecordId): Promise<NamedElsewhere> {
  const pupil = await pupilOf(run, school, record);
  if (!pupil) throw new ProblemError('not-found');
  return { elsewhere: await namedElsewhere(run, school, { record, pupil }) };
}

interface Named {
  readonly record: RecordId;
  readonly pupil: EntryOf<'pupil'>;
}

/** The records, with the kind of entry that the name stands in. */
export async function namedElsewhere(
  run: Run,
  school: SchoolId,
  { record, pupil }: Named,
): Promise<NamedElsewhere['elsewhere']> {
  const name = JSON.stringify(fullName(pupil)).slice(1, -1);
  const { rows } = await sql<{ record: RecordId; kind: string }>`SELECT DISTINCT record, kind FROM entry
    WHERE school = ${school} AND record <> ${record} AND kind <> 'pupil' AND kind <> 'identity'
    AND instr(json, ${name}) > 0 ORDER BY record LIMIT ${MOST}`.execute(run);
  const found: NamedElsewhere['elsewhere'] = [];
  for (const { record: other, kind } of rows) {
    const of = await pupilOf(run, school, other);
    if (of) found.push({ record: other, name: fullName(of), where: kindName(kind) });
  }
  return found;
}
