/** The frame of a page of the careers programme: it waits for the plan and says where it could not be read. */
import type { ComponentChildren } from 'preact';
import { programmePath } from '../../../app/paths.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../../parts/states.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { ProgrammeView } from './programme-view.ts';
import { useProgrammeView, yearOfRoute } from './programme-view.ts';
import '../../../styles/screens/office.css';
import '../../../styles/screens/programme.css';

interface PageProps {
  readonly title: string;
  /** As it stands in the address. */
  readonly year: string | undefined;
  readonly children: (view: ProgrammeView) => ComponentChildren;
}

/** The page, once the plan is there. */
export function ProgrammePage({ title, year, children }: PageProps) {
  const loaded = useProgrammeView(yearOfRoute(year, useToday()));
  if (loaded.state === 'ready') return <>{children(loaded.value)}</>;
  return (
    <Main title={title} class="office plan">
      <Sheet>
        {loaded.state === 'failed' ? (
          <Notice state="stop" title="There is a problem">
            <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
          </Notice>
        ) : (
          <Loading words="Opening the careers programme" />
        )}
      </Sheet>
    </Main>
  );
}

/** What is said where an activity is not there (any more). */
export const NotInPlan = ({ title, year }: { readonly title: string; readonly year: number }) => (
  <Main title={title} class="office plan">
    <Empty title="This activity is not in the plan">
      <p>It may have been removed. What was logged for pupils stays in their records.</p>
      <ButtonLink href={programmePath(year)}>Careers programme</ButtonLink>
    </Empty>
  </Main>
);
