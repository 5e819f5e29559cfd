/** A spreadsheet as LibreOffice writes it in one file of XML (OpenDocument 1.3, "flat"): its cells, and what of them is more than text. */
import sax from 'sax';

/** Rows without the empty ones at the end; `links`: whatever points elsewhere. */
export interface Sheet {
  readonly cells: readonly (readonly string[])[];
  readonly formulas: readonly string[];
  readonly links: readonly string[];
}

/** More cells than a row of ours has are the empty rest of the sheet. */
const MOST_REPEATED = 100;
const LINKS = new Set([
  'text:a',
  'table:cell-range-source',
  'table:table-source',
  'office:dde-source',
  'table:dde-link',
]);

/** Reads the first sheet. Throws on what is no XML. */
export function readFlatSheet(xml: string): Sheet {
  const cells: string[][] = [];
  const formulas: string[] = [];
  const links: string[] = [];
  let text = '';
  let paragraphs = 0;
  let within = false;
  let repeated = 1;
  const fail = (reason: Error) => {
    throw reason;
  };
  const onopentag = ({ name, attributes }: sax.Tag | sax.QualifiedTag) => {
    const of = (attribute: string): string | undefined => attributes[attribute] as string | undefined;
    if (LINKS.has(name)) links.push(`${name} ${of('xlink:href') ?? ''}`);
    if (name === 'table:table-row') cells.push([]);
    else if (name === 'table:table-cell') {
      text = '';
      paragraphs = 0;
      repeated = Number(of('table:number-columns-repeated') ?? 1);
      const formula = of('table:formula');
      if (formula !== undefined) formulas.push(formula);
    } else if (name === 'text:p') {
      text += paragraphs++ === 0 ? '' : '\n';
      within = true;
    } else if (name === 'text:tab') text += '\t';
    else if (name === 'text:line-break') text += '\n';
    else if (name === 'text:s') text += ' '.repeat(Number(of('text:c') ?? 1));
  };
  const ontext = (words: string) => {
    if (within) text += words;
  };
  const onclosetag = (name: string) => {
    if (name === 'text:p') within = false;
    if (name !== 'table:table-cell') return;
    if (repeated <= MOST_REPEATED) cells.at(-1)?.push(...Array.from({ length: repeated }, () => text));
  };
  Object.assign(sax.parser(true), { onerror: fail, onopentag, ontext, onclosetag }).write(xml).close();
  while (cells.at(-1)?.every((cell) => cell === '')) cells.pop();
  return { cells, formulas, links };
}
