/**
 * What cannot be seen cannot be asked about: the one entry of its kind has a name that everybody knows ("support"), and so has what
 * a pupil took part in (the activity), so an answer must be the same whether it is there or not. Source: threat 14; SPEC I6, I10.
 */
import { BATCH_MAX } from '../../../src/protocol/limits.ts';
import { DEFAULT_READERS } from '../../../src/domain/record.ts';
import { lettersOf } from '../../simulation/oracle/truth.ts';
import { oneOf } from './made-up.ts';
import type { OneMutation } from './made-up.ts';
import { PARTS, lettersIn } from './people.ts';
import { READ_BY } from './reads.ts';
import type { MatrixSchool } from './school.ts';
import { ACTIVITY, BARE } from './records.ts';
import type { Sheet } from './sheet.ts';

/** Mutations that take the id of an entry, by the argument that holds it. */
const ASKS: Readonly<Record<string, string>> = {
  'entry.withdraw': 'id',
  'step.close': 'id',
  'step.add': 'id',
  'step.claim': 'step',
  'followup.add': 'step',
  'note.add': 'id',
  'draft.write': 'id',
  'interview.start': 'id',
  'activity.log': 'activity',
  'activity.unlog': 'activity',
  'activity.amend': 'activity',
  'experience.claim': 'id',
  'experience.confirm': 'id',
  'experience.not-counted': 'id',
  'application.change': 'id',
  'support.set': '',
  'adjustment.set': '',
  'grades.set': '',
  'identity.set': '',
  'adviser.name': '',
  'preparation.write': '',
};

/** Kinds of which a record has one entry, under the kind's own name: who reads them differs. */
const SINGLE = ['support', 'identity', 'grades', 'preparation'];

/** Entries whose ids are known to who cannot see them: kind and id. */
const KNOWN: readonly (readonly [string, string])[] = [
  ...SINGLE.map((kind) => [kind, kind] as const),
  ['experience', ACTIVITY],
];

/** Asks of a record that has one of each, and of one that has none: what is hidden from the part makes no difference. */
export async function checkHidden(sheet: Sheet, school: MatrixSchool): Promise<void> {
  sheet.cell(
    'kinds that are asked for',
    SINGLE.filter((kind) => !(kind in DEFAULT_READERS)),
    [],
  );
  const stored = await school.stored();
  for (const [part, { person }] of Object.entries(PARTS)) {
    const letters = lettersIn(part, 'aisha');
    if ([...lettersOf(stored, person, BARE)].sort().join() !== [...letters].sort().join()) continue;
    const isRead = (kind: string) => [...(READ_BY[kind] ?? '')].some((letter) => letters.includes(letter));
    const hidden = KNOWN.filter(([kind]) => !isRead(kind)).map(([, id]) => id);
    const [there, absent] = [hidden.flatMap(asks('aisha')), hidden.flatMap(asks(BARE))];
    const [heard, said] = [await answers(school, person, there), await answers(school, person, absent)];
    for (const [n, { name, args }] of there.entries())
      sheet.cell(`${name} of ${part} asks after ${JSON.stringify(args)}`, said[n], heard[n]);
  }
}

/** What makes an entry may be given any id: under an activity's it is refused to an adviser who has only N, as nothing else is. */
const MAKES = new Set(['step.add', 'note.add', 'draft.write', 'interview.start', 'activity.log', 'experience.claim']);

const asks =
  (record: string) =>
  (entry: string): readonly OneMutation[] =>
    Object.entries(ASKS)
      .filter(([name]) => entry !== ACTIVITY || !MAKES.has(name))
      .map(([name, field]) => oneOf(name, record, field === '' ? {} : { [field]: entry }));

/** On the school as it was, as many as a request takes. */
async function answers(school: MatrixSchool, person: string, all: readonly OneMutation[]): Promise<readonly string[]> {
  const words: string[] = [];
  for (let from = 0; from < all.length; from += BATCH_MAX) {
    const { outcomes } = await school.send(person, all.slice(from, from + BATCH_MAX));
    words.push(...outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.problem : outcome.status)));
  }
  await school.restore();
  return words;
}
