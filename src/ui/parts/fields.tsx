/**
 * Fields: a label, a hint, an error, and the control they belong to. <Field> hands its ids down, so that the control
 * inside is named, described and marked by itself. What a person is typing is never overwritten (SPEC: no lost words).
 */
import { createContext, createElement } from 'preact';
import type { ComponentChildren, HTMLAttributes, Ref, TextareaHTMLAttributes } from 'preact';
import { useContext, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

type Wiring = { readonly id?: string; readonly describedBy?: string; readonly invalid: boolean };
const Wired = createContext<Wiring>({ invalid: false });

const useWiring = () => {
  const { id, describedBy, invalid } = useContext(Wired);
  return { id, 'aria-describedby': describedBy, 'aria-invalid': invalid ? ('true' as const) : undefined };
};

type FieldProps = {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** What is wrong and what to do: "Write a summary for Aisha". */
  readonly error?: string | undefined;
  /** The control's id, when an error summary links to it. */
  readonly id?: string;
  readonly class?: string;
  /** The label is there for screen readers only. */
  readonly quiet?: boolean;
  readonly children: ComponentChildren;
};

/** Wraps one TextInput, TextArea or Select. */
export const Field = ({ label, hint, error, id, class: own, quiet = false, children }: FieldProps) => {
  const ownId = useId();
  const control = id ?? ownId;
  const hinted = hint !== undefined;
  const invalid = error !== undefined;
  const wiring = useMemo(() => {
    const describedBy = [hinted && `${control}-hint`, invalid && `${control}-error`].filter(Boolean).join(' ');
    return { id: control, invalid, ...(describedBy === '' ? {} : { describedBy }) };
  }, [control, hinted, invalid]);
  return (
    <div class={own === undefined ? 'field' : `field ${own}`}>
      <label for={control} class={quiet ? 'hide' : undefined}>
        {label}
      </label>
      {hinted && (
        <p class="hint" id={`${control}-hint`}>
          {hint}
        </p>
      )}
      {invalid && (
        <p class="error" id={`${control}-error`}>
          <Icon name="needs" />
          {error}
        </p>
      )}
      <Wired.Provider value={wiring}>{children}</Wired.Provider>
    </div>
  );
};

type TextControl = HTMLInputElement | HTMLTextAreaElement;

const write = (control: TextControl | null, value: string): void => {
  if (control !== null && control !== document.activeElement && control.value !== value) control.value = value;
};

/**
 * Writes `value` into the control only while it has no focus and only if it differs. When focus leaves, it is written
 * too, unless the last words typed have not come back yet: a late save must not undo them.
 */
const useQuietValue = <T extends TextControl>(value: string, onText: (text: string) => void, onLeave?: () => void) => {
  const controlRef = useRef<T>(null);
  const typedRef = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (typedRef.current === value) typedRef.current = undefined;
    write(controlRef.current, value);
  }, [value]);
  return {
    ref: controlRef,
    onInput: (event: { readonly currentTarget: T }) => {
      typedRef.current = event.currentTarget.value;
      onText(event.currentTarget.value);
    },
    onBlur: () => {
      onLeave?.();
      if (typedRef.current === undefined) write(controlRef.current, value);
    },
  };
};

type Texts = {
  readonly value: string;
  readonly onText: (text: string) => void;
  /** Focus leaves: save now. */
  readonly onLeave?: () => void;
  readonly label?: string;
  readonly class?: string;
};

type TextInputProps = Texts &
  Omit<HTMLAttributes<HTMLInputElement>, keyof Texts | 'onInput' | 'onBlur' | 'ref'> & {
    readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'number' | 'date' | 'time';
    readonly autocomplete?: string;
    readonly name?: string;
    readonly required?: boolean;
    readonly disabled?: boolean;
    readonly readOnly?: boolean;
    readonly maxLength?: number;
    readonly min?: string;
    readonly max?: string;
  };

/** One line. Further attributes (type, autocomplete, inputMode, role="combobox") go to the input. */
export const TextInput = ({ value, onText, onLeave, label, class: own, ...rest }: TextInputProps) =>
  // Not JSX: its type wants one literal `type` for each set of roles.
  createElement('input', {
    autocomplete: 'off',
    ...useWiring(),
    ...rest,
    ...useQuietValue<HTMLInputElement>(value, onText, onLeave),
    class: own === undefined ? 'input' : `input ${own}`,
    'aria-label': label,
  });

type TextAreaProps = Texts & Omit<TextareaHTMLAttributes, keyof Texts | 'onInput' | 'onBlur' | 'ref'>;

/**
 * Several lines; grows with its words. `label` names it when it stands in no Field.
 * `autocomplete="off"`, here and in every field: else the browser keeps what was typed in its own files, in the clear, to
 * put it back after a crash (HTML 4.10.18.7.1).
 */
export const TextArea = ({ value, onText, onLeave, label, class: own, ...rest }: TextAreaProps) => (
  <textarea
    rows={3}
    autocomplete="off"
    {...useWiring()}
    {...rest}
    {...useQuietValue<HTMLTextAreaElement>(value, onText, onLeave)}
    class={own === undefined ? 'input' : `input ${own}`}
    aria-label={label}
  />
);

/** A value and the words it is shown with. */
export type Option = { readonly value: string; readonly label: string };

type SelectProps = {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly selectRef?: Ref<HTMLSelectElement>;
};

/** One of many; for up to nine prefer <Choices>. */
export const Select = ({ value, options, onChoose, label, disabled = false, selectRef }: SelectProps) => (
  <select
    autocomplete="off"
    {...useWiring()}
    ref={selectRef ?? null}
    class="input"
    value={value}
    disabled={disabled}
    aria-label={label}
    onChange={(event) => onChoose(event.currentTarget.value)}
  >
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);
