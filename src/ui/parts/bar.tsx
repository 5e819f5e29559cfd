/** What is selected and what can be done with it; not navigation. */
import type { ComponentChildren } from 'preact';

type BarProps = {
  /** Names the region: "Selected steps". */
  readonly label: string;
  /** "6 selected". */
  readonly words: string;
  /** Select all, clear. */
  readonly pick?: ComponentChildren;
  /** What to do with them. */
  readonly apply: ComponentChildren;
};

/** Stands after <Main>; the form tutor's page shows it while a row is ticked. */
export const Bar = ({ label, words, pick, apply }: BarProps) => (
  <section class="bar bulk" aria-label={label}>
    <output>
      <b>{words}</b>
    </output>
    {pick !== undefined && <div class="actions pick">{pick}</div>}
    <div class="actions apply">{apply}</div>
  </section>
);
