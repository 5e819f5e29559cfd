/** What the new school year would change, by number and by name. */
import type { RecordId } from '../../../../domain/ids.ts';
import type { RollOverPreview } from '../../../../protocol/roster-operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { LongTable } from '../bring-in/long-table.tsx';
import { counted } from '../roster-change/counted.ts';
import { WhoReadsLess } from '../roster-change/who-reads-less.tsx';
import { DutyChoices } from './choices.tsx';
import type { NewYearState } from './use-new-year.ts';

interface PreviewProps {
  readonly state: NewYearState;
  readonly preview: RollOverPreview;
}

/** How many go up. */
export const movingUp = ({ moves }: RollOverPreview): number => moves.reduce((sum, { pupils }) => sum + pupils, 0);

/** The page below the heading. */
export function NewYearPreview({ state, preview }: PreviewProps) {
  const closing = preview.forms.filter(({ closes }) => closes).length;
  const counts = [
    [movingUp(preview), 'move up'],
    [preview.leavers.length, 'leave'],
    [preview.stays.length, 'stay in their year'],
    [closing, closing === 1 ? 'form closes' : 'forms close'],
  ] as const;
  return (
    <Sheet class="stack-5">
      <ul class="counts" aria-label="What would change">
        {counts.map(([count, words]) => (
          <li key={words} data-none={count === 0 ? 'true' : undefined}>
            <b>{count.toLocaleString('en-GB')}</b> {words}
          </li>
        ))}
      </ul>
      {preview.warnings.length === 0 ? null : (
        <Section title="Worth a look" count={preview.warnings.length}>
          <ul class="plain-list">
            {preview.warnings.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Who goes up with the pupils">
        <DutyChoices state={state} />
      </Section>
      <WhoReadsLess grants={preview.grants} />
      <Forms preview={preview} />
      <Duties preview={preview} />
      <Ahead state={state} preview={preview} />
      <Stays state={state} preview={preview} />
      <Leavers preview={preview} />
    </Sheet>
  );
}

function Forms({ preview: { forms, moves } }: { readonly preview: RollOverPreview }) {
  if (forms.length === 0) return null;
  return (
    <Section title="Years and forms">
      <p>
        {moves.map(({ year, to, pupils }) => `Year ${year} → ${to}: ${pupils.toLocaleString('en-GB')}`).join(' · ')}
      </p>
      <LongTable
        caption="What becomes of each form"
        columns={['Form', 'Pupils', 'They go to', 'The form']}
        rows={forms.map(({ code, to, pupils, year, closes }) => ({
          key: code,
          cells: [
            code,
            pupils,
            pupils === 0 ? '–' : (to ?? 'Leave'),
            closes ? 'Closes' : to === code && pupils > 0 ? `Year ${year}` : 'Stays open',
          ],
        }))}
      />
    </Section>
  );
}

function Duties({ preview: { duties } }: { readonly preview: RollOverPreview }) {
  if (duties.length === 0) return null;
  return (
    <Section title="Duties that end" count={duties.length}>
      <LongTable
        caption="Duties that end on 31 August, and what follows"
        columns={['Who', 'Ends', 'Begins']}
        rows={duties.map(({ name, ends, begins }, at) => ({ key: String(at), cells: [name, ends, begins ?? '–'] }))}
      />
    </Section>
  );
}

function Ahead({ state, preview: { ahead } }: PreviewProps) {
  if (ahead.length === 0) return null;
  return (
    <Section title="Ahead of their age" count={ahead.length}>
      <p class="hint">By date of birth they would be a year ahead. Somebody may have moved them up already.</p>
      <LongTable
        caption="Pupils who would be a year ahead of their age"
        columns={['Pupil', 'Form', 'Year', '']}
        rows={ahead.map(({ record, name, form, year }) => ({
          key: record,
          cells: [
            name,
            form ?? '–',
            `${year} → ${year + 1}`,
            <Button key={record} look="plain" onClick={() => stay(state, record, true)} about={`: ${name}`}>
              Leave in Year {year}
            </Button>,
          ],
        }))}
      />
    </Section>
  );
}

const stay = ({ choices, choose }: NewYearState, record: RecordId, on: boolean): void =>
  choose({ stay: on ? [...choices.stay, record] : choices.stay.filter((one) => one !== record) });

function Stays({ state, preview: { stays } }: PreviewProps) {
  if (stays.length === 0) return null;
  return (
    <Section title="Stay in their year" count={stays.length}>
      <LongTable
        caption="Pupils who stay in their year"
        columns={['Pupil', 'Form', 'Year', 'Why']}
        rows={stays.map(({ record, name, form, year, joined }) => ({
          key: record,
          cells: [
            name,
            form ?? '–',
            year,
            joined ? (
              'Joined for the new year'
            ) : (
              <Button key={record} look="plain" onClick={() => stay(state, record, false)} about={`: ${name}`}>
                Move up after all
              </Button>
            ),
          ],
        }))}
      />
    </Section>
  );
}

function Leavers({ preview: { leavers, year } }: { readonly preview: RollOverPreview }) {
  if (leavers.length === 0) return null;
  return (
    <Section title="Leavers" count={leavers.length}>
      <p class="hint">
        Their last day is 31 August {year}, where no other is entered. {counted(leavers.length, 'record')}{' '}
        {leavers.length === 1 ? 'is' : 'are'} kept.
      </p>
      <LongTable
        caption="Pupils who leave"
        columns={['Pupil', 'Form', 'Year']}
        rows={leavers.map(({ record, name, form, year: of }) => ({ key: record, cells: [name, form ?? '–', of] }))}
      />
    </Section>
  );
}
