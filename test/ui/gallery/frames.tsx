/** The two headers and the heading of a page. */
import { Button, ButtonLink } from '../../../src/ui/parts/button.tsx';
import { AccountButton, SendingChip } from '../../../src/ui/parts/chip.tsx';
import { ModeTop, Top } from '../../../src/ui/parts/frame.tsx';
import type { NavItem } from '../../../src/ui/parts/frame.tsx';
import { ignore, Specimen } from './specimen.tsx';
import type { Theme } from './specimen.tsx';

const NAV: readonly NavItem[] = [
  { href: '#today', label: 'Today', icon: 'calendar', current: true },
  { href: '#pupils', label: 'Pupils', icon: 'people', current: false },
  { href: '#ready', label: 'Get ready', icon: 'download', current: false },
  { href: '#leave', label: 'Before you leave', icon: 'tick', current: false },
];

/** Header with navigation, header of the interview editor. */
export const Frames = ({ theme }: { readonly theme: Theme }) => (
  <>
    <Specimen title={theme === 'light' ? 'Light: the header of a page' : 'Dark: the header of a page'}>
      <div class="bleed">
        <Top
          school="Wexcombe School"
          home="#main"
          items={NAV}
          status={
            <>
              <SendingChip
                state="waiting"
                words="3 waiting"
                second="No internet. You can keep working."
                onOpen={ignore}
              />
              <AccountButton onOpen={ignore} />
            </>
          }
        />
      </div>
    </Specimen>
    <Specimen title="The header of a mode">
      <div class="bleed">
        <ModeTop
          back={
            <ButtonLink look="back" href="#main">
              Exit interview
            </ButtonLink>
          }
          title="Interview with Aisha Khan"
          hint="10B. 12 minutes"
          chip={<SendingChip state="waiting" words="1 waiting" second="No internet" onOpen={ignore} />}
          actions={
            <>
              <Button>Pause</Button>
              <Button>Show pupil</Button>
              <Button look="go">Finish</Button>
            </>
          }
        />
      </div>
    </Specimen>
  </>
);
