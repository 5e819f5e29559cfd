/** Taps, counted: a screen's promise of "two taps" is asserted with this. */
import { fireEvent } from '@testing-library/preact';

/** A finger. `taps()` is how often it has come down. */
export function aFinger() {
  let count = 0;
  return {
    tap: (element: HTMLElement): void => {
      count += 1;
      fireEvent.click(element);
    },
    taps: () => count,
  };
}

/** Chooses of a select as a browser does; `fireEvent.change` becomes "input" where Preact's compat layer is loaded. */
export function choose(select: HTMLElement, value: string): void {
  if (!(select instanceof HTMLSelectElement)) throw new TypeError('not a select');
  select.value = value;
  fireEvent(select, new Event('change', { bubbles: true }));
}
