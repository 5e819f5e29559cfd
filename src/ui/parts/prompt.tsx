/** A part of the interview editor: one line that is good enough to talk from, its fields behind it. One open at a time. */
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

type PromptProps = {
  readonly title: string;
  /** Shown until it is written; then a tick. */
  readonly number?: number;
  readonly done: boolean;
  readonly level?: 3 | 4;
  /** What is written, on one line; shown while closed. */
  readonly said?: string;
  /** Instead of `said`: "Only if it comes up". */
  readonly aside?: string;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
  /** Of all prompts with one name, one is open. */
  readonly name?: string;
  readonly id?: string;
  readonly children: ComponentChildren;
};

const Line = ({ said, aside }: { readonly said: string | undefined; readonly aside: string | undefined }) => {
  if (said !== undefined && said !== '') return <span class="said">{said}</span>;
  return aside === undefined ? null : <span class="aside">{aside}</span>;
};

/** Native details; the heading inside its summary keeps the outline of the page. */
export const Prompt = (props: PromptProps) => {
  const { title, number, done, level = 4, said, aside, open, onToggle, name = 'prompt', id, children } = props;
  const Level = `h${level}` as const;
  return (
    <details class="prompt" name={name} id={id} open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>
        <span class="num">{done ? <Icon name="tick" /> : number}</span>
        <Level>
          {title}
          {done && <span class="hide">, written</span>}
        </Level>
        <Line said={said} aside={aside} />
        <Icon name="down" />
      </summary>
      <div class="prompt-body">{children}</div>
    </details>
  );
};
