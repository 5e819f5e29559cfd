/** The whole page out of sight, and the browser's layer of dialogs with it. */

/** Nothing is in sight. */
export const hideAll = (): void => document.body.style.setProperty('display', 'none', 'important');

/** As it was. */
export const showAll = (): void => void document.body.style.removeProperty('display');
