/** "My record": everything about the pupil on one line, by school year: who added it, who can see it, and how to put it right. Policy 5.3.1. */
import { useState } from 'preact/hooks';
import { whoCanSee } from '../../../domain/access.ts';
import { schoolYearOf } from '../../../domain/calendar.ts';
import { dateNearby, shortDayAndMonth } from '../../../domain/date-words.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import { dateOf } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/states.tsx';
import { Section } from '../../parts/surface.tsx';
import { Entry, Timeline } from '../../parts/timeline.tsx';
import { useAskedForEntry, useEntryPlace } from '../shared/entry-place.ts';
import { Differences } from '../shared/differences.tsx';
import type { ItemGroup, TimelineItem } from '../shared/timeline-items.ts';
import { ITEM_GROUPS, OPEN_YEARS, byYear, olderWords, timelineItems } from '../shared/timeline-items.ts';
import { Answers } from './answers.tsx';
import { RaiseConcern } from './concern-dialog.tsx';
import { saveRecordData, saveRecordPage } from './download-record.tsx';
import { OwnFacts } from './own-facts.tsx';
import { OwnItem } from './own-items.tsx';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';
import { Reflect } from './reflect.tsx';
import '../../styles/screens/record.css';

const GROUP_NAMES: Readonly<Record<ItemGroup, string>> = {
  interviews: 'Interviews',
  experiences: 'Experiences',
  steps: 'Next steps',
  plans: 'My plans',
};

/** The page. */
export const MyRecord = () => (
  <OwnPage
    title="My record"
    class="record"
    hint={() =>
      'Everything that school keeps about your careers guidance. Careers advisers also keep private notes: you can ask to see them.'
    }
  >
    {(view) => <Line view={view} />}
  </OwnPage>
);

function Line({ view }: { readonly view: OwnView }) {
  const [groups, setGroups] = useState<readonly string[]>(ITEM_GROUPS);
  const [all, setAll] = useState(false);
  useAskedForEntry(() => {
    setGroups(ITEM_GROUPS);
    setAll(true);
  });
  const items = timelineItems(view.record);
  const years = byYear(
    items.filter(({ group }) => groups.includes(group)),
    view.digest.pupil?.year ?? 0,
    view.today,
  );
  return (
    <>
      <p class="record-tools">
        <a href={PATHS.passport}>My career passport</a>
        <a href={PATHS.whoSees}>Who can see my information</a>
        <Button look="plain" onClick={() => saveRecordPage(view)}>
          <Icon name="download" />
          Download my record
        </Button>
      </p>
      <Differences record={view.record} school={view.school} />
      <Answers view={view} />
      <Choices
        label="Show"
        class="kinds"
        options={ITEM_GROUPS.map((value) => ({ value, label: GROUP_NAMES[value] }))}
        chosen={groups}
        onChange={setGroups}
      />
      <div class="sheet">
        {years.length === 0 ? <Nothing some={items.length > 0} /> : null}
        {years.slice(0, all ? undefined : OPEN_YEARS).map(({ startYear, year, items: own }) => (
          <Section
            key={startYear}
            title={`Year ${year}`}
            count={
              startYear === schoolYearOf(view.today)
                ? `since September ${startYear}`
                : `${startYear} to ${startYear + 1}`
            }
          >
            <Timeline>
              {own.map((item) => (
                <Item key={item.entry.id} item={item} view={view} />
              ))}
            </Timeline>
          </Section>
        ))}
      </div>
      {!all && years.length > OPEN_YEARS ? (
        <p class="more-line">
          <Button onClick={() => setAll(true)}>{olderWords(years.slice(OPEN_YEARS))}</Button>
        </p>
      ) : null}
      <details class="sheet about-me">
        <summary>About me: what else school keeps</summary>
        <OwnFacts view={view} level={3} />
      </details>
      <p class="ask-line actions">
        <Button look="plain" about=", for another program" onClick={() => saveRecordData(view)}>
          Download as data
        </Button>
        <RaiseConcern record={view.record.id} on={null} about="my record" />
      </p>
    </>
  );
}

const Nothing = ({ some }: { readonly some: boolean }) =>
  some ? (
    <p class="quiet">Nothing of these kinds is on your record.</p>
  ) : (
    <Empty title="Nothing here yet">
      <p>Interviews, experiences, next steps and plans stand here as they are added.</p>
    </Empty>
  );

function Item({ item: { entry, date, kind, title }, view }: { readonly item: TimelineItem; readonly view: OwnView }) {
  const { record, school, today } = view;
  const who = entry.author === (record.id as string) ? 'you' : staffNameOf(school.staffById, entry.author);
  const sees = whoCanSee(entry);
  return (
    <Entry
      at={useEntryPlace(entry.id)}
      date={date}
      dateWords={shortDayAndMonth(date)}
      kind={kind}
      title={title}
      by={`Added by ${who}, ${dateNearby(dateOf(entry.madeAt), today)}`}
      sees={`${sees.charAt(0).toUpperCase()}${sees.slice(1)}.`}
      actions={
        <>
          {entry.kind === 'concern' ? null : (
            <RaiseConcern record={record.id} on={entry.id} about={`${title}, ${shortDayAndMonth(date)}`} />
          )}
          {entry.kind === 'experience' && entry.attended && entry.status !== 'not-counted' ? (
            <Reflect record={record.id} experience={entry} />
          ) : null}
        </>
      }
    >
      <OwnItem entry={entry} view={view} />
    </Entry>
  );
}
