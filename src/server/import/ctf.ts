/**
 * A Common Transfer File as a table like a CSV's, so that it goes the same way: matched, previewed, brought in. Read leniently,
 * for suppliers nest differently; pupils only, and of them what the school would also find in its own list.
 * Bounded: bytes before it is read, pupils, depth and the length of a value while it is; no entity is ever declared or expanded.
 * Source: the Department for Education’s CTF writer (XmlCtfFormatter, CtfHeaderBuilder).
 */
import type { QualifiedTag, Tag } from 'sax';
import sax from 'sax';
import { schoolYearName, schoolYearOf } from '../../domain/calendar.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { IsoDate } from '../../domain/time.ts';
import { IMPORT_MAX_BYTES, IMPORT_MAX_ROWS } from '../../protocol/roster-import.ts';
import type { FileProblem, Table } from './csv.ts';
import { tooBigSentence } from './csv.ts';

/** How deep elements may lie in each other; a CTF has eight. */
const DEPTH_MAX = 24;
/** Characters that are kept of a value. */
const VALUE_MAX = 300;
/** CTF 26 is that of the school year 2026/27. */
const VERSION_YEAR = 2000;

/** The pupils of a file, and what is to be said of all of it. Rows are the pupils by number, the heading is row 0. */
export interface CtfRead {
  readonly table: Table;
  readonly notes: readonly string[];
}

/** Does the text begin as XML does? */
export const isXml = (text: string): boolean => /^\uFEFF?\s*</.test(text.slice(0, 1000));

const unreadable = (sentence: string): Result<never, FileProblem> => err({ kind: 'unreadable', sentence });

/** The headings, as columns.ts knows them. Surname and Forename of a CTF are the legal ones. */
const HEADINGS = {
  UPN: ['UPN'],
  'Legal surname': ['Surname'],
  'Legal forename': ['Forename'],
  'Preferred surname': ['PreferredSurname'],
  'Preferred forename': ['PreferredForename'],
  'Date of birth': ['DOB'],
  Sex: ['Sex', 'Gender'],
  'First language': ['FirstLanguage'],
  'Year group': ['NCyearActual'],
  Form: ['RegGroup', 'RegistrationGroup', 'TutorGroup'],
  'SEN provision': ['SENprovision'],
  'In care': ['InCare'],
  'Entry date': ['EntryDate'],
  'Leaving date': ['LeavingDate'],
} as const;

const WANTED: ReadonlySet<string> = new Set(
  Object.values(HEADINGS)
    .flat()
    .map((name) => name.toLowerCase()),
);
/** The kind of a first language. */
const FIRST = 'F';
/** Of another school, or of somebody else than the pupil. */
const ELSEWHERE = new Set(['schoolhistory', 'contacts', 'contact']);

/** The pupils in a CTF. `today`: in which school year its year groups must be. Never throws on data. */
export function parseCtf(text: string, today: IsoDate): Result<CtfRead, FileProblem> {
  if (text.length > IMPORT_MAX_BYTES) return err({ kind: 'too-big', sentence: tooBigSentence(text.length) });
  const file = readXml(text);
  if (!file.ok) return file;
  const { header, pupils } = file.value;
  const year = schoolYearOf(today);
  const said = Number(header.get('academicyear') ?? Number.NaN);
  if (Number.isInteger(said) && said !== year) {
    return unreadable(
      `This CTF is of the school year ${schoolYearName(said)}, so its year groups are not those of ${schoolYearName(year)}. Export it again in ${schoolYearName(year)}.`,
    );
  }
  if (pupils.length === 0) return unreadable('There is no pupil in this CTF. Export it again, with its pupils.');
  const isTransfer = isFromElsewhere(header);
  const rows = pupils.map((pupil, at) => ({ row: at + 1, cells: cellsOf(pupil, isTransfer) }));
  const heading = { row: 0, cells: Object.keys(HEADINGS) };
  return ok({ table: { rows: [heading, ...rows] }, notes: notesOf(header, { year, isTransfer, said }) });
}

type Values = ReadonlyMap<string, string>;

function cellsOf(pupil: Values, isTransfer: boolean): readonly string[] {
  return Object.entries(HEADINGS).map(([heading, names]) => {
    if (isTransfer && heading.endsWith(' date')) return '';
    return names.map((name) => pupil.get(name.toLowerCase())).find((value) => value !== undefined) ?? '';
  });
}

const isFromElsewhere = (header: Values): boolean => {
  const [source, dest] = ['source', 'dest'].map(
    (which) => `${header.get(`${which} lea`)}/${header.get(`${which} estab`)}`,
  );
  return header.has('dest estab') && header.has('source estab') && source !== dest;
};

interface About {
  readonly year: number;
  readonly isTransfer: boolean;
  readonly said: number;
}

function notesOf(header: Values, { year, isTransfer, said }: About): readonly string[] {
  const version = header.get('ctfversion') ?? '';
  const isThisYears = Math.floor(Number(version)) === year - VERSION_YEAR;
  return [
    ...(isThisYears
      ? []
      : [
          `This is CTF ${version === '' ? 'of an unknown version' : `version ${version.slice(0, 20)}`}, not that of ${schoolYearName(year)}. Pupils are read the same way: compare a few.`,
        ]),
    ...(Number.isInteger(said) ? [] : ['The file does not say of which school year it is. Compare the year groups.']),
    ...(isTransfer ? ['The pupils come from another school: dates of joining and leaving there are left out.'] : []),
  ];
}

interface XmlFile {
  readonly header: Values;
  readonly pupils: readonly Values[];
}

/** Stops reading: a sentence for the person. */
class Stop extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

const stop = (sentence: string, kind: FileProblem['kind'] = 'unreadable'): never => {
  throw new Stop({ kind, sentence });
};

function readXml(text: string): Result<XmlFile, FileProblem> {
  const reader = new CtfReader();
  const parser: sax.SAXParser = Object.assign(sax.parser(true, { position: true }), {
    onopentag: (tag: Tag | QualifiedTag) => reader.open(tag),
    onclosetag: () => reader.close(),
    ontext: (part: string) => reader.text(part),
    oncdata: (part: string) => reader.text(part),
    ondoctype: () => stop('This file declares entities of its own, which a CTF never does. Export it again.'),
    onerror: () => stop(`This file is damaged or ends in the middle, at line ${parser.line + 1}. Export it again.`),
  });
  try {
    parser.write(text.replace(/^\uFEFF/, '').trimStart()).close();
  } catch (problem) {
    if (problem instanceof Stop) return err(problem.problem);
    throw problem;
  }
  return ok(reader.file);
}

/** Gathers values while the parser goes through the file. Names are compared without case and prefix. */
class CtfReader {
  readonly #path: string[] = [];
  readonly #header = new Map<string, string>();
  readonly #pupils: Map<string, string>[] = [];
  #pupil: Map<string, string> | null = null;
  /** Where the pupil’s element lies, for its end. */
  #depth = 0;
  #value = '';
  /** Since when the SEN provision that is being read holds, and the one that is kept. */
  #senFrom = '';
  #senKept = '';
  /** Of which kind the language is that is being read, and the language. */
  #languageKind = '';
  #language = '';

  get file(): XmlFile {
    return { header: this.#header, pupils: this.#pupils };
  }

  open({ name }: Tag | QualifiedTag): void {
    const local = name.slice(name.indexOf(':') + 1).toLowerCase();
    if (this.#path.length === 0 && local !== 'ctfile')
      stop('This XML file is not a Common Transfer File. Export the pupils as CTF, or as CSV.');
    if (this.#path.length >= DEPTH_MAX) stop('This file is nested deeper than a CTF. Export it again.');
    this.#path.push(local);
    this.#value = '';
    if (local === 'pupil' && this.#pupil === null) this.#begin();
    if (local === 'sen') this.#senFrom = '';
    if (local === 'type') this.#languageKind = this.#language = '';
  }

  #begin(): void {
    if (this.#pupils.length >= IMPORT_MAX_ROWS) {
      stop(
        `This file has more than ${IMPORT_MAX_ROWS.toLocaleString('en-GB')} pupils. Bring one year group at a time.`,
        'too-big',
      );
    }
    this.#pupil = new Map();
    this.#depth = this.#path.length;
    this.#senKept = '';
    this.#pupils.push(this.#pupil);
  }

  text(part: string): void {
    if (this.#value.length < VALUE_MAX) this.#value += part.slice(0, VALUE_MAX);
  }

  close(): void {
    const name = this.#path.pop() ?? '';
    const value = this.#value.trim();
    this.#value = '';
    if (name === 'pupil' && this.#path.length < this.#depth) this.#pupil = null;
    else if (this.#pupil === null) this.#putHeader(name, value);
    else if (name === 'startdate' && this.#path.includes('sen')) this.#senFrom = value;
    else if (this.#path.includes('languages') || name === 'languages') this.#putLanguage(this.#pupil, name, value);
    else if (value !== '' && WANTED.has(name)) this.#put(this.#pupil, name, value);
  }

  #putHeader(name: string, value: string): void {
    const parent = this.#path.at(-1) ?? '';
    const which = parent === 'sourceschool' ? 'source ' : parent === 'destschool' ? 'dest ' : '';
    const key = name === 'lea' || name === 'estab' ? which + name : name;
    if (value !== '' && !this.#header.has(key)) this.#header.set(key, value);
  }

  /** A pupil has several languages, each with its kind: F is the first, the others are those of the home or of lessons. */
  #putLanguage(pupil: Map<string, string>, name: string, value: string): void {
    if (name === 'languagetype') this.#languageKind = value;
    if (name === 'language') this.#language = value;
    if (name === 'type' && this.#languageKind.toUpperCase() === FIRST && this.#language !== '')
      this.#put(pupil, 'firstlanguage', this.#language);
  }

  /** The first value of each name, of the pupil and not of a school before or of a parent; of SEN provisions the latest. */
  #put(pupil: Map<string, string>, name: string, value: string): void {
    if (this.#path.some((one) => ELSEWHERE.has(one))) return;
    if (name === 'senprovision') {
      if (pupil.has(name) && this.#senFrom < this.#senKept) return;
      this.#senKept = this.#senFrom;
    } else if (pupil.has(name)) return;
    pupil.set(name, value);
  }
}
