/** "2 tablets have not sent since Monday", and whose they are. Nothing when all is well, or when it is not known. */
import { longDate } from '../../../../domain/date-words.ts';
import { silenceWords, silent } from '../../../../domain/silence.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Row, Rows } from '../../../parts/rows.tsx';
import { useDevices } from '../../../queries/devices.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';

/** The line; its names open below it. */
export function SilentDevices({ school, today }: { readonly school: SchoolFacts; readonly today: IsoDate }) {
  const devices = silent(useDevices(), today, school.terms);
  if (devices.length === 0) return null;
  return (
    <details class="silent">
      <summary>{silenceWords(devices, today)}</summary>
      <p class="quiet">
        What was written on them may still be there. Ask for them to be opened where there is internet. One is lost?{' '}
        <a href={RIGHTS_PATHS.devices}>Sign it out and clear it</a>.
      </p>
      <Rows label="Tablets that have not sent">
        {devices.map(({ person, seen }) => (
          <Row key={`${person} ${seen}`}>
            <span>
              <b>{staffName(school, person)}</b>{' '}
              <span class="quiet">
                Last contact {longDate(dateOf(seen))}, {clockOf(seen)}
              </span>
            </span>
          </Row>
        ))}
      </Rows>
    </details>
  );
}
