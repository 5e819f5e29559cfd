/** The chip "Sending and saving", in the header of every page, and the account beside it. */
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** late: unsent for more than a school day. needs: somebody has to decide something. */
export type SendingState = 'all-sent' | 'waiting' | 'sending' | 'late' | 'needs';

const icons: Record<SendingState, IconName> = {
  'all-sent': 'disc-tick',
  waiting: 'clock',
  sending: 'sending',
  late: 'clock',
  needs: 'needs',
};

type SendingChipProps = {
  readonly state: SendingState;
  /** "All sent", "3 waiting", "Sending 2 of 3", "3 waiting since Monday", "1 needs you". */
  readonly words: string;
  /** A second line, only when useful: "No internet. You can keep working." */
  readonly second?: string;
  /** What is seen of it where there is little room; the name says all. */
  readonly brief?: string;
  /** There is little room, however wide the page is. */
  readonly short?: boolean;
  readonly onOpen: () => void;
};

/** Its accessible name is "Sending and saving: all sent, 10:42". */
export const SendingChip = ({ state, words, second, brief = second, short = false, onOpen }: SendingChipProps) => (
  <button class="chip" type="button" data-state={state} onClick={onOpen} aria-label={chipName(words, second)}>
    <Icon name={icons[state]} />
    <span>
      <b>{words}</b>
      {second !== undefined && (
        <>
          {' '}
          <small class={short ? 'brief' : ''}>
            <span class="whole">{second}</span>
            <span class="part">{brief}</span>
          </small>
        </>
      )}
    </span>
  </button>
);

const chipName = (words: string, second?: string): string =>
  [
    `Sending and saving: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
    ...(second === undefined ? [] : [second]),
  ].join(', ');

/** "Your account"; an icon alone where there is little room. */
export const AccountButton = ({ onOpen }: { readonly onOpen: () => void }) => (
  <button class="chip account" type="button" onClick={onOpen}>
    <Icon name="person" />
    <span>Your account</span>
  </button>
);
