/** Applications for what comes after school, one line each, with the way to add and update them: for the pupil and for staff. Policy 5.4.2. */
import { useState } from 'preact/hooks';
import { whoCanSee } from '../../../domain/access.ts';
import { dateNearby } from '../../../domain/date-words.ts';
import type { ApplicationStatus } from '../../../domain/entries/vocabulary.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { CareersRecord, EntryOf } from '../../../domain/record.ts';
import { DEFAULT_READERS, entriesOf } from '../../../domain/record.ts';
import { dateOf } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Section, WhoSees } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { useMay } from '../../queries/mutate.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { ApplicationDialog } from './application-dialog.tsx';
import { statusWords, whereWords } from './application-words.ts';
import '../../styles/screens/applications.css';

/** The first year in which everybody applies somewhere. */
const FIRST_YEAR = 11;

/** What is over stands last. */
const OVER: ReadonlySet<ApplicationStatus> = new Set(['not-offered', 'withdrawn']);

interface ApplicationsProps {
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
  /** The pupil's year group. */
  readonly year: number;
  /** What the pupil is called; null: it is the pupil who reads. */
  readonly name: string | null;
}

/** The section; nothing before Year 11 while there are none. */
export function Applications({ record, school, year, name }: ApplicationsProps) {
  const may = useMay(record.id);
  const [open, setOpen] = useState<EntryOf<'application'> | 'new' | null>(null);
  const all = entriesOf(record, 'application').filter(({ withdrawn }) => withdrawn === undefined);
  if (all.length === 0 && year < FIRST_YEAR) return null;
  const sorted = all.toSorted((a, b) => Number(OVER.has(a.status)) - Number(OVER.has(b.status)));
  return (
    <Section title={name === null ? 'My applications' : 'Applications'} class="applications">
      {name === null ? <WhoSees words={`${whoCanSee({ readers: DEFAULT_READERS.application })}.`} /> : null}
      {all.length === 0 ? <p class="quiet">None yet.</p> : null}
      {all.length === 0 ? null : (
        <ul class="applied">
          {sorted.map((one) => (
            <li key={one.id}>
              <Line application={one} record={record} school={school} own={name === null} />
              {may('application.change') ? (
                <Button look="plain" about={`: ${whereWords(one)}`} onClick={() => setOpen(one)}>
                  Update
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {may('application.add') ? (
        <div class="actions">
          <Button onClick={() => setOpen('new')}>
            <Icon name="plus" />
            Add an application
          </Button>
        </div>
      ) : null}
      {open === null ? null : (
        <ApplicationDialog
          record={record.id}
          application={open === 'new' ? null : open}
          name={name}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

interface LineProps {
  readonly application: EntryOf<'application'>;
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
  readonly own: boolean;
}

/** Where and what, how far; and, where somebody else said it, who. */
function Line({ application, record, school, own }: LineProps) {
  const today = useToday();
  const { by, at } = application;
  const byPupil = by === (record.id as string);
  const who = byPupil ? 'Said by the pupil' : `Written down by ${staffNameOf(school.staffById, by)}`;
  return (
    <p>
      <b>{whereWords(application)}.</b> {statusWords(application, today)}.
      {own && byPupil ? null : (
        <>
          {' '}
          <span class="hint">
            {who}, {dateNearby(dateOf(at), today)}.
          </span>
        </>
      )}
    </p>
  );
}
