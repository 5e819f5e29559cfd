/**
 * The cover: nothing of the page is in sight, and one tap takes it away. Nothing is asked: a pupil may be sitting there. It is
 * a native dialog, so that it lies above every other one and nothing below it can be reached.
 */
import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import '../styles/screens/cover.css';

/** What is said on it: nothing, unless it stays because words could not be saved. */
export type CoverWords = 'covered' | 'not-saved' | 'not-sent';

const WORDS: Readonly<Record<CoverWords, string>> = {
  covered: 'Covered, so that nobody reads along. Everything is saved.',
  'not-saved': 'Some words are not saved yet, so this tablet does not lock.',
  'not-sent': 'Some changes are not sent yet, so this computer does not sign out.',
};

function Cover({ words, onTap }: { readonly words: CoverWords; readonly onTap: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      class="cover"
      ref={ref}
      aria-label="Covered"
      onCancel={(event) => {
        event.preventDefault();
        onTap();
      }}
    >
      <button type="button" class="cover-tap" onClick={onTap}>
        <Icon name="brand" class="" />
        <span class="cover-title">Tap to go on</span>
        <span>{WORDS[words]}</span>
      </button>
    </dialog>
  );
}

let host: HTMLElement | null = null;

/** Covers the screen, unless it is covered. */
export function coverScreen(words: CoverWords): void {
  if (host !== null) return;
  const [place, title] = [document.createElement('div'), document.title];
  host = place;
  document.title = 'Fingerpost';
  document.body.append(place);
  const uncover = () => {
    render(null, place);
    place.remove();
    if (document.title === 'Fingerpost') document.title = title;
    host = null;
  };
  render(<Cover words={words} onTap={uncover} />, place);
}
