/** Anything in a list: hairlines between, never boxes. */
import type { ComponentChildren } from 'preact';

type RowsProps = {
  /** Names the list when no heading does. */
  readonly label?: string;
  /** The order says something: an ol. */
  readonly ordered?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/** A list of <Row>, <Step> or <TaskRow>. */
export const Rows = ({ label, ordered = false, class: own = 'rows', children }: RowsProps) => {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List class={own} aria-label={label}>
      {children}
    </List>
  );
};

/** One row. `class` is its layout: "booking", "owed", "sent". */
export const Row = ({ class: own, children }: { readonly class?: string; readonly children: ComponentChildren }) => (
  <li class={own === undefined ? 'row' : `row ${own}`}>{children}</li>
);

type RowNameProps = {
  readonly name: string;
  /** The link of the name covers the whole row. */
  readonly href?: string;
  /** The form, quiet: "10B". */
  readonly form?: string;
  readonly level?: 2 | 3 | 4;
};

/** The name a row is about, as a heading. */
export const RowName = ({ name, href, form, level = 3 }: RowNameProps) => {
  const Level = `h${level}` as const;
  return (
    <Level class="name">
      {href === undefined ? name : <a href={href}>{name}</a>}
      {form !== undefined && (
        <>
          {' '}
          <span class="form">{form}</span>
        </>
      )}
    </Level>
  );
};

type StepProps = {
  readonly title: string;
  /** Who, by when, who checks in. */
  readonly words: ComponentChildren;
  readonly actions?: ComponentChildren;
};

/** An agreed next step, in a <Rows class="step-list">. */
export const Step = ({ title, words, actions }: StepProps) => (
  <li class="step">
    <b>{title}</b>
    <span class="quiet">{words}</span>
    {actions !== undefined && <span class="actions">{actions}</span>}
  </li>
);

type TaskRowProps = {
  readonly name: string;
  readonly href?: string;
  /** The step. */
  readonly words: string;
  /** What the tick box is called; else "Select", the name and the step. */
  readonly select?: string;
  readonly selected: boolean;
  readonly onSelect: (selected: boolean) => void;
  /** A fact beside the step: "For you to do". */
  readonly note?: ComponentChildren;
  /** What the pupil says, with its icon: an <Icon> and a span. */
  readonly claim?: ComponentChildren;
  /** A <When>. */
  readonly when: ComponentChildren;
  /** "Agreed with Jo Mercer". */
  readonly by?: string;
  /** Buttons; the last one is "More". */
  readonly acts: ComponentChildren;
  /** Opened under the row. */
  readonly below?: ComponentChildren;
};

/** A next step in the tutor's list: tick, pupil and step, date, who agreed it, actions. */
export const TaskRow = (props: TaskRowProps) => {
  const { name, href, words, select, selected, onSelect, note, claim, when, by, acts, below } = props;
  return (
    <li class="row task">
      <input
        type="checkbox"
        autocomplete="off"
        aria-label={select ?? `Select ${name}, ${words}`}
        checked={selected}
        onChange={(event) => onSelect(event.currentTarget.checked)}
      />
      <div class="what">
        <RowName name={name} {...(href === undefined ? {} : { href })} />
        <p>{words}</p>
        {note !== undefined && <p class="quiet">{note}</p>}
        {claim !== undefined && <p class="said-line">{claim}</p>}
      </div>
      {when}
      <p class="by quiet">{by}</p>
      <div class="acts">{acts}</div>
      {below}
    </li>
  );
};
