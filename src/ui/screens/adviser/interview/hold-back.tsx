/** The way back from the pupil's page: pressed and held, by finger, mouse, Enter or Space. A short press says so. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';

/** How long the way back is held, milliseconds. */
const HOLD_MS = 700;

const isPress = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' ';

/** `onHeld` is called once, when it has been held long enough. */
export function HoldBack({ words, onHeld }: { readonly words: string; readonly onHeld: () => void }) {
  const hint = useId();
  const [held, setHeld] = useState(false);
  const [short, setShort] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  // A key that is still down repeats: it is one press.
  const fired = useRef(false);
  const stop = () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  const start = () => {
    if (timer.current || fired.current) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      fired.current = true;
      stop();
      onHeld();
    }, HOLD_MS);
  };
  const release = () => {
    if (timer.current) setShort(true);
    fired.current = false;
    stop();
  };
  useEffect(() => () => (timer.current ? clearTimeout(timer.current) : undefined), []);
  return (
    <div class="hold">
      <Button
        look="back"
        class={held ? 'is-held' : ''}
        aria-describedby={hint}
        onPointerDown={start}
        onPointerUp={release}
        onPointerLeave={stop}
        onPointerCancel={stop}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => (isPress(event) ? start() : undefined)}
        onKeyUp={release}
        onBlur={stop}
      >
        {words}
      </Button>
      <span id={hint} class={short ? 'hint' : 'hide'}>
        Press and hold
      </span>
    </div>
  );
}
