/** A code for one member of staff: shown once, large, with what to do. It is not on this device or the server afterwards. */
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import type { Slip } from './slips.tsx';
import { SlipSheets, siteAddress, untilWords } from './slips.tsx';

/** The card; takes focus, because it is what the press was for. */
export function CodeCard({ slip, onDone }: { readonly slip: Slip; readonly onDone: () => void }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), [slip.code]);
  return (
    <>
      <Sheet class="code-card no-print">
        <h2 tabIndex={-1} ref={ref}>
          Activation code for {slip.name}
        </h2>
        <p class="code">{slip.code}</p>
        <ol class="plain-list numbered">
          <li>Give the code to {slip.name}, on paper or by word of mouth. It is shown only now.</li>
          <li>
            They open <b>{siteAddress()}</b>, choose “I have an activation code” and type it.
          </li>
          <li>They choose a sign-in name and a password. The code works once, until {untilWords(slip.expires)}.</li>
        </ol>
        <div class="actions">
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            Print
          </Button>
          <Button look="plain" onClick={onDone}>
            I have handed it over
          </Button>
        </div>
      </Sheet>
      <SlipSheets slips={[slip]} />
    </>
  );
}
