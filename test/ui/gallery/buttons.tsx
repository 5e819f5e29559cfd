/** Buttons that go somewhere are pointed; buttons that do something here are square. */
import { Button, ButtonLink } from '../../../src/ui/parts/button.tsx';
import { Icon } from '../../../src/ui/parts/icon.tsx';
import { Specimen } from './specimen.tsx';

const STATES = ['', 'is-hover', 'is-focus'] as const;
const ROOM = ['page', 'sheet', 'well', 'accent', 'accent-tint', 'late-tint', 'stop-tint', 'private', 'float'] as const;

const Pointed = () => (
  <Specimen title="Buttons that go somewhere: rest, hover, focus, disabled">
    <div class="line">
      {STATES.map((state) => (
        <ButtonLink key={state} href="#main" look="go" class={state}>
          Start interview
        </ButtonLink>
      ))}
      <Button look="go" disabled>
        Start interview
      </Button>
    </div>
    <div class="line">
      {STATES.map((state) => (
        <ButtonLink key={state} href="#main" look="next" class={state} about=" with Zofia Nowak">
          Book interviews
        </ButtonLink>
      ))}
    </div>
    <div class="line">
      {STATES.map((state) => (
        <ButtonLink key={state} href="#main" look="back" class={state}>
          Exit interview
        </ButtonLink>
      ))}
    </div>
  </Specimen>
);

const Square = () => (
  <Specimen title="Buttons that do something here: rest, hover, focus, disabled, busy">
    <div class="line">
      {STATES.map((state) => (
        <Button key={state} look="do" class={state}>
          Send now
        </Button>
      ))}
      <Button look="do" disabled>
        Send now
      </Button>
      <Button look="do" busy>
        <Icon name="sending" />
        Sending 2 of 3
      </Button>
    </div>
    <div class="line">
      {STATES.map((state) => (
        <Button key={state} class={state}>
          Pause
        </Button>
      ))}
      <Button disabled>Pause</Button>
      <Button pressed>
        <b>4</b> Overdue
      </Button>
    </div>
    <div class="line">
      {STATES.map((state) => (
        <Button key={state} look="plain" class={state}>
          Change
        </Button>
      ))}
      <Button look="stop">Delete 42 records</Button>
      <Button small>Start from my notes</Button>
      <Button square label="Close">
        <Icon name="close" />
      </Button>
    </div>
    <Button look="do" wide>
      Sign in
    </Button>
  </Specimen>
);

/** Surfaces, then every look of a button. */
export const Buttons = () => (
  <>
    <Specimen title="Surfaces and roles">
      <div class="swatches">
        {ROOM.map((role) => (
          <div key={role} class={`swatch sw-${role}`}>
            {role.replace('-', ' ')}
          </div>
        ))}
      </div>
    </Specimen>
    <Pointed />
    <Square />
  </>
);
