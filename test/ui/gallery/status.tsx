/** How status is shown: word and shape, then colour. */
import { SendingChip } from '../../../src/ui/parts/chip.tsx';
import { Mark, markWords } from '../../../src/ui/parts/mark.tsx';
import { Receipt } from '../../../src/ui/parts/receipt.tsx';
import { Sheet } from '../../../src/ui/parts/surface.tsx';
import { Facts, Tag } from '../../../src/ui/parts/tag.tsx';
import { When } from '../../../src/ui/parts/when.tsx';
import { ignore, Specimen } from './specimen.tsx';

const MARKS = ['not-yet', 'some', 'complete', 'planned', 'provides'] as const;
const TAGS = ['booked', 'in-progress', 'paused', 'finished', 'did-not-attend', 'cancelled'] as const;

const Chips = () => (
  <Specimen title="Chip: all sent, waiting, sending, late, needs you">
    <div class="line status">
      <SendingChip state="all-sent" words="All sent" second="10:42" onOpen={ignore} />
      <SendingChip state="waiting" words="3 waiting" second="No internet. You can keep working." onOpen={ignore} />
      <SendingChip state="sending" words="Sending 2 of 3" onOpen={ignore} />
      <SendingChip state="late" words="3 waiting since Monday" onOpen={ignore} />
      <SendingChip state="needs" words="1 needs you" onOpen={ignore} />
    </div>
  </Specimen>
);

const Receipts = () => (
  <Specimen title="Receipts, tags, dates">
    <Sheet class="stack">
      <div class="line">
        <Receipt state="tablet" words="Only on this tablet" />
        <Receipt state="sending" words="Sending" />
        <Receipt state="school" words="With the school, Wed 14:02" />
        <Receipt state="needs" words="Needs you" />
      </div>
      <Facts>
        {TAGS.map((state) => (
          <Tag key={state} state={state} />
        ))}
        <span>Filled in their form</span>
      </Facts>
      <div class="line">
        <When date="Wed 25 Nov" words="5 days overdue" late />
        <When date="Fri 18 Dec" words="in 3 weeks" />
        <When date="Today" />
      </div>
    </Sheet>
  </Specimen>
);

/** Chip, receipts, tags, dates, marks. */
export const Status = () => (
  <>
    <Chips />
    <Receipts />
    <Specimen title="Benchmark marks: five outlines, always with the word">
      <Sheet class="line">
        {MARKS.map((state) => (
          <span key={state} class="line nowrap">
            <Mark state={state} />
            <b>{markWords[state]}</b>
          </span>
        ))}
      </Sheet>
    </Specimen>
  </>
);
