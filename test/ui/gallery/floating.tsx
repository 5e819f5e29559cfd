/** What floats: opened by their buttons, as in the app. */
import { useState } from 'preact/hooks';
import type { AppUpdate } from '../../../src/device/app-update.ts';
import { UpdateNotice } from '../../../src/ui/app/update-notice.tsx';
import { Button } from '../../../src/ui/parts/button.tsx';
import { Dialog } from '../../../src/ui/parts/dialog.tsx';
import { Field, TextInput } from '../../../src/ui/parts/fields.tsx';
import { Menu } from '../../../src/ui/parts/menu.tsx';
import { showToast } from '../../../src/ui/parts/toast.tsx';
import { ignore, Specimen } from './specimen.tsx';
import type { Theme } from './specimen.tsx';

const ITEMS = [
  { label: 'Did not attend', onPress: ignore },
  { label: 'Move', onPress: ignore },
  { label: 'Cancel', onPress: ignore, disabled: true },
];

const Delete = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog
    title="Delete 42 records?"
    onClose={onClose}
    actions={
      <>
        <Button look="stop">Delete 42 records for good</Button>
        <Button look="plain" onClick={onClose}>
          Keep them
        </Button>
      </>
    }
  >
    <p>They are due for review and nobody asked to keep them. This cannot be undone.</p>
    <Field label="Type 42 to delete them">
      <TextInput value="" inputMode="numeric" onText={ignore} />
    </Field>
  </Dialog>
);

/** A newer version that waits. */
const waiting: AppUpdate = {
  now: () => 'waiting',
  subscribe: () => ignore,
  apply: ignore,
  check: async () => undefined,
};

/** Toast, menu, dialog, and the notice of a new version. */
export const Floating = ({ theme }: { readonly theme: Theme }) => {
  const [asked, setAsked] = useState(false);
  return (
    <Specimen title="Floating: toast with undo, menu, dialog, a new version">
      <div class="line">
        <Button onClick={() => showToast({ words: 'Done: Aisha, visit a college open evening.', undo: ignore })}>
          Mark as done
        </Button>
        <Menu label={`More for Aisha Khan, ${theme}`} items={ITEMS} />
        <Button look="stop" onClick={() => setAsked(true)}>
          Delete old records
        </Button>
      </div>
      <UpdateNotice update={waiting} />
      {asked && <Delete onClose={() => setAsked(false)} />}
    </Specimen>
  );
};
