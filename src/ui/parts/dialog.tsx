/** A native dialog: delete, wipe and the LA export only; everything else can be undone instead. */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

type DialogProps = {
  readonly title: string;
  /** Escape, too. */
  readonly onClose: () => void;
  /** The last one keeps things as they are. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
};

/** Open for as long as it is mounted. Focus returns to where it was. */
export const Dialog = ({ title, onClose, actions, children }: DialogProps) => {
  const ref = useRef<HTMLDialogElement>(null);
  const titleRef = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // Not the first button, which would delete at a careless Enter.
    titleRef.current?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      class="dialog"
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        // The owner unmounts it, which closes it.
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id} ref={titleRef} tabIndex={-1}>
        {title}
      </h2>
      {children}
      {actions !== undefined && <div class="actions">{actions}</div>}
    </dialog>
  );
};
