/**
 * The table of who may (src/domain/who-may.ts) with one group more or less in one row, row by row: what mutation testing would
 * make of it. Some change nothing that anybody could notice, and say why.
 */
import { readFileSync } from 'node:fs';
import type { Fault } from './faults.ts';
import { READ_BY } from './reads.ts';
import { ABOUT } from './relations.ts';

const FILE = 'domain/who-may.ts';
const GROUPS = ['N', 'P', 'T', 'S', 'G', 'L'];

/** A row with its groups: "'step.add': staff('T', 'S')" or "'step.add': { groups: ['T', 'S']". */
const ROW = /'([a-z-]+\.[a-z-]+)': (?:staff\(|\{ groups: \[)((?:'[A-Z]'(?:, )?)+)/g;

/** Rows that name roles: who is in the role and not in the group, or the other way, is nobody's loss and nobody's gain. */
const BY_ROLE: Readonly<Record<string, string>> = {
  'draft.write': 'PTSGL',
  'draft.set': 'PTSGL',
  'draft.step': 'PTSGL',
  'draft.discard': 'PTSGL',
  'interview.start': 'PTSGL',
  'unlisted.add': 'PTSGL',
  'interview.finish': 'PSL',
  'programme.set': 'PTSGL',
};

/**
 * Nobody could notice: who is in the group is in another one of the row (staff are all N; the careers leader, L, is G too), has
 * not the role, or does not read the entry that it is about, on which nobody writes then.
 */
function isUnnoticed(name: string, groups: readonly string[], group: string): boolean {
  if (BY_ROLE[name] !== undefined) return BY_ROLE[name].includes(group);
  const [, kind] = ABOUT[name] ?? [];
  const readers = kind === undefined ? '' : (READ_BY[kind] ?? '');
  const readBy =
    group === 'N' ? [...readers].filter((one) => one !== 'P') : [group].filter((one) => readers.includes(one));
  const isUnread = kind !== undefined && readBy.every((one) => groups.includes(one)) && !groups.includes(group);
  const isInAnother = (group === 'L' && groups.includes('G')) || (groups.includes('N') && 'TSGL'.includes(group));
  return isUnread || isInAnother || (name === 'entry.withdraw' && group === 'N');
}

/** A mutant, of this mutation's row. `same`: nobody could notice. */
export interface Mutant extends Fault {
  readonly name: string;
  readonly same: boolean;
}

/** All of them. */
export function mutants(): readonly Mutant[] {
  const source = readFileSync(new URL(`../../../src/${FILE}`, import.meta.url), 'utf8');
  return [...source.matchAll(ROW)].flatMap(([row, name = '', inside = '']) => {
    const groups = inside.split(', ').map((one) => one.slice(1, -1));
    return GROUPS.map((group) => {
      const has = groups.includes(group);
      const after = has ? groups.filter((one) => one !== group) : [...groups, group];
      const find = `'${name}':${row.slice(name.length + 3)}`;
      return {
        what: `${name} ${has ? 'without' : 'with'} ${group}`,
        bends: [{ file: FILE, find, put: find.replace(inside, after.map((one) => `'${one}'`).join(', ')) }],
        by: /^(entry\.withdraw|activity\.amend)$/.test(name) ? 'relations' : 'mutations',
        name,
        same: isUnnoticed(name, groups, group),
      };
    });
  });
}
