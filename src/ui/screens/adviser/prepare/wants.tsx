/** "What Aisha wants to talk about": the pupil's own words, what was asked for largest, and an open request. Policy 5.12.1. */
import { longDate, shortDate } from '../../../../domain/date-words.ts';
import { REASON_NAMES } from '../../../../domain/entries/vocabulary.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf, entryOf, singleton } from '../../../../domain/record.ts';
import { allWords } from '../../../../domain/text-merge.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Section } from '../../../parts/surface.tsx';

/** Answers that stand below the first, and what each answers. */
const ALSO = [
  ['ideas', 'Ideas'],
  ['strengths', 'Good at or enjoys'],
  ['worries', 'Worrying'],
] as const;

/** The section. `name`: preferred first name. */
export function Wants({ record, name }: { readonly record: CareersRecord; readonly name: string }) {
  const preparation = entryOf(record, singleton('preparation'), 'preparation');
  const request = entriesOf(record, 'request').at(-1);
  return (
    <Section title={`What ${name} wants to talk about`}>
      {preparation ? <Answers preparation={preparation} name={name} /> : null}
      {request ? <p class="quiet">{requestWords(request)}</p> : null}
      {!preparation && !request ? <p class="quiet">{name} has not written anything yet.</p> : null}
    </Section>
  );
}

function Answers({ preparation, name }: { readonly preparation: EntryOf<'preparation'>; readonly name: string }) {
  const wants = allWords(preparation.wants);
  const also = ALSO.map(([field, label]) => [label, allWords(preparation[field])] as const).filter(
    ([, words]) => words !== '',
  );
  return (
    <>
      {wants === '' ? null : (
        <blockquote class="own-words">
          <p>{wants}</p>
        </blockquote>
      )}
      {also.map(([label, words]) => (
        <p key={label}>
          <span class="quiet">{label}:</span> “{words}”
        </p>
      ))}
      <p class="hint">
        {name}, on {longDate(dateOf(preparation.at))}
      </p>
    </>
  );
}

const requestWords = ({ askedOn, about, words, soon, avoid }: EntryOf<'request'>): string => {
  const said = [...about.map((reason) => REASON_NAMES[reason]), words === '' ? '' : `“${words}”`];
  const sentences = [
    `Asked for an interview on ${shortDate(askedOn)}${soon ? ', soon' : ''}`,
    said.filter((part) => part !== '').join(', '),
    avoid === '' ? '' : `Not in ${avoid}`,
  ];
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence}.`)
    .join(' ');
};
