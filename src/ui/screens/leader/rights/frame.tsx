/** What the pages of "Records and requests" have in common: the tabs, and waiting for the server, which alone knows. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Loading, Notice } from '../../../parts/states.tsx';
import { Tabs } from '../../../parts/surface.tsx';
import type { Asked } from '../../../queries/asked.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { failureWords } from '../../../queries/server.ts';
import '../../../styles/screens/office.css';
import '../../../styles/screens/rights.css';

const TABS = [
  { href: RIGHTS_PATHS.requests, label: 'Requests' },
  { href: RIGHTS_PATHS.due, label: 'Due for review' },
  { href: RIGHTS_PATHS.gone, label: 'Let go of' },
  { href: RIGHTS_PATHS.periods, label: 'How long' },
  { href: RIGHTS_PATHS.devices, label: 'Devices' },
  { href: RIGHTS_PATHS.refused, label: 'Refused' },
] as const;

interface FrameProps {
  readonly tab: (typeof TABS)[number]['href'];
  readonly hint: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One of the six pages. On a phone the tabs are wider than the screen: the one that is shown is scrolled to. */
export function RightsFrame({ tab, hint, actions, children }: FrameProps) {
  useLayoutEffect(() => {
    document.querySelector('.rights .tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab]);
  return (
    <Main
      title="Records and requests"
      class="office rights"
      hint={hint}
      {...(actions === undefined ? {} : { actions })}
    >
      <Tabs label="Records and requests" items={TABS.map((item) => ({ ...item, current: item.href === tab }))} />
      {children}
    </Main>
  );
}

interface AnsweredProps<T> {
  readonly asked: Asked<T>;
  /** "Asking for the list". */
  readonly words: string;
  readonly children: (answer: T) => ComponentChildren;
}

/** What the server says, or that it is asked, or that it could not be. */
export function Answered<T>({ asked: { answer, failure, again }, words, children }: AnsweredProps<T>) {
  if (answer !== null) return <>{children(answer)}</>;
  if (failure === null) return <Loading words={words} />;
  return (
    <Notice state="late" title="This needs the school’s server" actions={<Button onClick={again}>Try again</Button>}>
      <p>{failureWords(failure)}</p>
    </Notice>
  );
}

/** What could not be done, said where it was tried. */
export const Failed = ({ failure, title }: { readonly failure: CallFailure | null; readonly title: string }) =>
  failure === null ? null : (
    <div role="alert">
      <Notice state="stop" title={title}>
        <p>{failureWords(failure)}</p>
      </Notice>
    </div>
  );
