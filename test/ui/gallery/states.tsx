/** How a page is: loading, empty, offline, late, wrong, a difference to settle. */
import { Button } from '../../../src/ui/parts/button.tsx';
import { Icon } from '../../../src/ui/parts/icon.tsx';
import { Empty, Loading, Notice } from '../../../src/ui/parts/states.tsx';
import { GroupTitle, Pairs, Sheet, Well, WhoSees } from '../../../src/ui/parts/surface.tsx';
import { Specimen } from './specimen.tsx';
import type { Theme } from './specimen.tsx';

const Notices = () => (
  <Specimen title="Notices">
    <Notice title="No internet. You can keep working.">
      <p>Six pupils are ready on this tablet. This page needs the school: figures from 10:42 are shown.</p>
    </Notice>
    <Notice state="late" title="3 waiting since Monday" actions={<Button>Save a backup file</Button>}>
      <p>Connect this tablet when you can, or save a backup file.</p>
    </Notice>
    <Notice state="stop" title="Needs you" actions={<Button look="plain">See what went wrong</Button>}>
      <p>The school could not accept this change. Nothing is lost.</p>
    </Notice>
    <Notice
      icon="people"
      title="Mr Lee changed the due date while you were away"
      actions={
        <>
          <Button>Keep mine</Button>
          <Button>Keep theirs</Button>
          <Button>Keep both</Button>
        </>
      }
    >
      <p>Yours: 20 Nov. His: 27 Nov.</p>
    </Notice>
  </Specimen>
);

/** Loading, empty, notices, and the small surfaces. */
export const States = ({ theme }: { readonly theme: Theme }) => (
  <>
    <Specimen title="Loading, empty">
      <Sheet>
        <Loading words="Opening Aisha’s record" />
      </Sheet>
      <Sheet>
        <Empty title="No interviews today" level={3}>
          <p>Bookings show here. You can still see a pupil who drops in.</p>
          <Button>
            <Icon name="plus" />
            Add a pupil
          </Button>
        </Empty>
      </Sheet>
    </Specimen>
    <Notices />
    <Specimen title="Well, pairs, who sees">
      <Sheet>
        <GroupTitle count={3} id={`device-${theme}`}>
          This device
        </GroupTitle>
        <Well>
          <Pairs
            items={[
              ['Protected from clearing', 'Yes'],
              ['Room left', 'Plenty'],
            ]}
          />
        </Well>
        <WhoSees words="you, your form tutor, your careers adviser and the careers leader." />
      </Sheet>
    </Specimen>
  </>
);
