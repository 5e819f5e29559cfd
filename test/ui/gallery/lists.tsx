/** Rows, steps, the tutor's tasks, tabs, the timeline. */
import { useState } from 'preact/hooks';
import { Bar } from '../../../src/ui/parts/bar.tsx';
import { Button, ButtonLink } from '../../../src/ui/parts/button.tsx';
import { Icon } from '../../../src/ui/parts/icon.tsx';
import { Menu } from '../../../src/ui/parts/menu.tsx';
import { Receipt } from '../../../src/ui/parts/receipt.tsx';
import { Row, RowName, Rows, Step, TaskRow } from '../../../src/ui/parts/rows.tsx';
import { Arm, Section, Sheet, Tabs } from '../../../src/ui/parts/surface.tsx';
import { Facts, Tag } from '../../../src/ui/parts/tag.tsx';
import { Entry, Timeline } from '../../../src/ui/parts/timeline.tsx';
import { When } from '../../../src/ui/parts/when.tsx';
import { ignore, Specimen } from './specimen.tsx';
import type { Theme } from './specimen.tsx';

const more = (name: string) => (
  <Menu
    label={`More for ${name}`}
    items={[
      { label: 'Change date', onPress: ignore },
      { label: 'Not needed', onPress: ignore },
    ]}
  />
);

const Booking = ({ name, finished = false }: { readonly name: string; readonly finished?: boolean }) => (
  <Row class="booking">
    <time dateTime="2026-11-11T11:50">11:50</time>
    <div>
      <RowName name={name} href="#main" form="11A" />
      <Facts>
        <Tag state={finished ? 'finished' : 'booked'} />
        <span>Filled in their form</span>
      </Facts>
    </div>
    <div class="actions">
      {finished ? (
        <Receipt state="tablet" words="Only on this tablet" />
      ) : (
        <ButtonLink look="next" href="#main" about={` with ${name}`}>
          Start interview
        </ButtonLink>
      )}
      {more(name)}
    </div>
  </Row>
);

const Today = ({ theme }: { readonly theme: Theme }) => (
  <Specimen title="Arm, tabs, rows">
    <div class="today">
      <Arm
        href="#main"
        title="Continue Ben’s interview, started 11:02"
        words="Paused at 11:26. Four parts written. Saved on this tablet."
      />
      <Tabs
        label={`Interviews, ${theme}`}
        items={[
          { href: '#main', label: 'Today', current: true },
          { href: '#week', label: 'This week', current: false },
          { href: '#requests', label: 'Requests (4)', current: false },
        ]}
      />
      <Sheet>
        <Section title="Still to come" count={1} titleClass="group-title">
          <Rows ordered>
            <Booking name="Zofia Nowak" />
          </Rows>
        </Section>
        <Section title="Earlier" count="1 finished" titleClass="group-title">
          <Rows ordered>
            <Booking name="Şahin Zieliński" finished />
          </Rows>
        </Section>
      </Sheet>
    </div>
  </Specimen>
);

const Task = ({ name, late = false, claim }: { name: string; late?: boolean; claim?: string }) => {
  const [selected, setSelected] = useState(late);
  return (
    <TaskRow
      name={name}
      href="#main"
      words="Choose two people to ask about engineering"
      selected={selected}
      onSelect={setSelected}
      {...(claim === undefined
        ? {}
        : {
            claim: (
              <>
                <Icon name="ask" />
                <span>{claim}</span>
              </>
            ),
          })}
      when={late ? <When date="Wed 25 Nov" words="5 days overdue" late /> : <When date="Thu 3 Dec" />}
      by="Agreed with Mrs Okafor"
      acts={
        <>
          <Button about={`: ${name}`}>Done</Button>
          <Button look="plain" class="talked" about={`: ${name}`}>
            Talked about it
          </Button>
          {more(name)}
        </>
      }
    />
  );
};

const Tasks = () => (
  <Specimen title="The tutor’s list and its bar">
    <div class="tutor">
      <div class="lists">
        <Section class="sheet" title="Overdue" count={2}>
          <Rows>
            <Task name="Kai Bennett" late claim="Kai says: I need help" />
            <Task name="Noor Hussain" />
          </Rows>
        </Section>
      </div>
      <Bar
        label="Selected steps"
        words="6 selected"
        pick={
          <>
            <Button look="plain" about=" in this list">
              Select all
            </Button>
            <Button look="plain">Clear</Button>
          </>
        }
        apply={
          <>
            <Button look="do">
              <Icon name="tick" />
              Mark 6 done
            </Button>
            <Button>Talked about it</Button>
            <Button about=" for 6">Change date</Button>
          </>
        }
      />
    </div>
  </Specimen>
);

const Record = () => (
  <Specimen title="Next step, timeline">
    <Sheet>
      <Rows class="step-list" label="Next steps agreed">
        <Step
          title="Visit a college open evening"
          words="Aisha, by Wed 25 Nov. Mr Lee checks in."
          actions={
            <>
              <Button look="plain" about=" visit a college open evening">
                Change
              </Button>
              <Button look="plain" about=" visit a college open evening">
                Remove
              </Button>
            </>
          }
        />
      </Rows>
      <Timeline>
        <Entry
          date="2026-11-11"
          dateWords="11 Nov"
          kind="Interview"
          title="Talking to an adviser"
          by="Added by Jo Mercer, careers adviser"
          sees="You, your form tutor, your careers advisers and the careers leader."
          actions={<Button look="plain">Something’s not right</Button>}
        >
          <p>You like the practical side of science.</p>
        </Entry>
        <Entry date="2026-10-12" dateWords="12 Oct" kind="Experience" title="Meeting employers">
          <p class="own-words">I asked how you get in without A levels.</p>
        </Entry>
      </Timeline>
    </Sheet>
  </Specimen>
);

/** Everything that stands in a list. */
export const Lists = ({ theme }: { readonly theme: Theme }) => (
  <>
    <Today theme={theme} />
    <Tasks />
    <Record />
  </>
);
