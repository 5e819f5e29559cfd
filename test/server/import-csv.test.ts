import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MUTATIONS } from '../../src/domain/mutations/registry.ts';
import { IMPORT_FIELDS, IMPORT_MAX_ROWS, importPreview } from '../../src/protocol/roster-import.ts';
import { decodeCsv, parseCsv } from '../../src/server/import/csv.ts';
import { planImport } from '../../src/server/import/plan.ts';
import { fingerprintOf, previewOf } from '../../src/server/import/preview.ts';
import { ARBOR, known, schoolOf, SIMS, UPN } from '../support/roster-csv.ts';

const cellsOf = (text: string) => {
  const table = parseCsv(text);
  return table.ok ? table.value.rows.map(({ cells }) => cells) : table.error.sentence;
};

describe('the text of a file', () => {
  it('may be UTF-8 with or without its mark, or UTF-16 with it', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Zieliński', 'utf16le')]);
    expect(decodeCsv(Buffer.from('\uFEFFZieliński'))).toMatchObject({ ok: true, value: 'Zieliński' });
    expect(decodeCsv(utf16)).toMatchObject({ ok: true, value: 'Zieliński' });
  });

  it('in another encoding is refused with what to do, not guessed', () => {
    const windows = Uint8Array.from([0x4a, 0x6f, 0x73, 0xe9, 0x2c, 0x31]);
    expect(decodeCsv(windows)).toMatchObject({ ok: false, error: { sentence: expect.stringContaining('CSV UTF-8') } });
    expect(cellsOf('Jos\uFFFD,1')).toContain('CSV UTF-8');
    expect(cellsOf('PK\u0003\u0004rest')).toContain('Excel');
  });
});

describe('the table of a file', () => {
  it('takes mixed line ends, quotes, tabs and semicolons', () => {
    expect(cellsOf('a,b\r\n"x, ""y""",2\r3,4\n')).toEqual([
      ['a', 'b'],
      ['x, "y"', '2'],
      ['3', '4'],
    ]);
    expect(cellsOf('a\tb\n1,5\t2')).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    expect(cellsOf('a;b;c\n1;2;3')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ]);
  });

  it('keeps the numbers of rows when some are empty', () => {
    const table = parseCsv('a,b\n\n,\n1,2');
    expect(table).toMatchObject({ ok: true, value: { rows: [{ row: 1 }, { row: 4 }] } });
  });

  it('with a quotation mark that never closes is refused, the row named', () => {
    expect(cellsOf('a,b\n"x,1\ny,2')).toContain('row 2');
  });

  it('a million rows, or a row of a million cells, is one sentence, quickly', () => {
    const before = performance.now();
    expect(cellsOf('a\n'.repeat(1_000_000))).toContain('more than 20,000 rows');
    expect(cellsOf('a,'.repeat(1_000_000))).toContain('columns');
    expect(cellsOf('x'.repeat(6 * 1024 * 1024))).toContain('MB');
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it(`${IMPORT_MAX_ROWS} rows and a heading are read`, () => {
    expect(cellsOf('a,b\n'.repeat(IMPORT_MAX_ROWS + 1))).toHaveLength(IMPORT_MAX_ROWS + 1);
  });
});

const HEADINGS = 'UPN Forename Surname Student DOB Year Reg Sex SEN PP Leaving'.split(' ');
const NASTY: readonly string[] = [
  '"',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '=cmd|x',
  '__proto__',
  'constructor',
  '\ud800',
  'Khan, Aisha',
  '31/02/2011',
  '10B',
  UPN.aisha,
  ...HEADINGS,
];

describe('hostile files', () => {
  const nasty = fc.constantFrom(...NASTY);
  const text = fc
    .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 80 })
    .map((parts) => parts.join(''));
  const mangled = fc
    .tuple(fc.constantFrom(SIMS, ARBOR), fc.nat(), fc.nat({ max: 20 }), text)
    .map(([file, at, cut, put]) => file.slice(0, at % file.length) + put + file.slice((at % file.length) + cut));
  const columns = fc.option(fc.array(fc.option(fc.constantFrom(...IMPORT_FIELDS), { nil: null }), { maxLength: 12 }), {
    nil: undefined,
  });

  it('are previewed or refused with a sentence, and never throw', () => {
    const school = schoolOf([known('aisha')]);
    fc.assert(
      fc.property(fc.oneof(text, mangled), columns, fc.boolean(), (file, chosen, wholeSchool) => {
        const result = planImport({ text: file, columns: chosen, wholeSchool }, school);
        if (!result.ok) expect(result.error.sentence.length).toBeGreaterThan(10);
        else expect(result.value.columns.fields).toHaveLength(result.value.columns.headings.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('with any cells under known headings give a preview that the protocol accepts', () => {
    const school = schoolOf([known('aisha')]);
    const cell = fc.oneof(
      fc.constantFrom(UPN.aisha, UPN.ben, UPN.temporary, '03/10/2011', '2011-10-03', 'Year 10', '9', 'Aisha', 'Khan'),
      nasty,
      fc.string({ unit: 'binary', maxLength: 250 }),
    );
    const row = fc.array(cell, { maxLength: HEADINGS.length + 1 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.boolean(), (rows, wholeSchool) => {
        const quoted = [HEADINGS, ...rows].map((cells) =>
          cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','),
        );
        const ask = { text: quoted.join('\n'), wholeSchool };
        const result = planImport(ask, school);
        if (!result.ok) return;
        const preview = importPreview.safeParse(
          previewOf({ plan: result.value, fingerprint: fingerprintOf(ask, school), grants: [] }),
        );
        expect(preview.error?.issues ?? []).toEqual([]);
        for (const { commands } of [...result.value.adds, ...result.value.changes]) {
          for (const { name, args } of commands) {
            expect(MUTATIONS.find((one) => one.name === name)?.args.safeParse(args).error?.issues ?? []).toEqual([]);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('of any bytes are decoded or refused with a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const decoded = decodeCsv(bytes);
        if (decoded.ok) parseCsv(decoded.value);
        else expect(decoded.error.sentence).toContain('CSV UTF-8');
      }),
      { numRuns: 500 },
    );
  });
});
