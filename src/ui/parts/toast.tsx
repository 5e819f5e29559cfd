/** What was just done, with Undo, for 10 seconds; not for errors. Undo instead of confirm. */
import { useEffect, useState } from 'preact/hooks';

/** "Done: Aisha, visit a college open evening." */
export type Toast = { readonly words: string; readonly undo?: () => void };

/** How long Undo is offered, beside the way back from the timeline. */
const SHOWN_MS = 10_000;

let current: Toast | undefined;
const hosts = new Set<() => void>();

const set = (toast: Toast | undefined): void => {
  current = toast;
  for (const draw of hosts) draw();
};

/** Shows one toast in the <ToastHost>; a newer one takes the place of an older. */
export const showToast = (toast: Toast): void => set(toast);

/** Takes away the toast that is shown, as leaving a page or signing out does. */
export const hideToast = (): void => set(undefined);

const Shown = ({ toast }: { readonly toast: Toast }) => {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(hideToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  const undo = () => {
    hideToast();
    toast.undo?.();
    // The pressed button is gone: without this the focus would be nowhere.
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only holds the clock; nothing is operated
    <div class="toast" onMouseEnter={hold} onMouseLeave={release} onFocusIn={hold} onFocusOut={release}>
      <span>{toast.words}</span>
      {toast.undo !== undefined && (
        <button class="btn" type="button" onClick={undo}>
          Undo
        </button>
      )}
    </div>
  );
};

/** Mount once. The region stays, so that each toast is said aloud; a held toast gets its full time again. */
export const ToastHost = () => {
  const [, draw] = useState({});
  useEffect(() => {
    const redraw = () => draw({});
    hosts.add(redraw);
    redraw();
    return () => {
      hosts.delete(redraw);
    };
  }, []);
  return <output class="toasts">{current !== undefined && <Shown toast={current} />}</output>;
};
