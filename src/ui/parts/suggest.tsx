/**
 * A text field with suggestions: stock phrases, or names to pick. One tap takes one; anything else may be typed.
 * Keyboard and roles: ARIA combobox with a listbox; focus stays in the field.
 */
import { useId, useRef, useState } from 'preact/hooks';
import { TextInput } from './fields.tsx';

/** `hint` is quiet, after the label: a form. */
export type Suggestion = { readonly value: string; readonly label: string; readonly hint?: string };

type SuggestProps = {
  readonly value: string;
  readonly onText: (text: string) => void;
  /** Already filtered and ordered; few. */
  readonly suggestions: readonly Suggestion[];
  readonly onChoose: (suggestion: Suggestion) => void;
  readonly onLeave?: () => void;
  /** Names the field when it stands in no <Field>. */
  readonly label?: string;
  readonly placeholder?: string;
};

/** Where the marked row goes: -1 is none. */
const moved = (key: string, at: number, count: number): number | undefined => {
  if (key === 'ArrowDown') return at + 1 >= count ? 0 : at + 1;
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1;
  return undefined;
};

type ListProps = {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly at: number;
  readonly onChoose: (suggestion: Suggestion) => void;
};

const List = ({ id, suggestions, at, onChoose }: ListProps) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot suggest while one types
  <div class="suggest" role="listbox" id={id} aria-label="Suggestions">
    {suggestions.map((suggestion, index) => (
      <button
        key={suggestion.value}
        class="btn"
        type="button"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option of the listbox above
        role="option"
        id={`${id}-${index}`}
        tabIndex={-1}
        aria-selected={index === at}
        // The field keeps the focus, so that the list does not close under the finger.
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChoose(suggestion)}
      >
        {suggestion.label}
        {suggestion.hint !== undefined && <span class="quiet">{suggestion.hint}</span>}
      </button>
    ))}
  </div>
);

/** Choosing writes the label into the field, tells `onText`, then `onChoose`. */
export const Suggest = (props: SuggestProps) => {
  const { value, onText, suggestions, onChoose, onLeave, label, placeholder } = props;
  const listId = useId();
  const placeRef = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const shown = open && suggestions.length > 0;
  const marked = shown ? suggestions[at] : undefined;
  const show = (on: boolean) => {
    setOpen(on);
    setAt(-1);
  };
  const take = (suggestion: Suggestion) => {
    const input = placeRef.current?.querySelector('input');
    // The field has the focus, so its value is not written for us (fields.tsx).
    if (input) input.value = suggestion.label;
    onText(suggestion.label);
    onChoose(suggestion);
    show(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, shown ? at : -1, suggestions.length);
    if (next !== undefined && suggestions.length > 0) {
      setOpen(true);
      setAt(next);
    } else if (event.key === 'Enter' && marked !== undefined) take(marked);
    else if (event.key === 'Escape' && shown) show(false);
    else return;
    event.preventDefault();
  };
  return (
    <div class="suggest-place" ref={placeRef}>
      <TextInput
        value={value}
        onText={(text) => {
          onText(text);
          show(true);
        }}
        onLeave={() => {
          show(false);
          onLeave?.();
        }}
        {...(label === undefined ? {} : { label })}
        {...(placeholder === undefined ? {} : { placeholder })}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist cannot be styled or tapped once
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={marked === undefined ? undefined : `${listId}-${at}`}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {shown && <List id={listId} suggestions={suggestions} at={at} onChoose={take} />}
    </div>
  );
};
