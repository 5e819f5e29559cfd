/** Few surfaces: one sheet of paper for the page's content, a hollow in it, and the private place. */
import { Fragment } from 'preact';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

type Box = { readonly class?: string; readonly children: ComponentChildren };
const named = (part: string, own: string | undefined): string => (own === undefined ? part : `${part} ${own}`);

/** The content of a page, once; twice only for parallel lists. `class="two"`: a wide and a narrow column. */
export const Sheet = ({ class: own, children }: Box) => <div class={named('sheet', own)}>{children}</div>;

/** A hollow in the sheet. */
export const Well = ({ class: own, children }: Box) => <div class={named('well', own)}>{children}</div>;

type SectionProps = Box & {
  readonly title: string;
  /** Beside the title, quiet: "3", "2 finished", "since September 2026". */
  readonly count?: string | number;
  readonly level?: 2 | 3 | 4;
  /** The class of the title: "group-title" in sheets of lists. */
  readonly titleClass?: string;
  readonly id?: string;
};

/** A section named by its heading. */
export const Section = ({ title, count, level = 2, titleClass, id, class: own, children }: SectionProps) => {
  const headingId = useId();
  const Level = `h${level}` as const;
  return (
    <section class={own} id={id} aria-labelledby={headingId}>
      <Level class={titleClass} id={headingId}>
        {title}
        {count !== undefined && (
          <>
            {' '}
            <span class="count">{count}</span>
          </>
        )}
      </Level>
      {children}
    </section>
  );
};

type GroupTitleProps = { readonly count?: string | number; readonly id?: string; readonly children: ComponentChildren };

/** The heading of one group of rows, with how many there are. */
export const GroupTitle = ({ count, id, children }: GroupTitleProps) => (
  <h2 class="group-title" id={id}>
    {children}
    {count !== undefined && (
      <>
        {' '}
        <span class="count">{count}</span>
      </>
    )}
  </h2>
);

type PrivateZoneProps = {
  /** The word after the padlock. */
  readonly word?: string;
  /** Who reads it: "careers advisers and careers leader only". */
  readonly title: string;
  readonly hint?: string;
  readonly level?: 2 | 3 | 4;
  readonly children: ComponentChildren;
};

/** The private note: dashed edge, padlock, the word. Never printed. */
export const PrivateZone = ({ word = 'Private notes', title, hint, level = 3, children }: PrivateZoneProps) => {
  const id = useId();
  const Level = `h${level}` as const;
  return (
    <section class="private" aria-labelledby={id}>
      <Level class="private-title" id={id}>
        <span class="private-word">
          <Icon name="lock" />
          {word}:
        </span>{' '}
        {title}
      </Level>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {children}
    </section>
  );
};

/** "Who can see this: you, your form tutor…". */
export const WhoSees = ({ title = 'Who can see this', words }: { readonly title?: string; readonly words: string }) => (
  <p class="who-sees">
    <Icon name="eye" />
    <span>
      <b>{title}:</b> {words}
    </span>
  </p>
);

/** One tab: a page of its own. */
export type TabItem = { readonly href: string; readonly label: string; readonly current: boolean };

/** Parts of one page that have addresses of their own. */
export const Tabs = ({ label, items }: { readonly label: string; readonly items: readonly TabItem[] }) => (
  <nav class="tabs" aria-label={label}>
    {items.map(({ href, label: words, current }) => (
      <a key={href} href={href} aria-current={current ? 'page' : undefined}>
        {words}
      </a>
    ))}
  </nav>
);

/** Names and values. */
export const Pairs = ({
  items,
}: {
  readonly items: readonly (readonly [name: string, value: ComponentChildren])[];
}) => (
  <dl class="pairs">
    {items.map(([name, value]) => (
      <Fragment key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </Fragment>
    ))}
  </dl>
);

type ArmProps = {
  readonly href: string;
  readonly icon?: IconName;
  /** "Continue Ben’s interview, started 11:02". */
  readonly title: string;
  readonly words: string;
};

/** The unfinished interview that waits at the top of Today. */
export const Arm = ({ href, icon = 'pause', title, words }: ArmProps) => (
  <a class="arm" href={href}>
    <Icon name={icon} />
    <span>
      <b>{title}</b> <span>{words}</span>
    </span>
  </a>
);
