import { expect, it } from 'vitest';
import { csvOf } from '../../src/domain/csv.ts';

const MARK = '\uFEFF';

it('a list is rows of cells that end as RFC 4180 has it, marked as UTF-8', () => {
  expect(
    csvOf([
      ['Pupil', 'Form'],
      ['Zoë Zieliński', '9B'],
    ]),
  ).toBe(`${MARK}Pupil,Form\r\nZoë Zieliński,9B\r\n`);
});

it('commas, quotes, line ends and outer spaces stay within their cell', () => {
  expect(csvOf([['Khan, Aisha', 'say "Eye-sha"', 'one\ntwo', ' ten ']])).toBe(
    `${MARK}"Khan, Aisha","say ""Eye-sha""","one\ntwo"," ten "\r\n`,
  );
});

it.each(['=1+1', '+44', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1'])('no cell is run as a formula: %j', (text) => {
  const [cell = ''] = csvOf([[text]])
    .slice(1)
    .split('\r\n');
  expect(cell.replaceAll('"', '').startsWith("'")).toBe(true);
});

it.each([
  ['Ada;=1+1', "Ada;'=1+1"],
  ['Ada;=1+1;x', "Ada;'=1+1;x"],
  ['Ada\t@SUM(A1)', "Ada\t'@SUM(A1)"],
  ['Ada\n+1', "Ada\n'+1"],
  ['Ada; "=1+1"', `Ada; "'=1+1"`],
])('nor is one where a program splits at semicolons or tabs: %j', (text, safe) => {
  expect(csvOf([[text]])).toBe(`${MARK}"${safe.replaceAll('"', '""')}"\r\n`);
});

it('a cell with a semicolon or a tab is quoted: some programs split there', () => {
  expect(csvOf([['Khan; Aisha', 'a\tb']])).toBe(`${MARK}"Khan; Aisha","a\tb"\r\n`);
});

it('a hyphen within words is no formula', () => {
  expect(csvOf([['Day-Lewis']])).toBe(`${MARK}Day-Lewis\r\n`);
});
