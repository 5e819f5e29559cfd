/** What pupils added themselves and nobody has judged yet: it counts, or it does not and why. Form tutors judge it as well. */
import { useState } from 'preact/hooks';
import { shortDate } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { isHere } from '../../../../domain/digest.ts';
import { ACTIVITY_KIND_NAMES } from '../../../../domain/vocabulary-names.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { atEntry, pupilPath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { ConfirmExperience } from '../record/confirm-experience.tsx';

const SHOWN = 5;

/** The section; none while nothing waits. */
export function Claims({ digests, today }: { readonly digests: readonly Digest[]; readonly today: IsoDate }) {
  const [shown, setShown] = useState(SHOWN);
  const claims = claimsIn(digests, today);
  if (claims.length === 0) return null;
  return (
    <Section title="Added by pupils" count={claims.length}>
      <p class="hint">It counts for nothing until somebody says that it does. Form tutors can say so as well.</p>
      <Rows label="Added by pupils">
        {claims.slice(0, shown).map(({ record, pupil, experience: { id, facts } }) => (
          <Row key={`${record} ${id}`} class="owed">
            <div>
              <RowName name={fullName(pupil)} href={atEntry(pupilPath(record), id)} form={pupil.form ?? ''} />
              <p>
                {facts.title}{' '}
                <span class="quiet">{`${ACTIVITY_KIND_NAMES[facts.activity]}, ${shortDate(facts.date)}`}</span>
              </p>
            </div>
            <div class="actions">
              <ConfirmExperience record={record} id={id} about={`${facts.title}, ${fullName(pupil)}`} />
            </div>
          </Row>
        ))}
      </Rows>
      {claims.length > shown ? (
        <Button look="plain" onClick={() => setShown(claims.length)}>
          Show {claims.length - shown} more
        </Button>
      ) : null}
    </Section>
  );
}

/** The longest waiting first. */
const claimsIn = (digests: readonly Digest[], today: IsoDate) =>
  digests
    .flatMap((digest) => {
      const { record, pupil, experiences } = digest;
      if (!pupil || !isHere(digest, today)) return [];
      return experiences
        .filter(({ status }) => status === 'claimed')
        .map((experience) => ({ record, pupil, experience }));
    })
    .toSorted((a, b) => (a.experience.facts.date < b.experience.facts.date ? -1 : 1));
