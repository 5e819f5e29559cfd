/** What a new careers leader does first, in order, until the school has pupils and somebody to talk to them. */
import { PATHS } from '../../../app/paths.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { GroupTitle, Sheet } from '../../../parts/surface.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';

/** One step. */
interface FirstStep {
  readonly href: string;
  readonly name: string;
  readonly words: string;
  readonly done: boolean;
}

/** The first steps, in order. `pupils`: how many are at the school today. */
export function firstSteps({ settings, staff, terms }: SchoolFacts, pupils: number): readonly FirstStep[] {
  const here = staff.filter((member) => !member.left);
  const checked = terms.some((year) => year.checked) && (settings?.dsl ?? '') !== '';
  return [
    {
      href: PATHS.bringIn,
      name: 'Bring in pupils',
      words: 'Paste a list from your own system, or choose a file. You see what will happen first.',
      done: pupils > 0,
    },
    {
      href: PATHS.people,
      name: 'Invite people',
      words: 'Careers advisers and form tutors. Each gets a code to sign in with.',
      done: here.some((member) => member.roles.includes('adviser')),
    },
    {
      href: PATHS.settings,
      name: 'Check the school’s details',
      words: 'Term dates, and whom to tell about a worry.',
      done: checked,
    },
  ];
}

/** Shown until the first two are done: without them nothing on the dashboard says anything. */
export const isNewSchool = (steps: readonly FirstStep[]): boolean => steps.slice(0, 2).some(({ done }) => !done);

/** The list; the first step that is not done leads on. */
export function FirstSteps({ steps }: { readonly steps: readonly FirstStep[] }) {
  const next = steps.findIndex(({ done }) => !done);
  return (
    <Sheet class="first-steps">
      <section aria-labelledby="first-steps">
        <GroupTitle id="first-steps">First steps</GroupTitle>
        <ol class="rows">
          {steps.map(({ href, name, words, done }, i) => (
            <li class="row owed" key={href}>
              <div>
                <h3 class="name">
                  {i + 1}. {name}
                </h3>
                <p class="quiet">{words}</p>
              </div>
              {done ? (
                <span class="actions">
                  <span class="tag">
                    <Icon name="tick" />
                    Done
                  </span>
                  <ButtonLink href={href} look="plain">
                    {name}
                  </ButtonLink>
                </span>
              ) : (
                <ButtonLink href={href} look={i === next ? 'go' : 'next'}>
                  {name}
                </ButtonLink>
              )}
            </li>
          ))}
        </ol>
      </section>
    </Sheet>
  );
}
