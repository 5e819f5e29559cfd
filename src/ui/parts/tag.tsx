/** The status of an interview: shape and word, no box, never to be pressed; and the quiet facts beside it. */
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** The states an interview is shown in. */
export type TagState = 'booked' | 'in-progress' | 'paused' | 'finished' | 'did-not-attend' | 'cancelled';

const tags: Record<TagState, readonly [IconName, string]> = {
  booked: ['circle', 'Booked'],
  'in-progress': ['half', 'In progress'],
  paused: ['pause', 'Paused'],
  finished: ['tick', 'Finished'],
  'did-not-attend': ['close', 'Did not attend'],
  cancelled: ['close', 'Cancelled'],
};

/** `words` replace the usual ones of the state. */
export const Tag = ({ state, words }: { readonly state: TagState; readonly words?: string }) => {
  const [icon, usual] = tags[state];
  return (
    <span class="tag" data-state={state === 'in-progress' ? 'on' : undefined}>
      <Icon name={icon} />
      {words ?? usual}
    </span>
  );
};

/** A line of tags and short facts, each in its own element. */
export const Facts = ({ children }: { readonly children: ComponentChildren }) => <p class="facts">{children}</p>;
