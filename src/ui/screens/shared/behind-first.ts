/**
 * What is loaded behind the first screen, before it is wanted, in one file: another one of its own would take the build
 * apart so that more is loaded before that screen.
 */
export { OtherSchoolsToday } from '../adviser/other-schools-today.tsx';
export { NotSavedWords } from './not-saved-words.tsx';
export { StillArriving } from './arriving.tsx';
export { BehindFirst } from './behind-every-page.tsx';
export { RequestRows } from '../adviser/request-rows.tsx';
