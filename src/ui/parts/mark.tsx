/** The state of a benchmark: five outlines that differ without colour, always beside their word. */
import { Icon } from './icon.tsx';

/** provides: the school provides it (benchmarks 1 and 4); it is not counted for one pupil. */
export type MarkState = 'not-yet' | 'some' | 'complete' | 'planned' | 'provides';

/** The word that must stand beside each mark. */
export const markWords: Record<MarkState, string> = {
  'not-yet': 'Not yet',
  some: 'Some',
  complete: 'Complete',
  planned: 'Planned',
  provides: 'Our school provides',
};

/** The shape alone; say the word next to it. */
export const Mark = ({ state }: { readonly state: MarkState }) => (
  <Icon name={`mark-${state}`} class="mark" state={state} />
);
