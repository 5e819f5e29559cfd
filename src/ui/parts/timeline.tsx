/** My record on a line, newest first. Each entry says who added it and who can see it (policy: nothing hidden). */
import type { ComponentChildren, Ref } from 'preact';
import { Icon } from './icon.tsx';

/** A list of <Entry>. */
export const Timeline = ({ children }: { readonly children: ComponentChildren }) => (
  <ol class="timeline">{children}</ol>
);

type EntryProps = {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** "11 Nov". */
  readonly dateWords: string;
  /** "Interview", "Experience", "Plan". */
  readonly kind: string;
  readonly title: string;
  /** For an entry that takes the focus. */
  readonly at?: Ref<HTMLLIElement>;
  /** "Added by Jo Mercer, careers adviser". */
  readonly by?: string;
  /** Who can see it, opened on demand. */
  readonly sees?: string;
  /** Beside that: "Something’s not right". */
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
};

/** Paragraphs, <p class="own-words"> and <ul class="steps-agreed"> go inside. */
export const Entry = ({ date, dateWords, kind, title, at, by, sees, actions, children }: EntryProps) => (
  <li class="entry" tabIndex={at ? -1 : undefined} ref={at ?? null}>
    <p class="entry-when">
      <time dateTime={date}>{dateWords}</time> <span class="quiet">{kind}</span>
    </p>
    <div class="entry-body">
      <h3>{title}</h3>
      {children}
      {by !== undefined && <p class="hint">{by}</p>}
      <div class="entry-links">
        {sees !== undefined && (
          <details class="who">
            <summary>
              <Icon name="eye" />
              Who can see this
            </summary>
            <p>{sees}</p>
          </details>
        )}
        {actions}
      </div>
    </div>
  </li>
);
