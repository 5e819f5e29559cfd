/**
 * Search over what this person holds: pupils by name at once, then the words of records in idle pieces. Opened with "/" or
 * Ctrl K, or by the button of the frame. Arrow keys go through what is found, Enter opens it, Escape closes.
 * What is typed and found stays in this dialog: it is in no address, title or store.
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { takeTyped } from '../../app/search-keys.ts';
import { Button } from '../../parts/button.tsx';
import { Check } from '../../parts/choices.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { Loading } from '../../parts/states.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useDigests } from '../../queries/records.ts';
import { isSlashOn, setSlash } from '../../queries/slash-key.ts';
import { SearchResults } from './search-results.tsx';
import '../../styles/screens/search.css';

/** The dialog. */
export function Search({ onClose }: { readonly onClose: () => void }) {
  const { session } = useHouse();
  // What was typed before it was here: the field has the rest, from the same moment on.
  const [typed, setTyped] = useState(takeTyped);
  const placeRef = useRef<HTMLElement>(null);
  const digests = useDigests();
  const own = session.roles.includes('pupil');
  useLayoutEffect(() => fieldOf(placeRef)?.focus(), []);
  return (
    <Dialog title={own ? 'Search my record' : 'Search'} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys and taps of the field and the links in it */}
      <search
        class="search"
        ref={placeRef}
        onKeyDown={(event) => moveOn(event, placeRef)}
        // A new page takes the place of the dialog; one in a new tab does not.
        onClick={(event) => (isWayOn(event) ? onClose() : undefined)}
      >
        <div class="search-top">
          <Field
            label={own ? 'Words' : 'Name, form or words'}
            hint={own ? 'From three letters' : 'Records are looked through from three letters'}
          >
            <TextInput value={typed} onText={setTyped} enterkeyhint="search" spellcheck={false} />
          </Field>
          <Button onClick={onClose}>Close</Button>
        </div>
        <div class="search-found">
          {digests.state === 'ready' ? <SearchResults typed={typed} digests={digests.value} /> : null}
          {digests.state === 'loading' ? <Loading words="Opening the list of pupils" /> : null}
          {digests.state === 'failed' ? (
            <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
          ) : null}
        </div>
        <SlashKey />
      </search>
    </Dialog>
  );
}

/** Seen where there is a keyboard to press it on. */
function SlashKey() {
  const [on, setOn] = useState(isSlashOn);
  const choose = (wanted: boolean) => {
    setSlash(wanted);
    setOn(isSlashOn());
  };
  return (
    <div class="slash-key">
      <Check checked={on} onChange={choose}>
        The key / opens the search
      </Check>
    </div>
  );
}

type Place = RefObject<HTMLElement | null>;
const fieldOf = ({ current }: Place) => current?.querySelector<HTMLInputElement>('input.input') ?? null;
const linksOf = ({ current }: Place) => [...(current?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? [])];

/** Down from the field to the first result and on to the last, up again to the field; Enter in the field opens the first. */
function moveOn(event: KeyboardEvent, place: Place): void {
  const links = linksOf(place);
  const at = links.findIndex((link) => link === document.activeElement);
  const inField = document.activeElement === fieldOf(place);
  if (event.isComposing || (at === -1 && !inField)) return;
  if (event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === 'ArrowUp') (links[at - 1] ?? fieldOf(place))?.focus();
  else if (event.key === 'Enter' && inField) links[0]?.click();
  else return;
  event.preventDefault();
}

const isWayOn = ({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean =>
  target instanceof Element && target.closest('a[href]') !== null && !ctrlKey && !metaKey && !shiftKey;
