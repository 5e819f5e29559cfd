/** "No offer yet": pupils of Years 11 and 13 without an offer, in order of need. What goes to the local authority leaves out whoever it may not be told of. Policy 5.4.2, 5.5.13. */
import { csvOf } from '../../../../domain/csv.ts';
import { plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { ROUTE_NAMES } from '../../../../domain/vocabulary-names.ts';
import { gapRows } from '../../../../domain/gap.ts';
import { fullName } from '../../../../domain/person-names.ts';
import { leavingThisYear, withoutOffer } from '../../../../domain/offers.ts';
import { mayBeTold } from '../../../../domain/sharing-lists.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/states.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { saveFile } from '../../../queries/files.ts';
import { APPLICATION_STATUS_NAMES } from '../../shared/application-words.ts';
import { PupilsListed } from '../gap/pupils-listed.tsx';
import { useTakeAway } from '../take-away.tsx';
import { LIST_TITLES, yearsWords } from './list-words.ts';

/** The page. */
export function NoOffer({ digests }: { readonly digests: readonly Digest[] }) {
  const today = useToday();
  const takeAway = useTakeAway();
  const all = leavingThisYear(digests, today);
  const none = withoutOffer(digests, today);
  const rows = gapRows(
    none,
    none.map(({ record }) => record),
    today,
  );
  const byRecord = new Map(none.map((digest) => [digest.record, digest]));
  return (
    <PupilsListed
      title={`${LIST_TITLES['no-offer']} (${rows.length})`}
      hint={
        <>
          <a href={PATHS.dashboard}>Dashboard</a>: {rows.length} of {plural(all.length, 'pupil')}
          {all.length === 0 ? '' : ` of ${yearsWords(all)}`}. An offer that was accepted counts too.
        </>
      }
      rows={rows}
      more={{ title: 'Applications', words: (record) => appliedWords(byRecord.get(record)) }}
      file="no-offer-yet"
      ask="Talk about where to apply, and help with it"
      actions={
        <Button onClick={() => saveForLocalAuthority(none, today, takeAway)}>Download for the local authority</Button>
      }
      empty={
        <Empty title="Everybody has an offer">
          <p>{all.length === 0 ? 'There is nobody in Years 11 and 13.' : `All of ${yearsWords(all)}.`}</p>
          <ButtonLink href={PATHS.dashboard} look="back">
            Dashboard
          </ButtonLink>
        </Empty>
      }
    />
  );
}

/** "Applied, interview"; '' for none. */
const appliedWords = (digest: Digest | undefined): string =>
  [...new Set(digest?.applications.map(({ status }) => APPLICATION_STATUS_NAMES[status]))]
    .map((name, i) => (i === 0 ? name : name.toLowerCase()))
    .join(', ');

/** That somebody has no offer is more than the basics already: who may not be told of is not named at all. No support, no dates. */
function saveForLocalAuthority(
  none: readonly Digest[],
  today: IsoDate,
  takeAway: ReturnType<typeof useTakeAway>,
): void {
  const told = mayBeTold(none, today);
  const cells = told.flatMap(({ pupil, intention, applications, record }) =>
    pupil
      ? [
          [
            fullName(pupil),
            String(pupil.year),
            intention?.route ? ROUTE_NAMES[intention.route] : '',
            appliedWords({ applications, record } as Digest),
          ],
        ]
      : [],
  );
  const left = none.length - told.length;
  const words = left === 0 ? '' : ` ${plural(left, 'pupil')} left out: of them it may be told only the basics.`;
  void takeAway({ what: 'local-authority-list', pupils: told.length }, () => {
    saveFile(
      'no-offer-yet-for-the-local-authority.csv',
      'text/csv',
      csvOf([['Pupil', 'Year', 'Intended destination', 'Applications'], ...cells]),
    );
    showToast({ words: `Downloaded: ${plural(told.length, 'pupil')}.${words}` });
  });
}
