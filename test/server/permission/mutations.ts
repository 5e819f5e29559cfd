/**
 * Every mutation of the registry, sent by every part to /sync: about Aisha, Ben, a leaver, a pupil who is not on the list, one who
 * was erased, one of another school, and the school's own records.
 */
import { ELSEWHERE, ENDED, PARTS, RECORDS, lettersIn, partOf } from './people.ts';
import { NAMES, oneOf } from './made-up.ts';
import type { MatrixSchool } from './school.ts';
import { ERASED, HERE, THEIRS, THERE } from './records.ts';
import type { Expected } from './send.ts';
import { expectAll } from './send.ts';
import type { Sheet } from './sheet.ts';
import { OFFICE, ROWS, aboutOf, mayFound, mayOnSchool, mayToday, mayWith, onlyAdds } from './who-may.ts';

/** Mutations without a row, and rows without a mutation. */
export const checkNames = (sheet: Sheet): void => sheet.cell('mutations', ROWS.toSorted(), NAMES.toSorted());

const ON_PUPILS = NAMES.filter((name) => aboutOf(name) === 'pupil');
const ON_SCHOOL = NAMES.filter((name) => aboutOf(name) !== 'pupil');
const word = (may: boolean): string => (may ? 'applied' : 'not-permitted');

/** Who may do what to the records that are there. */
export async function checkMutations(sheet: Sheet, school: MatrixSchool, names = NAMES): Promise<void> {
  const isAsked = ({ mutation }: Expected) => names.includes(mutation.name);
  for (const [part, { person }] of Object.entries(PARTS)) {
    const held = RECORDS.filter((record) => record !== 'tom' || lettersIn(part, record) === '');
    const cells = held.flatMap((record) =>
      ON_PUPILS.map((name) => ({
        cell: `${name} on ${record} by ${part}`,
        mutation: oneOf(name, record),
        word: word(lettersIn(part, record) !== '' && mayToday(part, name, record)),
      })),
    );
    const own = ON_SCHOOL.map((name) => ({
      cell: `${name} by ${part}`,
      mutation: oneOf(name, aboutOf(name)),
      word: word(mayOnSchool(part, name)),
    }));
    await expectAll(sheet, school, person, [...cells, ...own, ...elsewhereIn(part)].filter(isAsked));
  }
}

/** What is meant of one of the school's records said of another, or of a pupil's: nobody may. */
const elsewhereIn = (part: string): readonly Expected[] =>
  [
    ...Object.keys(OFFICE)
      .filter((name) => aboutOf(name) !== 'pupil' && !/close|end$/.test(name))
      .map((name) => [name, 'aisha'] as const),
    ...['pupil.enrol', 'identity.set', 'grades.set', 'step.add', 'note.add'].map((name) => [name, 'roster'] as const),
    ...['staff.set', 'school.set'].map((name) => [name, 'roster'] as const),
    ...['roster.tutor', 'roster.caseload', 'visit.set', 'programme.set'].map((name) => [name, 'school'] as const),
  ].map(([name, record]) => ({
    cell: `${name} said of ${record} by ${part}`,
    mutation: oneOf(name, record),
    word: 'not-permitted',
  }));

/** On records that nobody has here: one that was erased, one of another school; and somebody of that school on one of ours. */
export async function checkAbsent(sheet: Sheet, school: MatrixSchool): Promise<void> {
  for (const [part, { person, roles, left }] of Object.entries(PARTS)) {
    const rolesNow = left ? [] : roles;
    const cells = ON_PUPILS.flatMap((name) => [
      { cell: `${name} on an erased pupil by ${part}`, mutation: oneOf(name, ERASED), word: 'erased' },
      {
        cell: `${name} on another school’s pupil by ${part}`,
        mutation: oneOf(name, THEIRS),
        word: mayFound(rolesNow, name) ? 'applied' : 'no-record',
      },
    ]);
    const before = await school.hashOf(THERE);
    await expectAll(sheet, school, person, cells);
    sheet.cell(`the other school after the work of ${part}`, before, await school.hashOf(THERE));
  }
  const { person, roles } = ELSEWHERE;
  const before = await school.hashOf(HERE);
  const cells = ON_PUPILS.map((name) => ({
    cell: `${name} on our pupil by somebody of another school`,
    mutation: oneOf(name, 'aisha'),
    word: mayFound(roles, name) ? 'applied' : 'no-record',
  }));
  await expectAll(sheet, school, person, cells);
  sheet.cell('our school after the work of another', before, await school.hashOf(HERE));
}

/** What was written while the right was held, and arrives when it has ended. */
export async function checkEnded(sheet: Sheet, school: MatrixSchool): Promise<void> {
  for (const { part, record, letters: then, at, inGrace } of ENDED) {
    const now = lettersIn(part, record);
    const cells = ON_PUPILS.map((name) => {
      const letters = inGrace && onlyAdds(name) ? now + then : now;
      const may = letters !== '' && mayWith(part, name, letters) && !/^(entry\.withdraw|activity\.amend)$/.test(name);
      return {
        cell: `${name} on ${record} by ${part}, of ${at}`,
        mutation: oneOf(name, record, {}, `${at}T10:05:00.000Z`),
        word: word(may),
      };
    });
    await expectAll(sheet, school, partOf(part).person, cells);
  }
}
