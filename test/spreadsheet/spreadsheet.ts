/** Opens lists in LibreOffice as people do, and says what became of their cells. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { csvOf } from '../../src/domain/csv.ts';
import { leftOutRows } from '../../src/ui/screens/leader/bring-in/left-out.ts';
import { HOSTILE_CELLS } from './hostile-cells.ts';
import type { Sheet } from './flat-sheet.ts';
import { readFlatSheet } from './flat-sheet.ts';

/** What LibreOffice splits a CSV at, by the name of the way; the first is what a CSV says of itself, the second its own dialog's choice. */
const WAYS = {
  commas: '44',
  'commas, semicolons and tabs': '44/59/9',
  semicolons: '59',
  tabs: '9',
} as const;
type Way = keyof typeof WAYS;

interface List {
  readonly name: string;
  readonly text: string;
  /** The texts that went in, row by row; null: not known. */
  readonly cells: readonly (readonly string[])[] | null;
}

const OFFICE = process.env['SOFFICE_PATH'] ?? 'soffice';

/** Opens these files, or lists of its own; says a line for each way of opening each. 0: all held. */
export async function run(files: readonly string[]): Promise<number> {
  if (spawnSync(OFFICE, ['--version']).status !== 0) {
    console.error('This needs LibreOffice. Install it (Debian: apt-get install libreoffice-calc) or set SOFFICE_PATH.');
    return 1;
  }
  const lists = files.length > 0 ? await Promise.all(files.map(fromFile)) : OWN;
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-sheets-'));
  let broken = 0;
  try {
    await Promise.all(lists.map(({ name, text }) => writeFile(join(folder, `${name}.csv`), text)));
    const control = await openAll(folder, [RAW], 'commas');
    const runs = control[0]?.formulas.length ?? 0;
    console.log(`the same cells as they are: ${runs} formulas`);
    if (files.length === 0 && runs === 0) broken += 1;
    for (const way of Object.keys(WAYS) as readonly Way[]) {
      for (const [i, sheet] of (await openAll(folder, lists, way)).entries()) {
        const problems = problemsOf(sheet, lists[i] as List, way);
        broken += Math.min(1, problems.length);
        console.log(`${lists[i]?.name}, split at ${way}: ${sheet.cells.flat().length} cells, ${wordsOf(problems)}`);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(broken === 0 ? 'no cell was a formula' : `${broken} lines say what was broken`);
  return broken === 0 ? 0 : 1;
}

const fromFile = async (file: string): Promise<List> => ({
  name: basename(file).replace(/\.csv$/, ''),
  text: await readFile(file, 'utf8'),
  cells: null,
});

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Written by nobody's care: it shows that the cells would run. */
const RAW: List = { name: 'raw', text: HOSTILE_CELLS.map((cell) => `1,${quoted(cell)}\r\n`).join(''), cells: null };

/** The lists of pupils, of records that were sent, for the local authority and to catch up are rows of cells, two to six of them. */
const COLUMNS = [2, 3, 4, 6] as const;
const tables: readonly List[] = COLUMNS.map((columns) => {
  const cells = HOSTILE_CELLS.map((cell) => Array.from({ length: columns }, (_, i) => (i % 2 === 0 ? cell : '10B')));
  return { name: `list-of-${columns}-columns`, text: csvOf(cells), cells };
});

/** Rows that were left out of a list, written by whoever made that list. */
const leftOut: readonly List[] = [',', ';', '\t'].map((separator) => {
  const rows = HOSTILE_CELLS.map((cell) => [quoted(cell), '10B', quoted(cell)].join(separator));
  const text = [['Name', 'Form', 'Year'].join(separator), ...rows].join('\r\n');
  const problems = rows.map((_, i) => ({ row: i + 2, column: '=1+1', reason: '=1+1' }));
  const file = leftOutRows({ text, rows: rows.length, problems });
  return { name: `left-out-${separator.charCodeAt(0)}`, text: file ?? '', cells: null };
});

/** Rows without quotation marks, as many programs write them. */
const bare: List = {
  name: 'left-out-bare',
  text:
    leftOutRows({
      text: ['Name,Form', ...HOSTILE_CELLS.filter((cell) => !/["\r\n]/.test(cell)).map((cell) => `${cell},10B`)].join(
        '\n',
      ),
      rows: HOSTILE_CELLS.length,
      problems: HOSTILE_CELLS.map((_, i) => ({ row: i + 2, column: null, reason: 'x' })),
    }) ?? '',
  cells: null,
};

const OWN: readonly List[] = [...tables, ...leftOut, bare];

/** Opens all of them in one run of LibreOffice with a profile of its own. Throws where it wrote nothing. */
async function openAll(folder: string, lists: readonly List[], way: Way): Promise<readonly Sheet[]> {
  if (lists.includes(RAW)) await writeFile(join(folder, 'raw.csv'), RAW.text);
  const out = join(folder, `out-${WAYS[way].replaceAll('/', '-')}`);
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const made = spawnSync(
    OFFICE,
    [
      `-env:UserInstallation=${profile}`,
      '--headless',
      // Separators, the quotation mark, UTF-8.
      `--infilter=CSV:${WAYS[way]},34,76`,
      '--convert-to',
      'fods',
      '--outdir',
      out,
      ...lists.map(({ name }) => join(folder, `${name}.csv`)),
    ],
    { encoding: 'utf8' },
  );
  const read = lists.map(({ name }) => readFile(join(out, `${name}.fods`), 'utf8').then(readFlatSheet));
  return Promise.all(read).catch((reason: unknown) => {
    throw new Error(`LibreOffice made nothing of it: ${made.stderr}`, { cause: reason });
  });
}

/** Formulas and links; where the way is the list's own, texts that are not what they were. */
function problemsOf({ formulas, links, cells }: Sheet, list: List, way: Way): readonly string[] {
  const wanted = way === 'commas' && list.cells ? list.cells : [];
  const lost = wanted.flatMap((row, i) =>
    row.flatMap((text, column) => {
      const is = cells[i]?.[column] ?? '';
      return same(is, text) ? [] : [`row ${i + 1}: ${JSON.stringify(text)} is ${JSON.stringify(is)}`];
    }),
  );
  return [
    ...formulas.map((formula) => `formula ${formula}`),
    ...links.map((link) => `link ${link}`),
    ...(list.cells && way === 'commas' && cells.length !== list.cells.length ? [`${cells.length} rows`] : []),
    ...lost,
  ];
}

/** But for apostrophes, and what its XML cannot say: control characters, and a tab in a cell of several lines. */
const same = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\s']/gu, '');

const SHOWN = 5;
const wordsOf = (problems: readonly string[]): string =>
  problems.length === 0 ? 'no formula, no link' : `${problems.length} broken: ${problems.slice(0, SHOWN).join('; ')}`;
