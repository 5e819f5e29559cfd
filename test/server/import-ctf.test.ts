/** Common Transfer Files: what is read of them, and a sentence for each that cannot be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportPlan, ImportSchool } from '../../src/server/import/plan.ts';
import { planImport } from '../../src/server/import/plan.ts';
import { decodeCsv } from '../../src/server/import/csv.ts';
import { AISHA_CTF, BEN_CTF, aCtf } from '../support/ctf.ts';
import { UPN, known, schoolOf } from '../support/roster-csv.ts';

const planOf = (text: string, school: ImportSchool = schoolOf([])): ImportPlan => {
  const result = planImport({ text, wholeSchool: false }, school);
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
};
const sentence = (text: string): string => {
  const result = planImport({ text, wholeSchool: false }, schoolOf([]));
  return result.ok ? 'it was read' : result.error.sentence;
};
const said = ({ problems }: ImportPlan) => problems.map(({ row, column, reason }) => `${row} ${column}: ${reason}`);
const notes = ({ warnings }: ImportPlan) => warnings.map(({ reason }) => reason).join(' ');

describe('a Common Transfer File', () => {
  it('gives pupils with UPN, names, dates, form and the latest SEN provision', () => {
    const plan = planOf(aCtf([AISHA_CTF, BEN_CTF]));
    expect(said(plan)).toEqual([]);
    expect(plan).toMatchObject({ format: 'ctf', rows: 2 });
    expect(notes(plan)).toBe('There is no form 11C here yet. It is opened, in Year 11.');
    expect(plan.adds[0]?.commands).toMatchObject([
      { name: 'pupil.enrol', args: { name: 'Aisha', surname: 'Khan', year: 10, form: '10B', from: '2022-09-05' } },
      { name: 'identity.set', args: { legalForename: 'Aisha Noor', born: '2011-10-03', upn: UPN.aisha, sex: 'F' } },
      { name: 'support.set', args: { sen: 'E', lookedAfter: false } },
    ]);
    expect(plan.adds[1]?.row).toMatchObject({
      name: 'Ben',
      surname: 'Whitfield-Ray',
      legalSurname: 'Whitfield',
      form: '11C',
      sex: 'M',
      from: null,
      leaving: null,
    });
  });

  it.each([
    ['<Type><LanguageType>F</LanguageType><Language>POL</Language></Type>', true],
    ['<Type><LanguageType>F</LanguageType><Language>ENG</Language></Type>', false],
    [
      '<Type><LanguageType>H</LanguageType><Language>URD</Language></Type><Type><LanguageType>F</LanguageType><Language>ENB</Language></Type>',
      false,
    ],
    ['<Type><LanguageType>H</LanguageType><Language>URD</Language></Type>', null],
    ['<Type><LanguageType>F</LanguageType><Language>NOT</Language></Type>', null],
    ['<Type><Language>URD</Language></Type>', null],
  ])('says by the first language alone whether English is an additional one: %s', (types, eal) => {
    const ben = BEN_CTF.replace(
      '<NCyearActual>',
      `<BasicDetails><Languages>${types}</Languages></BasicDetails><NCyearActual>`,
    );
    expect(planOf(aCtf([ben])).adds[0]?.row).toMatchObject({ eal, year: 11 });
  });

  it('knows a pupil again by UPN, and takes no date of another school', () => {
    const plan = planOf(aCtf([AISHA_CTF], { dest: '4001' }), schoolOf([known('r1')]));
    expect(plan.adds).toEqual([]);
    expect(plan.changes.map(({ known: { record }, what }) => `${record} ${what.join()}`)).toEqual([
      'r1 Legal name: Aisha Khan → Aisha Noor Khan,Support and plans',
    ]);
    expect(notes(plan)).toContain('dates of joining and leaving there are left out');
    expect(planOf(aCtf([AISHA_CTF], { dest: '4001' })).adds[0]?.row.from).toBeNull();
  });

  it('of another version is read and said; of another school year it is refused', () => {
    expect(notes(planOf(aCtf([BEN_CTF], { version: '21.1' })))).toContain('CTF version 21.1, not that of 2026/27');
    expect(sentence(aCtf([BEN_CTF], { year: '2025', version: '25.0' }))).toBe(
      'This CTF is of the school year 2025/26, so its year groups are not those of 2026/27. Export it again in 2026/27.',
    );
    expect(notes(planOf(aCtf([BEN_CTF], { year: '' })))).toContain('does not say of which school year');
  });

  it('that ends in the middle is refused, wherever it ends', () => {
    const whole = aCtf([AISHA_CTF, BEN_CTF]);
    for (let at = 60; at < whole.length - 2; at += 97) {
      expect(sentence(whole.slice(0, at))).toMatch(
        /^This file is damaged or ends in the middle, at line \d+\. Export it again\.$/,
      );
    }
  });

  it('names each pupil that cannot be: impossible date, no such form, wrong UPN, twice in the list', () => {
    const plan = planOf(
      aCtf([
        AISHA_CTF,
        BEN_CTF.replace('2011-02-14', '2011-02-30'),
        BEN_CTF.replace(UPN.ben, 'X201100018042').replace('11C', '#?'),
        AISHA_CTF,
      ]),
    );
    expect(plan.adds).toEqual([]);
    expect(said(plan).map((words) => words.slice(0, 40))).toEqual([
      '1 null: Rows 1 and 4 have the same UPN. ',
      '2 Date of birth: “2011-02-30” is a day t',
      expect.stringMatching(/^3 UPN: /),
      expect.stringMatching(/^3 Form: “#\?” cannot be the code of a for/),
      '4 null: Rows 1 and 4 have the same UPN. ',
    ]);
  });

  it('declares no entities: neither one that grows nor one that reads a file', () => {
    const doctype = (inside: string) =>
      aCtf(['<UPN>&a;</UPN>']).replace('<CTfile>', `<!DOCTYPE CTfile [${inside}]><CTfile>`);
    const laughs = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">';
    for (const inside of [laughs, '<!ENTITY a SYSTEM "file:///etc/passwd">', ''])
      expect(sentence(doctype(inside))).toContain('declares entities of its own');
    expect(sentence(aCtf(['<UPN>&a;</UPN>']))).toContain('damaged');
  });

  it('is bounded in size, depth and pupils', () => {
    expect(sentence(aCtf([`<x>${'<y>'.repeat(40)}`]))).toContain('nested deeper');
    expect(sentence(aCtf(['x'.repeat(5 * 1024 * 1024)]))).toContain('at most 5 MB');
    expect(sentence(aCtf(Array.from({ length: 20_001 }, () => '')))).toContain('more than 20,000 pupils');
    const long = planOf(aCtf([BEN_CTF.replace('Whitfield-Ray', 'W'.repeat(100_000))]));
    expect(said(long)[0]).toContain('longer than 200 characters');
  });

  it('that is another XML file, or has no pupil, is refused with what to do', () => {
    expect(sentence('<html><body>Sign in</body></html>')).toContain('not a Common Transfer File');
    expect(sentence(aCtf([]))).toContain('no pupil in this CTF');
  });

  it('may say in which letters it is written', () => {
    const text = aCtf([BEN_CTF.replace('Benjamin', 'Zoé')], { encoding: 'ISO-8859-1' });
    const bytes = Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
    const decoded = decodeCsv(bytes);
    expect(decoded.ok && planOf(decoded.value).adds[0]?.row.legalForename).toBe('Zoé');
  });

  it('damaged anyhow is read or refused, and never throws', () => {
    const whole = aCtf([AISHA_CTF, BEN_CTF]);
    const place = fc.nat(whole.length);
    const piece = fc.oneof(
      fc.constantFrom('<', '>', '&', ']]>', '<![CDATA[', '<!--', '\0', '<Pupil>', '</Pupil>'),
      fc.string({ maxLength: 9 }),
    );
    fc.assert(
      fc.property(place, piece, fc.nat(9), (at, more, gone) => {
        const result = planImport(
          { text: whole.slice(0, at) + more + whole.slice(at + gone), wholeSchool: true },
          schoolOf([known('r1')]),
        );
        if (!result.ok) expect(result.error.sentence.length).toBeGreaterThan(10);
      }),
      { numRuns: 500 },
    );
  });
});
