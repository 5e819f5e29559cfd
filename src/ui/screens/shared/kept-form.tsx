/** A form whose words stay when they could not be saved: that it was not saved, its fields, and the buttons below them. */
import type { ComponentChildren } from 'preact';
import { Button } from '../../parts/button.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { NotSavedHere } from './not-saved-here.tsx';

interface KeptFormProps {
  readonly label: string;
  readonly class: string;
  /** What became of the last try; null before it. */
  readonly saved: Saved | null;
  /** What is kept, and where, when it was not saved. */
  readonly kept: string;
  readonly ready: boolean;
  readonly onSave: () => Promise<void>;
  /** What the button says. */
  readonly save?: string;
  /** "Not now"; none where the form is no dialog of its own. */
  readonly onClose?: () => void;
  readonly children: ComponentChildren;
}

/** Enter in a field saves, too. */
export const KeptForm = ({ saved, kept, ready, onSave, save = 'Save', onClose, children, ...form }: KeptFormProps) => (
  <form
    class={form.class}
    aria-label={form.label}
    onSubmit={(event) => {
      event.preventDefault();
      if (ready) void onSave();
    }}
  >
    <NotSavedHere saved={saved}>{kept}</NotSavedHere>
    {children}
    <div class="actions">
      <Button look="do" type="submit" disabled={!ready}>
        {save}
      </Button>
      {onClose ? (
        <Button look="plain" onClick={onClose}>
          Not now
        </Button>
      ) : null}
    </div>
  </form>
);
