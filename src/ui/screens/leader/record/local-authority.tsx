/** What the local authority may be told of a pupil, for the careers leader: what stands, and the way to write down what was decided. Policy 5.5.12, 5.5.13. */
import { useState } from 'preact/hooks';
import { dateNearby } from '../../../../domain/date-words.ts';
import { decidesOn } from '../../../../domain/la-sharing.ts';
import type { LaSharingEntry } from '../../../../domain/entries/career.ts';
import type { CareersRecord } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import type { SharingIn } from '../../../../domain/sharing-on.ts';
import { givesMore, sharingIn } from '../../../../domain/sharing-on.ts';
import { Button } from '../../../parts/button.tsx';
import { Section } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useMay } from '../../../queries/mutate.ts';
import { HOW_NAMES, SHARING_NAMES } from '../../shared/sharing-words.ts';
import { RecordDecision } from '../lists/record-decision.tsx';

interface Props {
  readonly record: CareersRecord;
  /** What the pupil is called. */
  readonly name: string;
}

/** The section. */
export function LocalAuthority({ record, name }: Props) {
  const today = useToday();
  const may = useMay(record.id);
  const [open, setOpen] = useState(false);
  const { entry, born, sharing } = sharingIn(record, today);
  return (
    <Section title="Local authority">
      <p>
        <b>{SHARING_NAMES[sharing]}.</b> {GIVEN[givesMore(sharing) ? 'more' : 'basics']}
      </p>
      {entry && entry.decision !== 'not-asked' ? (
        <p class="hint">{saidWords({ entry, born, sharing, today })}</p>
      ) : null}
      <p class="hint">
        {born === null
          ? 'The birth date is not known: whoever decided is asked for, and what a parent or carer decided ends with Year 11.'
          : decidesOn(born, today)
            ? `${name} is 16 or older, and decides alone.`
            : `${name} is not 16 yet: a parent or carer decides.`}
      </p>
      {may('la-sharing.set') ? (
        <div class="actions">
          <Button onClick={() => setOpen(true)}>Record a decision</Button>
        </div>
      ) : null}
      {open ? (
        <RecordDecision
          records={[record.id]}
          about={name}
          asksWho={born === null}
          onClose={() => setOpen(false)}
          onSaved={() => setOpen(false)}
        />
      ) : null}
    </Section>
  );
}

const GIVEN = {
  more: 'It may be given more than the basics.',
  basics: 'It may be given only the basics: name, address and date of birth, and name and address of a parent.',
} as const;

const WHO = { pupil: 'the pupil', parent: 'a parent or carer' } as const;

/** "Decided by a parent or carer, 18 September, on a form." */
function saidWords({ entry: { decision, decidedBy, decidedOn, how }, born, sharing, today }: Said) {
  const verb = decision === 'no-reply' ? 'Asked' : decision === 'yes' ? 'Yes, decided' : 'No, decided';
  const by = decidedBy === null ? '' : decision === 'no-reply' ? `: ${WHO[decidedBy]}` : ` by ${WHO[decidedBy]}`;
  const on = decidedOn === null ? '' : `, ${dateNearby(decidedOn, today)}`;
  const told = how === null ? '' : `, ${HOW_NAMES[how].toLowerCase().replace('fingerpost', 'Fingerpost')}`;
  const over = sharing !== 'again' ? '' : born === null ? ' It ended with Year 11.' : ' It ended on the 16th birthday.';
  return `${verb}${by}${on}${told}.${over}`;
}

interface Said extends Pick<SharingIn, 'born' | 'sharing'> {
  readonly entry: LaSharingEntry;
  readonly today: IsoDate;
}
