/** "Offers and the local authority": lists that are looked at when their time comes, counted, each with a link to the names. Policy 5.4.2, 5.5.13. */
import { plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { leavingThisYear, withoutOffer } from '../../../../domain/offers.ts';
import type { SharingList } from '../../../../domain/sharing-lists.ts';
import { SHARING_LISTS, sharingList } from '../../../../domain/sharing-lists.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { waitingPath } from '../../../app/paths.ts';
import { Section } from '../../../parts/surface.tsx';
import { yearsWords } from '../lists/list-words.ts';
import type { OwedLine } from './waiting.tsx';
import { OwedRows } from './waiting.tsx';

interface ListsProps {
  readonly digests: readonly Digest[];
  readonly today: IsoDate;
}

/** The section; nothing where no list has a name in it. */
export function MoreLists(props: ListsProps) {
  const lines = [...offerLine(props), ...SHARING_LISTS.flatMap((list) => sharingLine(list, props))];
  if (lines.length === 0) return null;
  return (
    <Section title="Offers and the local authority" class="wait">
      <OwedRows lines={lines} />
    </Section>
  );
}

function offerLine({ digests, today }: ListsProps): readonly OwedLine[] {
  const all = leavingThisYear(digests, today);
  const none = withoutOffer(digests, today);
  if (none.length === 0) return [];
  const words = `${none.length} of ${plural(all.length, 'pupil')} of ${yearsWords(all)} have no offer yet.`;
  const quiet = none.filter(({ applications }) => applications.length === 0).length;
  return [{ href: waitingPath('no-offer'), words, more: `${quiet} of them have no application.` }];
}

const SAID: Readonly<Record<SharingList, readonly [words: string, more: string]>> = {
  again: ['to be asked again about the local authority.', 'They are 16 now.'],
  'not-asked': ['not asked yet about the local authority.', 'Only the basics may be given of them.'],
  no: ['said no to telling it more than the basics.', ''],
};

function sharingLine(list: SharingList, { digests, today }: ListsProps): readonly OwedLine[] {
  const count = sharingList(digests, list, today).length;
  const [words, more] = SAID[list];
  return count === 0 ? [] : [{ href: waitingPath(list), words: `${plural(count, 'pupil')} ${words}`, more }];
}
