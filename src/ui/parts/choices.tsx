/** Tick boxes, several of a few, and one date of a few. */
import { useId, useState } from 'preact/hooks';

export { Check } from './check.tsx';

type Choice = { readonly value: string; readonly label: string; readonly disabled?: boolean };

type ChoicesProps = {
  /** Names the group. */
  readonly label: string;
  readonly options: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Radios instead of tick boxes: one at most. */
  readonly one?: boolean;
  /** Shows the group's name above it. */
  readonly titled?: boolean;
  readonly class?: string;
};

/** Several (or `one`) of a few. `chosen` keeps the order of `options`. */
export const Choices = ({
  label,
  options,
  chosen,
  onChange,
  one = false,
  titled = false,
  class: own,
}: ChoicesProps) => {
  const name = useId();
  const choose = (value: string, on: boolean) =>
    onChange(one ? [value] : options.map((o) => o.value).filter((v) => (v === value ? on : chosen.includes(v))));
  return (
    <fieldset class={own === undefined ? 'choices' : `choices ${own}`}>
      <legend class={titled ? 'label' : 'hide'}>{label}</legend>
      {options.map(({ value, label: words, disabled = false }) => (
        <label class="choice" key={value}>
          <input
            type={one ? 'radio' : 'checkbox'}
            autocomplete="off"
            name={name}
            checked={chosen.includes(value)}
            disabled={disabled}
            onChange={(event) => choose(value, event.currentTarget.checked)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
};

/** A date by its words, "In 2 weeks", with the real date, "Wed 25 Nov". `value` is YYYY-MM-DD. */
export type DateOption = { readonly value: string; readonly words: string; readonly date: string };

type DateChoicesProps = {
  readonly label: string;
  readonly options: readonly DateOption[];
  /** YYYY-MM-DD, or '' for none yet. */
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly min?: string;
  readonly max?: string;
};

/** One date: relative words with the real date beside them; the last choice opens a calendar. */
export const DateChoices = ({ label, options, value, onChoose, min, max }: DateChoicesProps) => {
  const name = useId();
  const [asked, setAsked] = useState(false);
  const own = asked || (value !== '' && !options.some((option) => option.value === value));
  return (
    <fieldset class="dates">
      <legend class="label">{label}</legend>
      {options.map((option) => (
        <label class="choice" key={option.value}>
          <input
            type="radio"
            autocomplete="off"
            name={name}
            checked={!own && option.value === value}
            onChange={() => {
              setAsked(false);
              onChoose(option.value);
            }}
          />
          <span>
            {option.words}
            <small>{option.date}</small>
          </span>
        </label>
      ))}
      <label class="choice">
        <input type="radio" autocomplete="off" name={name} checked={own} onChange={() => setAsked(true)} />
        <span>Choose a date</span>
      </label>
      {own && (
        <input
          class="input date-own"
          autocomplete="off"
          type="date"
          aria-label={`${label}: date`}
          value={value}
          min={min}
          max={max}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      )}
    </fieldset>
  );
};
