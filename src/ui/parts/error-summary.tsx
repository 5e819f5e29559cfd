/**
 * "There is a problem": what is wrong in a form, each with a link to its field. Takes focus when it appears and when
 * its problems change, so that it is read and seen first.
 */
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** `field` is the id of the control (Field's `id`). */
export type Problem = { readonly field: string; readonly words: string };

const goTo = (field: string): void => {
  const control = document.getElementById(field);
  // The label, not the control, so that its name and the error stay in view.
  document.querySelector(`label[for="${CSS.escape(field)}"]`)?.scrollIntoView();
  control?.focus({ preventScroll: true });
};

/** Shows nothing while there are no problems. */
export const ErrorSummary = ({ problems }: { readonly problems: readonly Problem[] }) => {
  const ref = useRef<HTMLDivElement>(null);
  const said = problems.map(({ words }) => words).join('\n');
  useEffect(() => {
    if (said !== '') ref.current?.focus();
  }, [said]);
  if (problems.length === 0) return null;
  return (
    <div class="notice" data-state="stop" role="alert" tabIndex={-1} ref={ref}>
      <Icon name="needs" />
      <h2>There is a problem</h2>
      <ul class="problems">
        {problems.map(({ field, words }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(field);
              }}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
};
