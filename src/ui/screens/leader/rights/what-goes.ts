/** What is let go of, in words. */
import { plural } from '../../../../domain/date-words.ts';
import { KEPT_NAMES } from '../../../../domain/kept-words.ts';
import type { LetGo } from '../../../../domain/retention.ts';

/** In the order in which lists show them. */
export const WHAT_GOES: readonly LetGo[] = ['record', 'notes', 'interviews', 'experiences', 'plans', 'support'];

/** "12 records", "the private notes of 3 pupils". */
export const goesWords = (what: LetGo, pupils: number): string =>
  what === 'record' ? plural(pupils, 'record') : `the ${partName(what)} of ${plural(pupils, 'pupil')}`;

/** On the button that does it: "Delete 12 records". */
export const verbWords = (what: LetGo, pupils: number): string =>
  `${what === 'record' ? 'Delete' : 'Let go of'} ${goesWords(what, pupils)}`;

const partName = (what: Exclude<LetGo, 'record'>): string =>
  what === 'support' ? 'support' : KEPT_NAMES[what].toLowerCase();

/** Over a list of it, and what it says. */
export const listWords = (what: LetGo): { readonly title: string; readonly words: string } => {
  if (what === 'record')
    return {
      title: 'Records past their period',
      words: 'The whole record goes: every entry, its earlier wordings, the pupil’s account.',
    };
  if (what === 'support')
    return {
      title: 'Support of pupils who have left',
      words:
        'SEN, pupil premium, care and adjustments have no purpose here once a pupil has left. They go with their earlier wordings; the rest of the record stays.',
    };
  return {
    title: `${KEPT_NAMES[what]} past their period`,
    words: 'They go with their earlier wordings; the rest of the record stays.',
  };
};
