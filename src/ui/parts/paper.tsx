/** The pupil's plan on paper: A4, one side, boxes for a pen. Nothing private goes into it. */
import { Icon } from './icon.tsx';

/** One agreed step, in the pupil's words. */
export type PaperStep = { readonly what: string; readonly who: string; readonly when: string; readonly done?: boolean };

type PaperProps = {
  readonly school: string;
  readonly date: string;
  readonly title?: string;
  readonly pupil: string;
  /** "10B. Talked with Jo Mercer, careers adviser." */
  readonly about: string;
  readonly summary: string;
  readonly steps: readonly PaperStep[];
  readonly helps?: string;
  readonly next?: string;
  readonly sees: string;
  /** "Agreed with Aisha, 10:44". */
  readonly agreed?: string;
  /** Large print, 130%: may take a second side. */
  readonly large?: boolean;
};

const Steps = ({ steps }: { readonly steps: readonly PaperStep[] }) => (
  <table class="table">
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col">Who</th>
        <th scope="col">By when</th>
        <th scope="col">Done</th>
      </tr>
    </thead>
    <tbody>
      {steps.map(({ what, who, when, done = false }) => (
        <tr key={what}>
          <th scope="row">{what}</th>
          <td>{who}</td>
          <td>{when}</td>
          <td class="box">
            <span aria-hidden="true">{done && <Icon name="tick" />}</span>
            <span class="hide">{done ? 'Done' : 'Not ticked'}</span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Words = ({ title, words }: { readonly title: string; readonly words: string | undefined }) =>
  words === undefined ? null : (
    <section>
      <h2>{title}</h2>
      <p>{words}</p>
    </section>
  );

/** Holds the page's h1: put it into <Main bare>. */
export const Paper = (props: PaperProps) => {
  const { school, date, title = 'My careers plan', pupil, about, summary, steps, helps, next, sees, agreed } = props;
  return (
    <article class={props.large === true ? 'a4 large' : 'a4'}>
      <header class="letterhead">
        <Icon name="brand" class="" />
        <p>{school}</p>
        <p>{date}</p>
      </header>
      <h1>{title}</h1>
      <p class="whose">
        <b>{pupil}</b>, {about}
      </p>
      <h2>What we talked about</h2>
      <p class="sum">{summary}</p>
      <h2>My next steps</h2>
      <Steps steps={steps} />
      <div class="foot-two">
        <Words title="Who helps" words={helps} />
        <Words title="Next meeting" words={next} />
      </div>
      <div class="sees">
        <Words title="Who can see this" words={sees} />
      </div>
      {agreed !== undefined && <footer class="hint">{agreed}</footer>}
    </article>
  );
};
