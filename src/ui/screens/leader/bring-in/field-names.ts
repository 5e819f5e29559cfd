/** What a column of a pupil list may hold, as the select of a column says it. */
import type { ImportField } from '../../../../protocol/roster-import.ts';
import { IMPORT_FIELDS } from '../../../../protocol/roster-import.ts';

/** The names of the fields. */
export const FIELD_NAMES: Readonly<Record<ImportField, string>> = {
  upn: 'UPN',
  forename: 'Forename',
  surname: 'Surname',
  'preferred-name': 'Preferred name',
  'legal-forename': 'Legal forename',
  'legal-surname': 'Legal surname',
  name: 'Whole name',
  born: 'Date of birth',
  sex: 'Sex',
  eal: 'English as an additional language',
  'first-language': 'First language',
  year: 'Year group',
  form: 'Form',
  sen: 'SEN provision',
  'pupil-premium': 'Pupil premium',
  'looked-after': 'Looked after',
  from: 'Date of admission',
  'leaving-date': 'Leaving date',
};

/** The value of a select for a column that is left out. */
export const LEAVE_OUT = 'none';

/** The choices for a column. */
export const FIELD_OPTIONS = [
  { value: LEAVE_OUT, label: 'Leave this column out' },
  ...IMPORT_FIELDS.map((value) => ({ value, label: FIELD_NAMES[value] })),
];

/** The columns after one of them was changed: a field stands in one column only. */
export const withColumn = (
  columns: readonly (ImportField | null)[],
  at: number,
  field: ImportField | null,
): (ImportField | null)[] => columns.map((now, i) => (i === at ? field : now === field ? null : now));
