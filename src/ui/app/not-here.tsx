/** What is said at an address that the app does not have. */
import { Main } from '../parts/frame.tsx';
import { Empty } from '../parts/states.tsx';
import { PATHS } from './paths.ts';

/** The page. */
export function NotHere() {
  return (
    <Main title="Not here">
      <Empty title="This page is not here">
        <p>
          <a href={PATHS.home}>Go to the first page</a>
        </p>
      </Empty>
    </Main>
  );
}
