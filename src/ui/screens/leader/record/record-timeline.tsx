/** The record as a line of entries by school year: who added each, who can see it, and what can be put right. Mock record.html. */
import { useState } from 'preact/hooks';
import { whoCanSee } from '../../../../domain/access.ts';
import { schoolYearOf } from '../../../../domain/calendar.ts';
import { dateNearby, longDate, shortDayAndMonth } from '../../../../domain/date-words.ts';
import type { PersonId } from '../../../../domain/ids.ts';
import { isWithdrawable } from '../../../../domain/mutations/pupil.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Section } from '../../../parts/surface.tsx';
import { Entry, Timeline } from '../../../parts/timeline.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useMay } from '../../../queries/mutate.ts';
import { staffName } from '../../../queries/school.ts';
import { ConfirmExperience } from './confirm-experience.tsx';
import { useAskedForEntry, useEntryPlace } from '../../shared/entry-place.ts';
import type { BodyView } from './item-body.tsx';
import { ItemBody } from './item-body.tsx';
import { RemoveEntry } from './remove-entry.tsx';
import { MoveButton } from './move-button.tsx';
import type { ItemGroup, TimelineItem, TimelineYear } from '../../shared/timeline-items.ts';
import { ITEM_GROUPS, OPEN_YEARS, byYear, isOwed, olderWords, timelineItems } from '../../shared/timeline-items.ts';

const GROUP_NAMES: Readonly<Record<ItemGroup, string>> = {
  interviews: 'Interviews',
  experiences: 'Experiences',
  steps: 'Next steps',
  plans: 'Plans and questions',
};

interface TimelineProps {
  readonly view: BodyView;
  /** The pupil's year group now. */
  readonly year: number;
}

/** The line, with what it is narrowed to above it. */
export function RecordTimeline({ view, year }: TimelineProps) {
  const today = useToday();
  const [groups, setGroups] = useState<readonly string[]>(ITEM_GROUPS);
  const [all, setAll] = useState(false);
  useAskedForEntry(() => {
    setGroups(ITEM_GROUPS);
    setAll(true);
  });
  // What waits for an answer stands above the line, with the box for it.
  const items = timelineItems(view.record).filter(({ entry }) => !isOwed(entry));
  const years = byYear(
    items.filter(({ group }) => groups.includes(group)),
    year,
    today,
  );
  const [open, older] = [all ? years : years.slice(0, OPEN_YEARS), all ? [] : years.slice(OPEN_YEARS)];
  if (items.length === 0) {
    return (
      <Empty title="Nothing on the record yet">
        <p>Interviews, experiences, next steps and plans stand here as they are added.</p>
      </Empty>
    );
  }
  return (
    <>
      <Choices
        label="Show"
        class="kinds"
        options={ITEM_GROUPS.map((value) => ({ value, label: GROUP_NAMES[value] }))}
        chosen={groups}
        onChange={setGroups}
      />
      {open.map((each) => (
        <Year key={each.startYear} year={each} view={view} today={today} />
      ))}
      {years.length === 0 ? <p class="quiet">Nothing of these kinds is on the record.</p> : null}
      {older.length > 0 ? <Button onClick={() => setAll(true)}>{olderWords(older)}</Button> : null}
    </>
  );
}

interface YearProps {
  readonly year: TimelineYear;
  readonly view: BodyView;
  readonly today: IsoDate;
}

const Year = ({ year: { startYear, year, items }, view, today }: YearProps) => (
  <Section
    title={`Year ${year}`}
    count={startYear === schoolYearOf(today) ? `since September ${startYear}` : `${startYear} to ${startYear + 1}`}
    class="timeline-year"
  >
    <Timeline>
      {items.map((item) => (
        <Item key={item.entry.id} item={item} view={view} today={today} />
      ))}
    </Timeline>
  </Section>
);

interface ItemProps {
  readonly item: TimelineItem;
  readonly view: BodyView;
  readonly today: IsoDate;
}

function Item({ item, view, today }: ItemProps) {
  const may = useMay(view.record.id);
  const { entry, kind, title, date } = item;
  const about = `${title}, ${shortDayAndMonth(date)}`;
  const removed = entry.withdrawn !== undefined;
  return (
    <Entry
      at={useEntryPlace(entry.id)}
      date={date}
      dateWords={shortDayAndMonth(date)}
      kind={removed ? `${kind}, removed` : kind}
      title={title}
      by={
        removed
          ? `Removed by ${authorWords(view, entry.by)}, ${longDate(dateOf(entry.at))}: ${entry.withdrawn}`
          : `Added by ${authorWords(view, entry.author)}, ${dateNearby(dateOf(entry.madeAt), today)}`
      }
      sees={`${capital(whoCanSee(entry, 'staff'))}.`}
      actions={
        removed ? null : (
          <>
            {entry.kind === 'experience' && entry.status === 'claimed' && may('experience.confirm') ? (
              <ConfirmExperience record={view.record.id} id={entry.id} about={about} />
            ) : null}
            {isWithdrawable(entry.kind) && may('entry.withdraw') ? (
              <RemoveEntry record={view.record.id} item={item} about={about} />
            ) : null}
            <MoveButton view={view} entry={entry.id} about={about} />
          </>
        )
      }
    >
      {removed ? null : <ItemBody entry={entry} view={view} />}
    </Entry>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "Jo Mercer", or the pupil by name: a pupil is their own record. */
const authorWords = ({ record, school, name }: BodyView, person: PersonId): string =>
  person === (record.id as string) ? name : staffName(school, person);
