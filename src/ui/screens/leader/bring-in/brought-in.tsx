/** The third stage: what went in, what was left out, and where to go from here. */
import { plural } from '../../../../domain/date-words.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Pairs, Sheet } from '../../../parts/surface.tsx';
import { saveFile } from '../../../queries/files.ts';
import { useHouse } from '../../../queries/house.tsx';
import { useTakeAway } from '../take-away.tsx';
import { leftOutRows } from './left-out.ts';
import { leftOutCount } from './preview.tsx';
import type { Stage } from './use-bring-in.ts';

interface BroughtInProps {
  readonly stage: Extract<Stage, { readonly kind: 'done' }>;
  readonly onAgain: () => void;
}

/** The page below the heading. */
export function BroughtIn({ stage: { done, ask, preview }, onAgain }: BroughtInProps) {
  const { roles } = useHouse().session;
  const takeAway = useTakeAway();
  const bad = leftOutCount(preview);
  const file =
    bad > 0 && preview.format === 'csv'
      ? leftOutRows({ text: ask.text, rows: preview.rows, problems: preview.problems })
      : null;
  const unsaved = Math.max(0, done.skipped - bad);
  return (
    <Sheet class="two">
      <section>
        <h2>{doneWords(done)}</h2>
        <Pairs
          items={[
            ['New', done.added.toLocaleString('en-GB')],
            ['Changed', done.changed.toLocaleString('en-GB')],
            ['Left the school', done.left.toLocaleString('en-GB')],
            ['Rows left out', bad.toLocaleString('en-GB')],
          ]}
        />
        {file === null ? null : (
          <>
            <p>
              {plural(bad, 'row')} of the list {bad === 1 ? 'was' : 'were'} left out. The file has a column that says
              what to put right; then bring it in again.
            </p>
            <div>
              <Button
                onClick={() =>
                  void takeAway({ what: 'rows-left-out', pupils: bad }, () =>
                    saveFile('rows-left-out.csv', 'text/csv', file),
                  )
                }
              >
                Download the rows that were left out
              </Button>
            </div>
          </>
        )}
        {unsaved > 0 ? (
          <p>
            The server could not save {plural(unsaved, 'pupil')}. Bring in the same list again: it takes what is
            missing.
          </p>
        ) : null}
      </section>
      <section class="side">
        <h2>What comes next</h2>
        <div class="stack start">
          <ButtonLink look="go" href={PATHS.peopleForms}>
            Give forms to tutors
          </ButtonLink>
          <ButtonLink look="plain" href={PATHS.people}>
            People
          </ButtonLink>
          {roles.includes('leader') ? (
            <ButtonLink look="plain" href={PATHS.dashboard}>
              Dashboard
            </ButtonLink>
          ) : null}
          <Button look="plain" onClick={onAgain}>
            Bring in another list
          </Button>
        </div>
      </section>
    </Sheet>
  );
}

function doneWords({ added, changed, left }: BroughtInProps['stage']['done']): string {
  if (added + changed > 0) return `${plural(added + changed, 'pupil')} brought in`;
  return `${plural(left, 'pupil')} marked as left`;
}
