/**
 * The frame of a page: skip link, header, main.
 * Focus goes to main when a page arrives, so that a screen reader starts at the new page and not in the old one. The page
 * that a visit begins with leaves it at the top, where the skip link is the first thing that Tab meets.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** First thing in the page. `words`: "Skip to today’s interviews". */
export const SkipLink = ({ words, to = 'main' }: { readonly words: string; readonly to?: string }) => (
  <a
    class="skip"
    href={`#${to}`}
    onClick={(event) => {
      // A router must not take this for a new page.
      event.preventDefault();
      document.getElementById(to)?.focus();
    }}
  >
    {words}
  </a>
);

/** One place of the main navigation. */
export type NavItem = {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly current: boolean;
};

type TopProps = {
  readonly school: string;
  readonly home: string;
  readonly items: readonly NavItem[];
  /** The chip and the account. */
  readonly status: ComponentChildren;
};

/** Most places of a phone's bar; of more, the last one opens the rest. Elsewhere all stand in the header. */
const IN_BAR = 5;

const Places = ({ items }: Pick<TopProps, 'items'>) => (
  <>
    {items.map(({ href, label, icon, current }) => (
      <li key={href}>
        <a href={href} aria-current={current ? 'page' : undefined}>
          <Icon name={icon} />
          <span>{label}</span>
        </a>
      </li>
    ))}
  </>
);

/** The header of every page outside a mode. */
export const Top = ({ school, home, items, status }: TopProps) => (
  <header class="top">
    <a class="school" href={home}>
      <Icon name="brand" class="" />
      <span>{school}</span>
    </a>
    <nav class={items.length > IN_BAR ? 'nav many' : 'nav'} aria-label="Main">
      {items.length > IN_BAR ? (
        <ul>
          <Places items={items.slice(0, IN_BAR - 1)} />
          <li class="more">
            <button type="button" popovertarget="places">
              <Icon name="more" />
              <span>More</span>
            </button>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a tap on one of its links, or Enter */}
            <ul class="rest" id="places" popover="auto" onClick={(event) => event.currentTarget.hidePopover?.()}>
              <Places items={items.slice(IN_BAR - 1)} />
            </ul>
          </li>
        </ul>
      ) : (
        <ul>
          <Places items={items} />
        </ul>
      )}
    </nav>
    <div class="status">{status}</div>
  </header>
);

type ModeTopProps = {
  readonly back: ComponentChildren;
  readonly title: string;
  readonly hint?: ComponentChildren;
  readonly chip?: ComponentChildren;
  readonly actions?: ComponentChildren;
};

/** The header of a mode (interview): a way back, the page's h1, what to do. Its page uses <Main bare>. */
export const ModeTop = ({ back, title, hint, chip, actions }: ModeTopProps) => (
  <header class="top mode">
    {back}
    <div class="mode-title">
      <h1>{title}</h1>
      {hint !== undefined && <p class="hint">{hint}</p>}
    </div>
    {chip}
    {actions !== undefined && <div class="actions">{actions}</div>}
  </header>
);

type MainProps = {
  /** The window's title, without the name of the app. */
  readonly title: string;
  /** The h1, when it differs from the title. */
  readonly heading?: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly class?: string;
  /** A further class of the heading: "identity" stays in view. */
  readonly headingClass?: string;
  /** Neither the class "main" nor a heading: the h1 stands elsewhere in the page. */
  readonly bare?: boolean;
  readonly children?: ComponentChildren;
};

const Heading = ({ title, heading, hint, actions, headingClass }: MainProps) => (
  <div class={headingClass === undefined ? 'heading' : `heading ${headingClass}`}>
    <div>
      <h1>{heading ?? title}</h1>
      {hint !== undefined && <p>{hint}</p>}
    </div>
    {actions !== undefined && <div class="actions">{actions}</div>}
  </div>
);

let firstPath: string | null = null;
let left = false;

/** Whether the person has left the page that the visit began with; that page may arrive twice, loading and loaded. */
function hasLeft(path: string): boolean {
  firstPath ??= path;
  left ||= path !== firstPath;
  return left;
}

/** The landmark "main" with the page's one h1. Sets the window's title; takes focus when it arrives. */
export const Main = (props: MainProps) => {
  const { title, class: own, bare = false, children } = props;
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} – Fingerpost`;
  }, [title]);
  useEffect(() => {
    if (hasLeft(location.pathname)) ref.current?.focus({ preventScroll: true });
  }, [location.pathname]);
  return (
    <main ref={ref} id="main" class={[!bare && 'main', own].filter(Boolean).join(' ') || undefined} tabIndex={-1}>
      {!bare && <Heading {...props} />}
      {children}
    </main>
  );
};
