/** What the pupil said is not right or asked, while it waits for an answer, and the answer for some weeks. UK GDPR article 12. */
import { dateNearby, fullDate, plural } from '../../../domain/date-words.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { CareersRecord, Entry, EntryOf } from '../../../domain/record.ts';
import { entriesOf } from '../../../domain/record.ts';
import type { Instant, IsoDate } from '../../../domain/time.ts';
import { addDays, dateOf } from '../../../domain/time.ts';
import { PATHS, atEntry } from '../../app/paths.ts';
import { Notice } from '../../parts/states.tsx';
import { Section } from '../../parts/surface.tsx';
import type { OwnView } from './own-page.tsx';

/** Days for which an answer stands at the top of the record; after that it stands on the line alone. */
const SHOWN_DAYS = 28;
/** Days for which the first page tells of it. */
const TOLD_DAYS = 7;

const answeredSince = ({ answer, at }: EntryOf<'concern'>, since: IsoDate): boolean =>
  answer !== null && dateOf(at) >= since;

/** The section at the top of the record; nothing when nothing waits and nothing was answered lately. */
export function Answers({ view: { record, school, today } }: { readonly view: OwnView }) {
  const since = addDays(today, -SHOWN_DAYS);
  const shown = entriesOf(record, 'concern')
    .filter((concern) => concern.answer === null || answeredSince(concern, since))
    .toReversed();
  if (shown.length === 0) return null;
  return (
    <div class="sheet answers">
      <Section title="What you asked" count={waitingWords(shown)}>
        <ul class="rows">
          {shown.map(({ id, on, words, should, answer, madeAt, by, at }) => (
            <li class="row" key={id}>
              <div>
                <p class="quiet">You wrote, {dateNearby(dateOf(madeAt), today)}</p>
                <p class="own-words">{words}</p>
                {should === '' ? null : <p class="quiet">It should say: “{should}”</p>}
                {answer === null ? (
                  <p>The careers leader has not answered yet.</p>
                ) : (
                  <p>
                    <b>
                      {staffNameOf(school.staffById, by)} answered, {dateNearby(dateOf(at), today)}:
                    </b>{' '}
                    {answer}
                  </p>
                )}
                {on === null ? null : <WhatBecameOfIt about={record.entries[on]} since={madeAt} school={school} />}
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

interface AboutProps {
  /** What was said to be not right; undefined: the pupil does not read it any more. */
  readonly about: Entry | undefined;
  readonly since: Instant;
  readonly school: OwnView['school'];
}

/** Who has changed what it was about since, and when. UK GDPR article 16. */
function WhatBecameOfIt({ about, since, school }: AboutProps) {
  if (!about) return <p class="quiet">What this was about is not on your record any more.</p>;
  if (about.at <= since) return null;
  return (
    <p class="quiet">
      {staffNameOf(school.staffById, about.by)} changed it on {fullDate(dateOf(about.at))}.
    </p>
  );
}

function waitingWords(shown: readonly EntryOf<'concern'>[]): string {
  const waiting = shown.filter(({ answer }) => answer === null).length;
  return waiting === 0 ? 'answered' : `${plural(waiting, 'answer')} to come`;
}

/** On the first page: that there is an answer, and the way to it. */
export function AnsweredLately({ record, today }: { readonly record: CareersRecord; readonly today: IsoDate }) {
  const since = addDays(today, -TOLD_DAYS);
  const last = entriesOf(record, 'concern').findLast((concern) => answeredSince(concern, since));
  return last ? (
    <Notice title="The careers leader has answered you" icon="ask">
      <p>
        <a href={atEntry(PATHS.myRecord, last.id)}>Read the answer on your record</a>
      </p>
    </Notice>
  ) : null;
}
