/** What stands in the place of a dialog that could not be loaded: a sentence, "Try again" and "Close". */
import type { ComponentType } from 'preact';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';

interface InItsPlace {
  /** Asks for it once more. */
  readonly again: () => void;
  readonly close: () => void;
}

/** As a component, which takes whatever the dialog takes. */
export const inPlaceOf = ({ again, close }: InItsPlace): ComponentType<object> =>
  function NotLoaded() {
    return (
      <Dialog
        title="This could not be loaded"
        onClose={close}
        actions={
          <>
            <Button look="do" onClick={again}>
              Try again
            </Button>
            <Button onClick={close}>Close</Button>
          </>
        }
      >
        <p>Nothing is lost. Try again when you have internet.</p>
      </Dialog>
    );
  };
