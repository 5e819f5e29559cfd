/** The terms of a school year: the usual English dates until somebody has checked them. "Half term" and "overdue" rest on them. */
import { useState } from 'preact/hooks';
import type { SchoolTerms, Term } from '../../../../domain/calendar.ts';
import { schoolYearEnd, schoolYearName, schoolYearStart, termsOfYear } from '../../../../domain/calendar.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import { SCHOOL_RECORD } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorSummary } from '../../../parts/error-summary.tsx';
import type { Problem } from '../../../parts/error-summary.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useSave } from '../../shared/use-save.ts';

type DateField = Exclude<keyof Term, 'name'>;

const DATES: readonly (readonly [DateField, string])[] = [
  ['from', 'First day'],
  ['halfTermFrom', 'Half term from'],
  ['halfTermTo', 'Half term to'],
  ['to', 'Last day'],
];

const idOf = (year: number, term: number, field: DateField): string => `term-${year}-${term}-${field}`;

/** What is wrong with the terms of a year: dates that are none, out of order, or outside the school year. */
export function termProblems(year: number, terms: readonly Term[]): readonly Problem[] {
  return terms.flatMap((term, at) => {
    const problem = (field: DateField, words: string): Problem => ({
      field: idOf(year, at, field),
      words: `${term.name}: ${words}`,
    });
    const missing = DATES.filter(([field]) => !isRealDate(term[field]));
    if (missing.length > 0) return missing.map(([field, name]) => problem(field, `write the date “${name}”`));
    const before = terms[at - 1];
    const found: (Problem | false)[] = [
      (term.from < schoolYearStart(year) || term.from > schoolYearEnd(year)) &&
        problem('from', `the first day must lie in the school year ${schoolYearName(year)}`),
      before !== undefined && term.from <= before.to && problem('from', `must begin after ${before.name} ends`),
      term.to <= term.from && problem('to', 'the last day must be after the first'),
      (term.halfTermFrom < term.from || term.halfTermTo > term.to) &&
        problem('halfTermFrom', 'half term must lie within the term'),
      term.halfTermTo < term.halfTermFrom && problem('halfTermTo', 'half term must end after it begins'),
    ];
    return found.filter((one) => one !== false);
  });
}

interface TermsProps {
  readonly year: number;
  readonly known: readonly SchoolTerms[];
}

/** The form of one school year. */
export function TermsForm({ year, known }: TermsProps) {
  const save = useSave();
  const before = termsOfYear(known, year);
  const [terms, setTerms] = useState<readonly Term[]>(before.terms);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const set = (at: number, field: DateField, text: string) =>
    setTerms(terms.map((term, i) => (i === at ? { ...term, [field]: text as IsoDate } : term)));
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.words;
  const put = (all: readonly Term[], checked: boolean) =>
    save('terms.set', SCHOOL_RECORD, { id: `terms-${year}` as EntryId, year, terms: all, checked });
  const send = async () => {
    const wrong = termProblems(year, terms);
    setProblems(wrong);
    if (wrong.length > 0 || (await put(terms, true)).kind !== 'saved') return;
    const undo = async () => {
      if ((await put(before.terms, before.checked)).kind === 'saved') setTerms(before.terms);
    };
    showToast({ words: `Terms of ${schoolYearName(year)} saved.`, undo: () => void undo() });
  };
  return (
    <Section title={`Terms ${schoolYearName(year)}`} {...(before.checked ? {} : { count: 'check these' })}>
      {before.checked ? null : (
        <p class="hint">
          These are usual dates in England. Put in your own and save; “Half term” and “End of term” are taken from them.
        </p>
      )}
      <ErrorSummary problems={problems} />
      <form
        class="stack-5"
        aria-label={`Terms ${schoolYearName(year)}`}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {terms.map((term, at) => (
          <fieldset class="term" key={term.name}>
            <legend class="label">{term.name}</legend>
            {DATES.map(([field, name]) => (
              <Field key={field} label={name} id={idOf(year, at, field)} error={errorOf(idOf(year, at, field))}>
                <TextInput type="date" value={term[field]} onText={(text) => set(at, field, text)} />
              </Field>
            ))}
          </fieldset>
        ))}
        <div class="actions">
          <Button type="submit" {...(before.checked ? { look: 'plain' as const } : {})}>
            {before.checked ? 'Save these dates' : 'These dates are right'}
          </Button>
        </div>
      </form>
    </Section>
  );
}
