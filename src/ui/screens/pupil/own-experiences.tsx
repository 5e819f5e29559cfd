/** What the pupil added themselves and staff have not confirmed: it never counts until then, and the pupil sees where it is. */
import { dateNearby } from '../../../domain/date-words.ts';
import type { EntryOf } from '../../../domain/record.ts';
import { entriesOf } from '../../../domain/record.ts';
import type { OwnView } from './own-page.tsx';

/** The section; nothing when all that was added has been confirmed. */
export function OwnExperiences({ view: { record, today } }: { readonly view: OwnView }) {
  const added = entriesOf(record, 'experience')
    .filter(({ status, author }) => status !== 'confirmed' && author === (record.id as string))
    .toSorted((a, b) => (a.facts.date > b.facts.date ? -1 : 1));
  if (added.length === 0) return null;
  return (
    <section aria-labelledby="own-experiences">
      <h2 class="section-title small" id="own-experiences">
        Added by you
      </h2>
      <ul class="sheet rows">
        {added.map((experience) => (
          <li class="row" key={experience.id}>
            <p>
              <b>{experience.facts.title}</b>, {dateNearby(experience.facts.date, today)}.{' '}
              <span class="quiet">{stateWords(experience)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const stateWords = ({ status, why }: EntryOf<'experience'>): string =>
  status === 'claimed' ? 'Waiting for staff to confirm it.' : `It does not count${why ? `: ${why}` : ''}.`;
