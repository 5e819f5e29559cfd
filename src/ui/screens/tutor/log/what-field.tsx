/** What the activity was: today's planned ones first, then recent ones, then by search, then in own words. */
import { useState } from 'preact/hooks';
import type { KnownActivity } from '../../../../domain/activities.ts';
import { offered, ofLastWeek } from '../../../../domain/activities.ts';
import { shortDate } from '../../../../domain/date-words.ts';
import type { ActivityKind } from '../../../../domain/entries/vocabulary.ts';
import { ACTIVITY_KIND_NAMES } from '../../../../domain/vocabulary-names.ts';
import { ACTIVITY_KINDS } from '../../../../domain/entries/vocabulary.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { addDays, weekdayOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, Select } from '../../../parts/fields.tsx';
import type { Suggestion } from '../../../parts/suggest.tsx';
import { Suggest } from '../../../parts/suggest.tsx';
import type { Log } from './use-log.ts';

/** How many activities are offered without a search. */
const OFFERED = 5;
const SUGGESTED = 6;

interface WhatProps {
  readonly log: Log;
  readonly known: readonly KnownActivity[];
  readonly pupils: number;
  readonly today: IsoDate;
}

/** The field. */
export function WhatField({ log, known, pupils, today }: WhatProps) {
  const { of, facts } = log.draft;
  const near = offered(known, today, OFFERED);
  const picked = known.find(({ id }) => id === of);
  const shown = picked && !near.includes(picked) ? [...near, picked] : near;
  const weekly = ofLastWeek(known, addDays(today, -weekdayOf(today)));
  const isOwn = of === null && facts.title !== '';
  return (
    <>
      <fieldset class="dates activities">
        <legend class="label">What</legend>
        {shown.map((activity) => (
          <label class="choice" key={activity.id}>
            <input
              type="radio"
              autocomplete="off"
              name="activity"
              checked={activity.id === of}
              onChange={() => log.pick(activity)}
            />
            <span>
              {activity.facts.title}
              <small>{factsOf(activity, pupils, today)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {weekly ? (
        <p class="again">
          <Button onClick={() => log.pick(weekly, today)}>Same as last week</Button>{' '}
          <span class="hint">{weekly.facts.title}</span>
        </p>
      ) : null}
      <OwnWords log={log} known={known} value={isOwn ? facts.title : ''} />
      {isOwn ? (
        <Field label="Kind of activity">
          <Select
            value={facts.activity}
            options={ACTIVITY_KINDS.map((value) => ({ value, label: ACTIVITY_KIND_NAMES[value] }))}
            onChoose={(kind) => log.setKind(kind as ActivityKind)}
          />
        </Field>
      ) : null}
    </>
  );
}

/** "Today, planned"; "Thu 12 Nov, logged for 26 of 28". */
function factsOf({ facts, isPlanned, logged }: KnownActivity, pupils: number, today: IsoDate): string {
  const day = facts.date === today ? 'Today' : shortDate(facts.date);
  if (logged > 0) return `${day}, logged for ${logged} of ${pupils}`;
  return isPlanned ? `${day}, planned` : day;
}

interface OwnProps {
  readonly log: Log;
  readonly known: readonly KnownActivity[];
  readonly value: string;
}

function OwnWords({ log, known, value }: OwnProps) {
  const [typed, setTyped] = useState(value);
  const take = ({ value: taken }: Suggestion) => {
    const activity = known.find(({ id }) => id === taken);
    if (activity) log.pick(activity);
    else log.setKind(taken as ActivityKind, ACTIVITY_KIND_NAMES[taken as ActivityKind]);
  };
  return (
    <Field label="Something else" hint="Search this year’s activities, or write it in your own words">
      <Suggest
        value={value}
        onText={(words) => {
          setTyped(words);
          log.name(words);
        }}
        suggestions={suggestionsFor(typed, known)}
        onChoose={take}
      />
    </Field>
  );
}

function suggestionsFor(typed: string, known: readonly KnownActivity[]): readonly Suggestion[] {
  const words = typed.trim().toLowerCase();
  if (words === '') return [];
  const activities = known
    .filter(({ facts }) => `${facts.title} ${facts.organisation}`.toLowerCase().includes(words))
    .map(({ id, facts }) => ({ value: id as string, label: facts.title, hint: shortDate(facts.date) }));
  const kinds = ACTIVITY_KINDS.filter((kind) => ACTIVITY_KIND_NAMES[kind].toLowerCase().includes(words));
  const named = kinds.map((kind) => ({ value: kind as string, label: ACTIVITY_KIND_NAMES[kind] }));
  return [...activities, ...named].slice(0, SUGGESTED);
}
