/**
 * Which column holds what: guessed from the headings of SIMS, Arbor and Bromcom exports and their like; the person can
 * change every guess.
 */
import type { ImportField } from '../../protocol/roster-import.ts';
import { readHeading } from './cells.ts';
import type { Table } from './csv.ts';

/** Headings by field, in letters and digits only and lower case. */
const ALIASES: Readonly<Record<ImportField, string>> = {
  upn: 'upn uniquepupilnumber upnnumber pupilupn studentupn',
  forename: 'forename firstname givenname forenames firstnames',
  surname: 'surname lastname familyname preferredsurname preferredlastname',
  'preferred-name': 'preferredname preferredforename preferredfirstname knownas chosenname chosenforename preferred',
  'legal-forename': 'legalforename legalfirstname legalforenames',
  'legal-surname': 'legalsurname legallastname',
  name: 'name student studentname pupil pupilname fullname displayname studentfullname',
  born: 'dob dateofbirth birthdate born birthday',
  sex: 'sex gender legalsex',
  eal: 'eal ealstatus englishadditionallanguage englishasadditionallanguage englishasanadditionallanguage',
  'first-language': 'firstlanguage pupilfirstlanguage languagefirst',
  year: 'year yeargroup ncyear ncyearactual nationalcurriculumyear yr curriculumyear yeargroupname academicyear',
  form: 'form reg reggroup registrationgroup registrationform registration tutorgroup formgroup regform tutorgrp regg',
  sen: 'sen senstatus senprovision sencode sendstatus currentsenstatus',
  'pupil-premium': 'pupilpremium pp pupilpremiumindicator ppindicator pupilpremiumeligible pupilpremiumstatus',
  'looked-after': 'lookedafter incare lac cla lookedafterchild childlookedafter incarestatus lookedafterincare',
  from: 'admissiondate dateofadmission startdate enrolmentdate entrydate doa dateofentry joiningdate',
  'leaving-date': 'leavingdate dol dateofleaving leavedate leaverdate',
};

const FIELD_OF: ReadonlyMap<string, ImportField> = new Map(
  (Object.entries(ALIASES) as [ImportField, string][]).flatMap(([field, names]) =>
    names.split(' ').map((name) => [name, field] as const),
  ),
);

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The field of each heading, each field once: the first column that fits; null where nothing fits. */
export function guessColumns(headings: readonly string[]): readonly (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return headings.map((heading) => {
    const field = FIELD_OF.get(plain(heading));
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** Rows before the headings that are passed over: the title of a report. */
const TITLE_ROWS = 5;

/** The headings and the rows below them: the first of the top rows in which two headings are known, else the first row. */
export function splitHeadings({ rows }: Table): { readonly headings: readonly string[]; readonly body: Table['rows'] } {
  const known = (cells: readonly string[]) => guessColumns(cells).filter((field) => field !== null).length;
  const found = rows.slice(0, TITLE_ROWS).findIndex(({ cells }) => known(cells) >= 2);
  const at = Math.max(found, 0);
  const headings = (rows[at]?.cells ?? []).map(readHeading);
  return { headings, body: rows.slice(at + 1) };
}

/** What is missing so that pupils can be brought in, each as a sentence that says what to do. */
export function missingColumns(columns: readonly (ImportField | null)[]): readonly string[] {
  const has = (...fields: ImportField[]) => fields.some((field) => columns.includes(field));
  const named = has('name') || (has('forename', 'preferred-name', 'legal-forename') && has('surname', 'legal-surname'));
  return [
    ...(named ? [] : ['No column holds the names. Choose the columns with forename and surname, or one with both.']),
    ...(has('year') ? [] : ['No column holds the year group. Choose it, or add a column headed “Year group”.']),
    ...(has('upn', 'born')
      ? []
      : ['No column holds the UPN or the date of birth. One of them is needed to know pupils again.']),
  ];
}
