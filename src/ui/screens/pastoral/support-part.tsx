/** Support and what helps: the plan in force with its outcomes, and practical wording that staff and the pupil read. */
import { useState } from 'preact/hooks';
import { whoCanSee } from '../../../domain/access.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { dateOf } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Section, WhoSees } from '../../parts/surface.tsx';
import { useMay } from '../../queries/mutate.ts';
import { ChangeAdjustment, ChangeSupport } from './change-support.tsx';
import { planNames } from './support-words.ts';

interface PartProps {
  readonly record: CareersRecord;
  /** What the pupil is called. */
  readonly name: string;
}

/** The section; nothing for those who may not read support. */
export function Support({ record, name }: PartProps) {
  const may = useMay(record.id);
  const [open, setOpen] = useState(false);
  const support = entryOf(record, singleton('support'), 'support');
  if (!support && !may('support.set')) return null;
  const plans = [...planNames(support ?? null), support?.pupilPremium ? 'Pupil premium' : null].filter(Boolean);
  return (
    <Section title="Support">
      <p>{plans.length === 0 ? <span class="quiet">Nothing recorded.</span> : <b>{plans.join('. ')}.</b>}</p>
      {support?.outcomes ? <p class="outcomes">{support.outcomes}</p> : null}
      {support ? (
        <>
          <p class="hint">Last changed on {longDate(dateOf(support.at))}.</p>
          <WhoSees words={`${whoCanSee(support, 'staff')}. ${name} does not see this here.`} />
        </>
      ) : null}
      {may('support.set') ? (
        <div class="actions">
          <Button onClick={() => setOpen(true)}>Change support</Button>
        </div>
      ) : null}
      {open ? <ChangeSupport record={record} name={name} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

/** The section; nothing where there is nothing to say and nothing to change. */
export function Helps({ record, name }: PartProps) {
  const may = useMay(record.id);
  const [open, setOpen] = useState(false);
  const words = entryOf(record, singleton('adjustment'), 'adjustment')?.words ?? '';
  if (words === '' && !may('adjustment.set')) return null;
  return (
    <Section title="What helps">
      <p>{words === '' ? <span class="quiet">Nothing recorded.</span> : words}</p>
      {may('adjustment.set') ? (
        <div class="actions">
          <Button onClick={() => setOpen(true)}>Change what helps</Button>
        </div>
      ) : null}
      {open ? <ChangeAdjustment record={record} name={name} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
