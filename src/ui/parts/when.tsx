/** A date by which something is due: bold, then plain words. Overdue is a clock, a word and amber, never red. */
import { Icon } from './icon.tsx';

type WhenProps = {
  /** "Wed 25 Nov", "Today". */
  readonly date: string;
  /** "5 days overdue", "in 2 weeks". */
  readonly words?: string;
  readonly late?: boolean;
};

/** A paragraph of its own. */
export const When = ({ date, words, late = false }: WhenProps) => (
  <p class="when" data-state={late ? 'late' : undefined}>
    {late && <Icon name="clock" />}
    <span>
      {date}
      {words !== undefined && (
        <>
          {' '}
          <small>{words}</small>
        </>
      )}
    </span>
  </p>
);
