/** Where one record is. The bold words are for what is not yet with the school. */
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** school is said only after the server has answered. saved: what is being written now, on this tablet, quietly. */
export type ReceiptState = 'saved' | 'tablet' | 'sending' | 'school' | 'needs';

const icons: Record<ReceiptState, IconName> = {
  saved: 'tablet',
  tablet: 'tablet',
  sending: 'sending',
  school: 'disc-tick',
  needs: 'needs',
};

type ReceiptProps = {
  readonly state: ReceiptState;
  /** "Saved on this tablet, 10:17", "Only on this tablet", "Sending", "With the school, 14:02", "Needs you". */
  readonly words: string;
  /** Says changes aloud; for the one receipt of an editor, not in lists. */
  readonly live?: boolean;
};

/** Icon and words. */
export const Receipt = ({ state, words, live = false }: ReceiptProps) => (
  <span class="receipt" data-state={state} role={live ? 'status' : undefined}>
    <Icon name={icons[state]} />
    {words}
  </span>
);
