import { describe, expect, it } from 'vitest';
import type { ImportPlan, ImportSchool } from '../../src/server/import/plan.ts';
import { planImport } from '../../src/server/import/plan.ts';
import { ARBOR, BROMCOM, known, schoolOf, SIMS, UPN } from '../support/roster-csv.ts';

const plan = (text: string, school: ImportSchool = schoolOf([]), wholeSchool = false): ImportPlan => {
  const result = planImport({ text, wholeSchool }, school);
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
};
const HEAD = 'Forename,Surname,UPN,Date of birth,Year,Form';
const file = (...rows: readonly string[]) => [HEAD, ...rows].join('\n');
const reasons = ({ problems }: ImportPlan) => problems.map(({ row, column, reason }) => `${row} ${column}: ${reason}`);
const names = ({ adds }: ImportPlan) => adds.map(({ row }) => `${row.name} ${row.surname} ${row.year} ${row.form}`);

describe('files of school systems', () => {
  it.each([
    ['SIMS', SIMS],
    ['Arbor', ARBOR],
    ['Bromcom', BROMCOM],
  ])('%s is read without anybody choosing a column', (_, text) => {
    const made = plan(text);
    expect(reasons(made)).toEqual([]);
    expect(names(made)).toEqual(['Aisha Khan 10 10B', 'Ben Whitfield 11 11C']);
    expect(made.adds[0]?.row).toMatchObject({ upn: UPN.aisha, born: '2011-10-03' });
  });

  it('legal names go to the identity, the preferred one to the pupil, and support is kept apart', () => {
    const made = plan(SIMS);
    expect(made.adds[0]?.commands).toMatchObject([
      { name: 'pupil.enrol', args: { name: 'Aisha', surname: 'Khan', year: 10, from: '2026-11-11' } },
      { name: 'identity.set', args: { legalForename: 'Aisha Noor', upn: UPN.aisha, sex: 'F' } },
      { name: 'support.set', args: { sen: 'E', lookedAfter: false } },
    ]);
  });

  it.each([
    ['EAL', 'Yes', true],
    ['EAL', 'N', false],
    ['First Language', 'Polish', true],
    ['First Language', 'English', false],
    ['First Language', 'ENB - Believed to be English', false],
    ['First Language', 'OTB - Believed to be Other than English', true],
    ['First Language', 'Portuguese (Brazil)', true],
  ])('of a column %s, “%s” is EAL: %s', (heading, cell, eal) => {
    const text = `Forename,Surname,UPN,Year,${heading}\nAisha,Khan,${UPN.aisha},10,${cell}`;
    expect(plan(text).adds[0]?.row.eal).toBe(eal);
    expect(plan(text).adds[0]?.commands[1]).toMatchObject({ name: 'identity.set', args: { eal } });
    const [change] = plan(text, schoolOf([known('r1')])).changes;
    expect(change?.what).toEqual([`English as an additional language: none → ${eal ? 'Yes' : 'No'}`]);
  });

  it.each([
    ['EAL', 'Fluent', '“Fluent” is neither Yes nor No. It is left as it was.'],
    ['First Language', 'Information not obtained', 'does not say which language. It is left as it was.'],
    ['First Language', 'REF', 'does not say which language.'],
    ['First Language', '3', 'does not say which language.'],
  ])('of a column %s, “%s” is left out, and said', (heading, cell, reason) => {
    const text = `Forename,Surname,UPN,Year,${heading}\nAisha,Khan,${UPN.aisha},10,${cell}`;
    expect(plan(text).adds[0]?.row.eal).toBeNull();
    expect(
      plan(text)
        .warnings.map((one) => one.reason)
        .join(),
    ).toContain(reason);
  });

  it('what a file says of EAL has the last word over the first language; a file without either leaves it', () => {
    const text = `Forename,Surname,UPN,Year,First Language,EAL\nAisha,Khan,${UPN.aisha},10,Polish,No`;
    expect(plan(text).adds[0]?.row.eal).toBe(false);
    const before = known('r1');
    const there = { ...before, identity: before.identity && { ...before.identity, eal: true } };
    expect(plan(`Forename,Surname,UPN,Year\nAisha,Khan,${UPN.aisha},10`, schoolOf([there])).changes).toEqual([]);
  });

  it('an administrator cannot bring in support: it is left out, and said', () => {
    const made = plan(SIMS, schoolOf([], { maySetSupport: false }));
    expect(made.adds.flatMap(({ commands }) => commands.map(({ name }) => name))).not.toContain('support.set');
    expect(made.warnings[0]?.reason).toContain('Only the careers leader');
  });

  it('an administrator is told the new birth date and UPN, and not those that were there', () => {
    const text = file(`Aisha,Khan,${UPN.aisha},05/05/2012,10,10B`);
    const shown = (readsIdentity: boolean) =>
      plan(text, schoolOf([known('aisha')], { readsIdentity })).changes[0]?.what;
    expect(shown(true)).toEqual(['Date of birth: 2011-10-03 → 2012-05-05']);
    expect(shown(false)).toEqual(['Date of birth: now 2012-05-05']);
  });

  it('forms that are not there yet are made, and said', () => {
    expect(plan(SIMS).newForms).toEqual([{ code: '11C', year: 11 }]);
    expect(plan(SIMS).warnings).toEqual([
      { row: 3, column: 'Reg Group', reason: 'There is no form 11C here yet. It is opened, in Year 11.' },
    ]);
  });

  it('a missing column is named with what to do', () => {
    const made = plan('Forename,Surname\nAisha,Khan');
    expect(made.adds).toEqual([]);
    expect(reasons(made).join(' ')).toMatch(/year group.*UPN or the date of birth/);
  });

  it('columns that a person chose take the place of the guess', () => {
    const text = `A,B,C,D\n${UPN.aisha},Aisha,Khan,10`;
    const result = planImport(
      { text, columns: ['upn', 'forename', 'surname', 'year'], wholeSchool: false },
      schoolOf([]),
    );
    expect(result).toMatchObject({ ok: true, value: { adds: [{ row: { name: 'Aisha', year: 10 } }] } });
  });
});

describe('rows', () => {
  it('good rows go in while bad ones are listed with row, column and reason', () => {
    const made = plan(
      file(
        `Aisha,Khan,${UPN.aisha},03/10/2011,10,10B`,
        `Ben,Whitfield,R201100018043,14/02/2011,11,11C`,
        `Zofia,Nowak,,31/02/2011,11,11A`,
        `Leah,Goldberg,,,8,8C`,
        `,Gill,,01/01/2013,9,9D`,
        `Yusuf,Demir,,01/01/2011,Year 14x,11D`,
        `Kai,Bennett,,01/01/2012,3,3B`,
      ),
    );
    expect(names(made)).toEqual(['Aisha Khan 10 10B']);
    expect(reasons(made)).toEqual([
      expect.stringMatching(/^3 UPN: .*first letter should be/),
      expect.stringMatching(/^4 Date of birth: .*does not exist/),
      expect.stringMatching(/^5 null: Neither a UPN nor a date of birth/),
      expect.stringMatching(/^6 null: The name is missing/),
      expect.stringMatching(/^7 Year: .*not a year group/),
      expect.stringMatching(/^8 Year: Year 3 is not taught here/),
    ]);
  });

  it('what a spreadsheet does to a UPN or a date is explained', () => {
    const made = plan(
      file(
        `Aisha,Khan,801200005001,03/10/2011,10,10B`,
        `Ben,Whitfield,8.01E+11,14/02/2011,11,11C`,
        `Zofia,Nowak,,40819,11,11A`,
        `Femi,Adeyinka,,12/25/2011,10,10B`,
      ),
    );
    expect(reasons(made)).toEqual([
      expect.stringContaining('The letter at the front of this UPN is missing'),
      expect.stringContaining('rounded number'),
      expect.stringContaining('turned this date into a number'),
      expect.stringContaining('Write the day first'),
    ]);
  });

  it('formulas, hidden characters and long cells keep a row out', () => {
    const made = plan(
      file(
        `"=HYPERLINK(""http://x"")",Khan,,03/10/2011,10,10B`,
        `Ben\u202E,Whitfield,,14/02/2011,11,11C`,
        `Zo\u0000fia,Nowak,,14/02/2011,11,11A`,
        `${'a'.repeat(201)},Gill,,14/02/2013,9,9D`,
        `Kai\ud800,Bennett,,14/02/2012,10,10B`,
      ),
    );
    expect(made.adds).toEqual([]);
    expect(made.problems.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
    expect(reasons(made)[0]).toContain('like a formula');
    expect(reasons(made)[1]).toContain('hidden character');
  });

  it('names are composed, so that é typed in two ways is one name', () => {
    const made = plan(file(`Ren\u0065\u0301e,Khan,,03/10/2011,10,10B`));
    expect(made.adds[0]?.row.name).toBe('Ren\u00e9e');
  });

  it.each(['Year 9', 'Yr 9', 'Y9', '09', '9', 'Year  9'])('%s is Year 9', (year) => {
    expect(plan(file(`A,B,,03/10/2012,${year},9A`)).adds[0]?.row.year).toBe(9);
  });

  it('two rows with one UPN are both listed, each naming the other', () => {
    const made = plan(file(`Aisha,Khan,${UPN.aisha},,10,10B`, `Aysha,Khan,${UPN.aisha},,10,10B`));
    expect(made.adds).toEqual([]);
    expect(reasons(made)).toEqual([expect.stringContaining('Rows 2 and 3'), expect.stringContaining('Rows 2 and 3')]);
  });

  it('a year group that does not fit the birth date goes in, and is said', () => {
    const made = plan(file(`Aisha,Khan,${UPN.aisha},03/10/2011,9,9B`));
    expect(names(made)).toEqual(['Aisha Khan 9 9B']);
    expect(made.warnings[0]?.reason).toContain('Year 10, not Year 9');
  });
});

describe('pupils who are there', () => {
  const school = schoolOf([
    known('aisha'),
    known('ben', { name: 'Ben', surname: 'Whitfield', year: 11, form: '11C', upn: null, born: '2011-02-14' }),
  ]);

  it('are known again by UPN, whatever else changed', () => {
    const made = plan(file(`Aisha,Rahman,${UPN.aisha},,10,10C`), school);
    expect(made.adds).toEqual([]);
    expect(made.changes).toMatchObject([
      {
        known: { record: 'aisha' },
        what: ['Name: Aisha Khan → Aisha Rahman', 'Form: 10B → 10C'],
        commands: [{ name: 'pupil.change', args: { surname: 'Rahman', form: '10C' } }],
      },
    ]);
  });

  it('are known again by exact name and birth date when a UPN is missing, and get theirs', () => {
    const made = plan(file(`Ben,Whitfield,${UPN.ben},14/02/2011,11,11C`), school);
    expect(made.changes).toMatchObject([{ known: { record: 'ben' }, what: [`UPN: none → ${UPN.ben}`] }]);
  });

  it('are never guessed: two of the same name and birth date, or another UPN, are problems', () => {
    const twins = schoolOf([known('one', { upn: null }), known('two', { upn: null })]);
    expect(reasons(plan(file(`Aisha,Khan,,03/10/2011,10,10B`), twins))).toEqual([
      expect.stringContaining('Two pupils'),
    ]);
    const other = plan(file(`Aisha,Khan,${UPN.ben},03/10/2011,10,10B`), school);
    expect(reasons(other)).toEqual([expect.stringContaining('another UPN')]);
    expect(other.adds).toEqual([]);
  });

  it('are unchanged when the file says what is known', () => {
    const made = plan(file(`Aisha,Khan,${UPN.aisha},03/10/2011,10,10B`), school);
    expect(made).toMatchObject({ adds: [], changes: [], unchanged: 1, leavers: [] });
  });

  it('keep the name they go by when the file has the legal one only', () => {
    const base = known('aisha');
    const used = { ...base, pupil: { ...base.pupil, name: 'Ash' } };
    expect(plan(file(`Aisha,Khan,${UPN.aisha},03/10/2011,10,10B`), schoolOf([used]))).toMatchObject({ unchanged: 1 });
  });

  it('leave only when the file is the whole school, and not when their row is bad', () => {
    const rows = file(`Aisha,Khan,${UPN.aisha},03/10/2011,10,10B`);
    expect(plan(rows, school).leavers).toEqual([]);
    expect(plan(rows, school, true).leavers.map(({ record }) => record)).toEqual(['ben']);
    const bad = file(`Aisha,Khan,${UPN.aisha},03/10/2011,10,10B`, `Ben,Whitfield,,31/02/2011,11,11C`);
    expect(plan(bad, school, true).leavers).toEqual([]);
    const unreadable = file(`Aisha,Khan,${UPN.aisha},03/10/2011,10,10B`, `,,,14/02/2011,11,11C`);
    expect(plan(unreadable, school, true).leavers).toEqual([]);
  });
});
