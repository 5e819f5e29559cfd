/**
 * Values of single cells: a year group, a date, a yes or no, a UPN… or a sentence that says what is wrong and what to do.
 * Nothing is guessed: what can be read in two ways is refused.
 */
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { FormCode } from '../../domain/ids.ts';
import { formCode } from '../../domain/ids.ts';
import type { IsoDate } from '../../domain/time.ts';
import { isoDate } from '../../domain/time.ts';
import { readUpn as parseUpn, upnProblemWords } from '../../domain/upn.ts';

/** A value, or a sentence. */
export type Read<T> = Result<T, string>;

/** The longest name or other short text. */
const LINE_MAX = 200;
const FORMULA = /^[=+\-@＝＋－＠]/;
/** What lists of this app put before a formula (domain/csv.ts): it is not part of the text. */
const APOSTROPHE = /^'(?=[=+\-@＝＋－＠])/;
/** Controls, and the marks that turn the direction of text: unseen on screens, and able to deceive there. */
const HIDDEN = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;

/** A heading as it is shown: composed, without what is unseen. */
export const readHeading = (cell: string): string =>
  cell
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(new RegExp(HIDDEN, 'gu'), ' ')
    .trim()
    .slice(0, LINE_MAX)
    .toWellFormed();

/** The text of a cell, composed (NFC) and without space at its ends; a lone "-" is an empty cell. */
export function readText(cell: string): Read<string> {
  const text = cell.isWellFormed()
    ? cell
        .normalize('NFC')
        .trim()
        .replaceAll(/[ \u00A0\t]+/g, ' ')
        .replace(APOSTROPHE, '')
    : cell;
  if (text === '-' || text === '–') return ok('');
  if (!text.isWellFormed() || HIDDEN.test(text)) return err('There is a hidden character in this cell. Type it again.');
  if (FORMULA.test(text)) return err('This cell begins like a formula. Type the value without =, +, - or @ in front.');
  if (text.length > LINE_MAX) return err(`This is longer than ${LINE_MAX} characters.`);
  return ok(text);
}

/** "Year 9", "Yr 9", "Y9", "9", "09", "Year  9". */
export function readYear(text: string): Read<number> {
  const digits = /^(?:(?:nc ?)?(?:year|yr|y)\.? ?(?:group)? ?)?0?(\d{1,2})$/i.exec(text)?.[1];
  const year = Number(digits);
  if (digits === undefined || year < 1 || year > 14)
    return err(`“${text}” is not a year group. Write it as 9 or Year 9.`);
  return ok(year);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** 25/12/2011, 25-12-2011, 25.12.2011, 25 Dec 2011, 2011-12-25, each perhaps with a time of day behind it. */
export function readDate(text: string): Read<IsoDate> {
  const day = text.replace(/[T ]\d{1,2}:\d\d(:\d\d)?(\.\d+)?Z?$/, '');
  if (/^\d{5}$/.test(day))
    return err('The spreadsheet has turned this date into a number. Format the column as a date.');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day);
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(day);
  const worded = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})$/.exec(day);
  if (iso) return realDate(text, [iso[1], iso[2], iso[3]]);
  if (british) return realDate(text, [british[3], british[2], british[1]]);
  if (worded)
    return realDate(text, [worded[3], String(MONTHS.indexOf((worded[2] ?? '').toLowerCase()) + 1), worded[1]]);
  return err(`“${text}” cannot be read as a date. Write it as 25/12/2011.`);
}

function realDate(text: string, [year, month, day]: readonly (string | undefined)[]): Read<IsoDate> {
  if (Number(month) > 12 && Number(day) <= 12)
    return err(`“${text}” has no such month. Write the day first: 25/12/2011.`);
  const parsed = isoDate.safeParse(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`);
  return parsed.success ? ok(parsed.data) : err(`“${text}” is a day that does not exist.`);
}

const YES = new Set(['y', 'yes', 'true', '1', 't', 'eligible', 'current', 'currently looked after']);
const NO = new Set(['n', 'no', 'false', '0', 'f', 'not eligible', 'none', 'never']);

/** Yes or no in the words of school systems. */
export function readYesNo(text: string): Read<boolean> {
  const word = text.toLowerCase();
  if (YES.has(word)) return ok(true);
  if (NO.has(word)) return ok(false);
  return err(`“${text}” is neither Yes nor No. It is left as it was.`);
}

const SEN: readonly (readonly [RegExp, 'N' | 'K' | 'E'])[] = [
  [/^(n|no|none|no sen|no special educational needs?)$/i, 'N'],
  [/^(k|a|p|sen support|school action( plus)?)$/i, 'K'],
  [/^(e|ehcp?|ehc plan|education,? health (and|&) care plan|statement)$/i, 'E'],
];

/** SEN provision: N, K, E, the names of them, older codes, and "K - SEN Support". S is the old code of a statement. */
export function readSen(text: string): Read<'N' | 'K' | 'E'> {
  const words = /^([A-Za-z])\s*[-–:]\s*\S/.exec(text)?.[1] ?? text;
  if (/^s$/i.test(words)) return err('“S” is an old code that means different things. Write N, K or E.');
  const found = SEN.find(([pattern]) => pattern.test(words));
  return found ? ok(found[1]) : err(`“${text}” is not a SEN code. Write N, K or E. It is left as it was.`);
}

/** M or F, in letters or words. */
export function readSex(text: string): Read<'M' | 'F'> {
  if (/^(m|male|boy)$/i.test(text)) return ok('M');
  if (/^(f|female|girl)$/i.test(text)) return ok('F');
  return err(`“${text}” is neither M nor F. It is left empty.`);
}

/** DfE codes and their words where the first language is not told. */
const NOT_TOLD =
  /^(not|ref|cla|(information )?not (yet )?obtained|refused|classification pending|pending|unknown|not known)$/i;
const ENGLISH = /^(en|eng|enb|english|(not known but )?believed to be english)$/i;

/**
 * Is English an additional language to whoever has this first language? "Polish", POL, "Believed to be other than English",
 * and "ENG - English" are read; the language itself is not kept.
 */
export function readFirstLanguage(text: string): Read<boolean> {
  const words = /^([A-Za-z]{3})\s*[-–:]\s*\S/.exec(text)?.[1] ?? text;
  if (NOT_TOLD.test(words) || !/^\p{L}[\p{L}\p{M} ,()'’/-]+$/u.test(words))
    return err(`“${text}” does not say which language. It is left as it was.`);
  return ok(!ENGLISH.test(words));
}

/** The code of a form, such as 10B, 11/3 or "Year 10 B" as the school writes it. */
export function readForm(text: string): Read<FormCode> {
  const parsed = formCode.safeParse(text);
  return parsed.success
    ? ok(parsed.data)
    : err(`“${text}” cannot be the code of a form: at most 20 letters and digits.`);
}

/** A UPN in capitals, with what Excel does to it explained. */
export function readUpn(text: string): Read<string> {
  const upn = text.replaceAll(' ', '').toUpperCase();
  if (/^\d(\.\d+)?E\+?\d+$/.test(upn)) {
    return err(
      'The spreadsheet has turned this UPN into a rounded number. Format the column as text and export again.',
    );
  }
  if (/^\d{1,12}$/.test(upn))
    return err('The letter at the front of this UPN is missing. Copy it from the school’s system again.');
  const parsed = parseUpn(upn);
  return parsed.ok ? ok(parsed.value.upn) : err(`“${text}” is not a UPN. ${upnProblemWords(parsed.error)}`);
}
