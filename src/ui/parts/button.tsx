/**
 * Buttons. Rule of shape: a button with a point takes you somewhere (go, next, back);
 * a button with corners does something here.
 */
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';

/**
 * do: the main thing to do here. plain: in words. stop: delete and wipe, in a dialog only.
 * go: the one way on, at most one filled a screen. next: the quiet way on, in rows. back: leaving a mode.
 * None: the second choice.
 */
export type Look = 'do' | 'plain' | 'stop' | 'go' | 'next' | 'back';

type Shape = {
  readonly look?: Look;
  /** 44 px high instead of 48. */
  readonly small?: boolean;
  /** A lone icon: then `label` names it. */
  readonly square?: boolean;
  readonly wide?: boolean;
  /** Its whole name, when its words alone are not enough. */
  readonly label?: string;
  /** Words after the visible ones, for screen readers: " with Zofia Nowak". */
  readonly about?: string;
  readonly class?: string;
  readonly children?: ComponentChildren;
};

const classes = ({ look, small, square, wide, class: own }: Shape): string =>
  ['btn', look === 'next' ? 'go next' : look, small && 'small', square && 'square', wide && 'wide', own]
    .filter(Boolean)
    .join(' ');

/**
 * The whole name. Words in sight and the words after them are one name, without the space that a browser would put before
 * words that stand apart: "I need help: Visit a college".
 */
const nameOf = ({ label, about, children }: Shape): string | undefined =>
  label ?? (about !== undefined && typeof children === 'string' ? children + about : undefined);

const Words = ({ children, about }: { readonly children?: ComponentChildren; readonly about: string | undefined }) => (
  <>
    {children}
    {about !== undefined && typeof children !== 'string' && <span class="hide">{about}</span>}
  </>
);

type ButtonProps = Shape &
  Omit<ButtonHTMLAttributes, keyof Shape | 'size' | 'label'> & {
    readonly ref?: Ref<HTMLButtonElement>;
    /** At work: shown, and further presses are ignored. */
    readonly busy?: boolean;
    /** Makes it a toggle. */
    readonly pressed?: boolean;
  };

/** A button; `type="button"` unless told. Further attributes go to the element. */
export const Button = (props: ButtonProps) => {
  const { look, small, square, wide, label, about, class: own, children, busy, pressed, onClick, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      class={classes(props)}
      aria-label={nameOf(props)}
      aria-pressed={pressed}
      aria-busy={busy === true ? 'true' : undefined}
      onClick={busy === true ? undefined : onClick}
    >
      <Words about={about}>{children}</Words>
    </button>
  );
};

type ButtonLinkProps = Shape &
  Omit<AnchorHTMLAttributes, keyof Shape | 'size' | 'label' | 'href' | 'role'> & {
    readonly href: string;
    readonly ref?: Ref<HTMLAnchorElement>;
  };

/** A link that looks like a button. */
export const ButtonLink = (props: ButtonLinkProps) => {
  const { look, small, square, wide, label, about, class: own, children, href, ...rest } = props;
  return (
    <a {...rest} href={href} class={classes(props)} aria-label={nameOf(props)}>
      <Words about={about}>{children}</Words>
    </a>
  );
};
