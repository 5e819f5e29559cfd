/** How things are: a notice, nothing yet, not here yet. Each is named, so that a screen can show it by name. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

type NoticeProps = {
  /** late: overdue or long unsent. stop: "Needs you", "There is a problem". None: how things are. */
  readonly state?: 'late' | 'stop';
  readonly icon?: IconName;
  readonly title: string;
  readonly level?: 2 | 3 | 4;
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
};

/** One a page; not for success. */
export const Notice = ({ state, icon, title, level = 2, actions, children }: NoticeProps) => {
  const id = useId();
  const Level = `h${level}` as const;
  return (
    <section class="notice" data-state={state} aria-labelledby={id}>
      <Icon name={icon ?? (state === 'stop' ? 'needs' : 'clock')} />
      <Level id={id}>{title}</Level>
      {children}
      {actions !== undefined && <div class="actions">{actions}</div>}
    </section>
  );
};

type EmptyProps = { readonly title: string; readonly level?: 2 | 3 | 4; readonly children?: ComponentChildren };

/** Nothing here yet: what will show here, and what can be done. A <Button> may follow the words. */
export const Empty = ({ title, level = 2, children }: EmptyProps) => {
  const Level = `h${level}` as const;
  return (
    <div class="empty">
      <Level>{title}</Level>
      {children}
    </div>
  );
};

/** `words` are said aloud: "Opening Aisha’s record". */
export const Loading = ({ words = 'Loading' }: { readonly words?: string }) => (
  <div class="loading">
    <output class="quiet">{words}</output>
    <i />
    <i />
  </div>
);
