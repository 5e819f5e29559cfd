/** The second stage: what the list would do, by number and by name, and the columns it was read by. */
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { ImportField, ImportPreview } from '../../../../protocol/roster-import.ts';
import { IMPORT_FIELDS } from '../../../../protocol/roster-import.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Field, Select } from '../../../parts/fields.tsx';
import { Notice } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { WhoReadsLess } from '../roster-change/who-reads-less.tsx';
import { FIELD_OPTIONS, LEAVE_OUT, withColumn } from './field-names.ts';
import { LongTable } from './long-table.tsx';
import type { BringInState, Checked } from './use-bring-in.ts';

interface PreviewProps {
  readonly state: BringInState;
  readonly checked: Checked;
}

/** How many rows of the file are left out. */
export const leftOutCount = ({ problems }: ImportPreview): number => new Set(problems.map(({ row }) => row)).size;

/** What the main button says; null: there is nothing to bring in. */
export function confirmWords({ adds, changes, leavers }: ImportPreview): string | null {
  const coming = adds.length + changes.length;
  if (coming > 0) return `Bring in ${plural(coming, 'pupil')}`;
  return leavers.length > 0 ? `Mark ${plural(leavers.length, 'pupil')} as left` : null;
}

/** The buttons beside the heading. */
export function PreviewActions({ state, checked }: PreviewProps) {
  const words = confirmWords(checked.preview);
  return (
    <>
      <Button look="plain" onClick={state.back}>
        Change the list
      </Button>
      {words === null ? null : (
        <Button look="do" busy={state.busy} onClick={() => void state.confirm()}>
          {state.busy ? 'One moment' : words}
        </Button>
      )}
    </>
  );
}

/** The page below the heading. */
export function Preview({ state, checked }: PreviewProps) {
  const { preview } = checked;
  return (
    <Sheet class="stack-5">
      <Counts preview={preview} />
      {preview.format === 'csv' ? <Columns state={state} preview={preview} /> : null}
      <Problems title="Left out" count={plural(leftOutCount(preview), 'row')} rows={preview.problems} />
      <Leavers state={state} checked={checked} />
      <WhoReadsLess grants={preview.grants} />
      <Changes preview={preview} />
      <Adds preview={preview} />
      <Problems title="Worth a look" count={preview.warnings.length} rows={preview.warnings} />
    </Sheet>
  );
}

function Counts({ preview }: { readonly preview: ImportPreview }) {
  const { adds, changes, unchanged, leavers, rows } = preview;
  const back = changes.filter((change) => change.back).length;
  const counts = [
    [adds.length, 'new'],
    [changes.length - back, 'changed'],
    [back, 'back'],
    [unchanged, 'as they are'],
    [leavers.length, 'leave'],
    [leftOutCount(preview), 'left out'],
  ] as const;
  return (
    <div>
      <p class="hide" role="status">
        {plural(rows, 'row')} checked: {counts.map(([count, words]) => `${count} ${words}`).join(', ')}.
      </p>
      <ul class="counts" aria-label={`${plural(rows, 'row')} checked`}>
        {counts.map(([count, words]) => (
          <li key={words} data-none={count === 0 ? 'true' : undefined}>
            <b>{count.toLocaleString('en-GB')}</b> {words}
          </li>
        ))}
      </ul>
      {confirmWords(preview) === null && adds.length + changes.length === 0 ? <p>{nothingWords(preview)}</p> : null}
    </div>
  );
}

function nothingWords(preview: ImportPreview): string {
  if (preview.unchanged > 0) return 'Nothing to do: these pupils are here as the list has them.';
  return 'No row can be brought in yet. See what is left out, and choose the columns below.';
}

const isField = (value: string): value is ImportField => (IMPORT_FIELDS as readonly string[]).includes(value);

function Columns({ state, preview }: { readonly state: BringInState; readonly preview: ImportPreview }) {
  const used = preview.columns.filter((column) => column !== null).length;
  return (
    <Section title="Columns" count={`${used} of ${preview.headings.length} used`}>
      <p class="hint">Guessed from the headings. Change one and the list is checked again.</p>
      <div class="columns">
        {preview.headings.map((heading, at) => (
          <Field key={`${at} ${heading}`} label={heading === '' ? `Column ${at + 1}` : heading}>
            <Select
              value={preview.columns[at] ?? LEAVE_OUT}
              options={FIELD_OPTIONS}
              disabled={state.busy}
              onChoose={(value) =>
                void state.checkAgain({ columns: withColumn(preview.columns, at, isField(value) ? value : null) })
              }
            />
          </Field>
        ))}
      </div>
    </Section>
  );
}

interface ProblemsProps {
  readonly title: string;
  readonly count: string | number;
  readonly rows: ImportPreview['problems'];
}

function Problems({ title, count, rows }: ProblemsProps) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={count}>
      <LongTable
        caption={`${title}: rows`}
        columns={['Row', 'Column', 'What to do']}
        rows={rows.map(({ row, column, reason }, i) => ({
          key: String(i),
          cells: [row === 0 ? '–' : row, column ?? '–', reason],
        }))}
      />
    </Section>
  );
}

function Leavers({ state, checked: { ask, preview } }: PreviewProps) {
  const { leavers } = preview;
  return (
    <Section title="Leavers" {...(ask.wholeSchool ? { count: leavers.length.toLocaleString('en-GB') } : {})}>
      <Check
        checked={ask.wholeSchool}
        disabled={state.busy}
        onChange={(wholeSchool) => {
          state.setWholeSchool(wholeSchool);
          void state.checkAgain({ wholeSchool });
        }}
        hint="Pupils who are not in it are marked as having left today. Their records are kept."
      >
        This file is the whole school
      </Check>
      {leavers.length > preview.rows ? (
        <Notice state="late" title="More pupils would leave than the list has" level={3}>
          <p>Is it the whole school? For one form or one year, take the tick away.</p>
        </Notice>
      ) : null}
      {leavers.length > 0 ? (
        <LongTable
          caption="Pupils who would be marked as left"
          columns={['Pupil', 'Form', 'Year']}
          rows={leavers.map(({ name, form, year }, i) => ({ key: String(i), cells: [name, form ?? '–', year] }))}
        />
      ) : null}
    </Section>
  );
}

function Changes({ preview: { changes } }: { readonly preview: ImportPreview }) {
  if (changes.length === 0) return null;
  return (
    <Section title="Changes" count={changes.length}>
      <LongTable
        caption="Pupils who would change"
        columns={['Pupil', 'Form', 'What changes']}
        rows={changes.map(({ row, name, form, what }) => ({
          key: String(row),
          cells: [name, form ?? '–', what.join('. ')],
        }))}
      />
    </Section>
  );
}

function Adds({ preview: { adds } }: { readonly preview: ImportPreview }) {
  if (adds.length === 0) return null;
  return (
    <Section title="New pupils" count={adds.length}>
      <LongTable
        caption="Pupils who would be new"
        columns={['Pupil', 'Form', 'Year', 'At the school from', 'Row']}
        rows={adds.map(({ row, name, form, year, from }) => ({
          key: String(row),
          cells: [name, form ?? '–', year, from === null ? 'Today' : fullDate(from), row],
        }))}
      />
    </Section>
  );
}
