/** One tick box. By itself, so that the sign-in page carries no more. */
import type { ComponentChildren } from 'preact';

type CheckProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Small words under the label. */
  readonly hint?: ComponentChildren;
  readonly disabled?: boolean;
  readonly id?: string;
  readonly children: ComponentChildren;
};

/** One tick box with its words. */
export const Check = ({ checked, onChange, hint, disabled = false, id, children }: CheckProps) => (
  <label class={hint === undefined ? 'check' : 'check top-aligned'}>
    <input
      type="checkbox"
      autocomplete="off"
      id={id}
      checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span>
      {children}
      {hint !== undefined && (
        <>
          {' '}
          <small class="hint">{hint}</small>
        </>
      )}
    </span>
  </label>
);
