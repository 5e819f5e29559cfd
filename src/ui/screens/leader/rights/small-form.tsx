/** A form of a few fields that opens where it is wanted: sent only while it is good, and left with "Not now". */
import type { ComponentChildren } from 'preact';
import { Button } from '../../../parts/button.tsx';

interface SmallFormProps {
  /** Its name for screen readers. */
  readonly label: string;
  /** What sending it does. */
  readonly verb: string;
  readonly good: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The form. */
export const SmallForm = ({ label, verb, good, onSend, onClose, children }: SmallFormProps) => (
  <form
    class="stack-4 narrow"
    aria-label={label}
    onSubmit={(event) => {
      event.preventDefault();
      if (good) onSend();
    }}
  >
    {children}
    <div class="actions">
      <Button look="do" type="submit" disabled={!good}>
        {verb}
      </Button>
      <Button look="plain" onClick={onClose}>
        Not now
      </Button>
    </div>
  </form>
);
