/** Who is told that something has changed, and who else can read it now: pokes of the events, and the setting that every adviser sees all. */
import type { Part } from './people.ts';
import { PARTS, lettersIn, partOf } from './people.ts';
import { oneOf } from './made-up.ts';
import { READ_BY } from './reads.ts';
import type { MatrixSchool } from './school.ts';
import { HERE } from './records.ts';
import type { Sheet } from './sheet.ts';

/** A change of Aisha's record, by somebody who may, and the kind of what is written. */
const CHANGES: readonly (readonly [part: string, name: string, kind: string])[] = [
  ['adviser', 'note.add', 'note'],
  ['adviser', 'draft.write', 'draft'],
  ['tutor', 'ask.raise', 'ask'],
  ['pupil', 'concern.raise', 'concern'],
  ['pupil', 'interview.request', 'request'],
  ['subject', 'activity.log', 'experience'],
  ['pastoral', 'support.set', 'support'],
  ['leader', 'pupil.change', 'pupil'],
];

/** What comes over a line until it is hung up. */
async function listen(school: MatrixSchool, { person }: Part) {
  const answer = await school.ask(person, ['GET', `/api/schools/${HERE}/events`]);
  const reader = answer.body?.getReader();
  let heard = '';
  const all = (async () => {
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) return;
      heard += new TextDecoder().decode(piece.value);
    }
  })();
  return {
    heard: () => heard,
    hangUp: async () => {
      await reader?.cancel();
      await all;
    },
  };
}

/** The server has told whom it tells. */
const settled = () => new Promise((resolve) => void setTimeout(resolve, 10));

export async function checkPokes(sheet: Sheet, school: MatrixSchool): Promise<void> {
  for (const [by, name, kind] of CHANGES) {
    const lines = new Map<string, Awaited<ReturnType<typeof listen>>>();
    for (const [part, one] of Object.entries(PARTS)) lines.set(part, await listen(school, one));
    await school.send(partOf(by).person, [oneOf(name, 'aisha', name === 'draft.write' ? { id: 'draft-1' } : {})]);
    await settled();
    for (const [part, line] of lines) {
      const reads =
        kind === 'draft'
          ? part === by
          : [...(READ_BY[kind] ?? '')].some((one) => lettersIn(part, 'aisha').includes(one));
      sheet.cell(`${part} is poked by ${name}`, reads ? 1 : 0, line.heard().split('data:').length - 1);
      await line.hangUp();
    }
    await school.restore();
  }
}

/** Where the school sets it so, every adviser is an adviser of all who are on the list; nobody else is anything more. */
export async function checkSetting(sheet: Sheet, school: MatrixSchool): Promise<void> {
  await school.send(partOf('leader').person, [oneOf('school.set', 'school', { everyAdviserSeesAll: true })]);
  for (const [part, { person, roles, left }] of Object.entries(PARTS)) {
    const { granted } = await school.send(person, []);
    for (const record of ['aisha', 'ben', 'tom'] as const) {
      const before = lettersIn(part, record);
      const gets = roles.includes('adviser') && !left && record !== 'tom' && !before.includes('G');
      const letters = [...before, ...(gets ? ['G'] : [])].sort();
      sheet.cell(
        `${part} is granted ${record} where every adviser sees all`,
        letters,
        [...(granted.get(record) ?? '')].sort(),
      );
    }
  }
  await school.restore();
}
