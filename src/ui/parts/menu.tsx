/**
 * "More for Zofia Nowak": a button and what else can be done. A popover where there are popovers, so that neither
 * a scrolling pane nor the next row covers it. Keys: ARIA menu button.
 */
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** One thing to do. */
export type MenuItem = { readonly label: string; readonly onPress: () => void; readonly disabled?: boolean };

type MenuProps = {
  /** "More for Zofia Nowak". */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Instead of the three dots: the button's words. */
  readonly children?: ComponentChildren;
};

const EDGE_PX = 8;
const GAP_PX = 4;

/** Under the button, its right edge on the button's; above it where there is no room below. */
const place = (menu: HTMLElement, button: HTMLElement): void => {
  if (typeof menu.showPopover !== 'function') return;
  if (menu.popover === null) {
    menu.popover = 'manual';
    menu.showPopover();
  }
  const { top, bottom, right } = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = bottom + GAP_PX + height <= window.innerHeight;
  menu.style.top = `${Math.max(EDGE_PX, below ? bottom + GAP_PX : top - GAP_PX - height)}px`;
  menu.style.left = `${Math.max(EDGE_PX, Math.min(right - width, window.innerWidth - width - EDGE_PX))}px`;
};

const target = (key: string, at: number, count: number): number | undefined => {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
};

/** Closes when a finger lands elsewhere. */
const useCloseOutside = (open: boolean, placeRef: RefObject<HTMLElement | null>, close: () => void) => {
  useEffect(() => {
    if (!open) return undefined;
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && !placeRef.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  });
};

/** Goes along when what the menu hangs on moves, as rows do when others come in; closes when that is out of sight. */
const useFollow = (
  menuRef: RefObject<HTMLElement | null>,
  buttonRef: RefObject<HTMLButtonElement | null>,
  close: () => void,
) => {
  useEffect(() => {
    const follow = () => {
      const [menu, button] = [menuRef.current, buttonRef.current];
      if (menu === null || button === null) return;
      const { top, bottom } = button.getBoundingClientRect();
      if (bottom < 0 || top > window.innerHeight) close();
      else place(menu, button);
    };
    window.addEventListener('resize', follow);
    document.addEventListener('scroll', follow, true);
    return () => {
      window.removeEventListener('resize', follow);
      document.removeEventListener('scroll', follow, true);
    };
  });
};

type ListProps = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly buttonRef: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
};

const List = ({ label, items, buttonRef, onClose }: ListProps) => {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = ref.current;
    if (menu === null || buttonRef.current === null) return;
    place(menu, buttonRef.current);
    menu.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true });
  }, [buttonRef]);
  useFollow(ref, buttonRef, onClose);
  const leave = () => {
    buttonRef.current?.focus();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Tab goes on from the button, as if the menu had not been there.
    if (event.key === 'Tab') return leave();
    const buttons = [...(ref.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = target(event.key, at, buttons.length);
    if (event.key === 'Escape') leave();
    else if (next === undefined) return undefined;
    else buttons[next]?.focus();
    event.preventDefault();
    event.stopPropagation();
    return undefined;
  };
  return (
    <div class="menu" role="menu" tabIndex={-1} aria-label={label} ref={ref} onKeyDown={onKeyDown}>
      {items.map(({ label: words, onPress, disabled = false }) => (
        <button
          key={words}
          class="btn"
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={disabled ? 'true' : undefined}
          onClick={() => {
            if (disabled) return;
            leave();
            onPress();
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
};

/** Focus returns to the button when the menu closes, before `onPress` runs. */
export const Menu = ({ label, items, children }: MenuProps) => {
  const placeRef = useRef<HTMLDivElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  useCloseOutside(open, placeRef, close);
  return (
    <div class="menu-place" ref={placeRef}>
      <button
        class={children === undefined ? 'btn square' : 'btn'}
        type="button"
        ref={buttonRef}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children ?? <Icon name="more" />}
      </button>
      {open && <List label={label} items={items} buttonRef={buttonRef} onClose={close} />}
    </div>
  );
};
