/** Activation codes to hand over: on screen large and once, on paper as slips, ten to a page. Nothing of them is kept on the device. */
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { Instant } from '../../../../domain/time.ts';
import { shortDate } from '../../../../domain/date-words.ts';
import { useHouse } from '../../../queries/house.tsx';

/** One code with whose it is. */
export interface Slip {
  readonly key: string;
  readonly name: string;
  /** "9C"; null for staff. */
  readonly form: string | null;
  readonly code: string;
  readonly expires: Instant;
}

/** "Thu 12 Nov, 10:05". */
export const untilWords = (expires: Instant): string => `${shortDate(dateOf(expires))}, ${clockOf(expires)}`;

/** The address that people type: without "https://", which a browser adds. */
export const siteAddress = (): string => location.origin.replace(/^https:\/\//, '');

const PER_PAGE = 10;

/** The slips of each page: every form begins a page, so that a tutor is handed sheets and not slips. */
function pagesOf(slips: readonly Slip[]): readonly (readonly Slip[])[] {
  const forms = [...new Set(slips.map(({ form }) => form))];
  return forms.flatMap((form) => {
    const own = slips.filter((slip) => slip.form === form);
    return Array.from({ length: Math.ceil(own.length / PER_PAGE) }, (_, page) =>
      own.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
    );
  });
}

/** Seen on paper only: two columns of five. */
export function SlipSheets({ slips }: { readonly slips: readonly Slip[] }) {
  const pages = pagesOf(slips);
  return (
    <div class="print-only">
      {pages.map((page) => (
        <div class="slips" key={page[0]?.key}>
          {page.map((slip) => (
            <PaperSlip key={slip.key} slip={slip} />
          ))}
        </div>
      ))}
    </div>
  );
}

function PaperSlip({ slip: { name, form, code, expires } }: { readonly slip: Slip }) {
  const { session } = useHouse();
  return (
    <article class="slip">
      <p class="slip-name">
        <b>{name}</b> {form ?? ''}
      </p>
      <p>
        {session.schoolName}: your careers record. Go to <b>{siteAddress()}</b>, choose “I have an activation code” and
        type
      </p>
      <p class="slip-code">{code}</p>
      <p>It works once, until {untilWords(expires)}. Show it to nobody.</p>
    </article>
  );
}
