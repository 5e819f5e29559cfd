/** The fixed line on safeguarding in the editor. Nothing is stored; it works with no internet. */
import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icon.tsx';

/** `contact`: the designated safeguarding lead as the school's settings have it; '' when they name none. */
export function Safety({ contact }: { readonly contact: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="safety">
      <Icon name="shield" />
      <p>
        Worried about a pupil’s safety? Tell the DSL now. Do not write it here.
        {open ? (
          <span class="block" role="status">
            {contact === '' ? 'Ask the school office for the designated safeguarding lead (DSL).' : `DSL: ${contact}`}
          </span>
        ) : null}
      </p>
      <Button look="plain" pressed={open} onClick={() => setOpen(!open)}>
        Who to tell
      </Button>
    </div>
  );
}
