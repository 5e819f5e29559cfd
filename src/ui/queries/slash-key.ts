/**
 * Whether the single key "/" opens the search on this device. It can be turned off for those who speak to their computer
 * or press keys by accident (WCAG 2.1.4); Ctrl K stays. A setting of nobody's: "off" or nothing.
 */
const KEY = 'fingerpost.slash';

/** On unless it was turned off here, or that cannot be read. */
export function isSlashOn(): boolean {
  try {
    return localStorage.getItem(KEY) === null;
  } catch {
    return true;
  }
}

/** Turns it on or off; where nothing can be kept it stays on. */
export function setSlash(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Storage is switched off in this browser: there is no place for a setting.
  }
}
