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

it('a hyphen within words is no formula', () => {
  expect(csvOf([['Day-Lewis']])).toBe(`${MARK}Day-Lewis\r\n`);
});
