/** One request: its clock, what it is about, how it ends; for a copy, what is to be looked at before it is handed out. */
import { useState } from 'preact/hooks';
import { fullDate } from '../../../../domain/date-words.ts';
import { isPaused } from '../../../../domain/request-clock.ts';
import type { RequestChange } from '../../../../protocol/rights-asked.ts';
import type { RightsRequest } from '../../../../protocol/rights.ts';
import { RIGHTS_PATHS, pupilRightsPath } from '../../../app/rights-paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Pairs, Section, Sheet } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { changeRequest, useRequests } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { AskReason, CloseRequest } from './close-request.tsx';
import { CopyReviewed } from './copy-review.tsx';
import { Answered, Failed } from './frame.tsx';
import { ASKER_WORDS, KIND_WORDS, nameOf, stateWords } from './request-words.ts';

/** The page. */
export function OneRequest({ id }: { readonly id: string }) {
  const asked = useRequests();
  const request = asked.answer?.find((one) => one.id === id);
  return (
    <Main
      title="Request"
      heading={request ? KIND_WORDS[request.kind] : 'Request'}
      class="office rights"
      hint={<a href={RIGHTS_PATHS.requests}>Records and requests</a>}
    >
      <Answered asked={asked} words="Asking for the request">
        {() =>
          request ? (
            <Shown request={request} again={asked.again} />
          ) : (
            <Empty title="This request is not here">
              <p>It may be of another school, or its address is not whole.</p>
              <ButtonLink href={RIGHTS_PATHS.requests}>All requests</ButtonLink>
            </Empty>
          )
        }
      </Answered>
    </Main>
  );
}

interface ShownProps {
  readonly request: RightsRequest;
  readonly again: () => void;
}

function Shown({ request, again }: ShownProps) {
  return (
    <Sheet class="stack-7">
      <Clock request={request} again={again} />
      {request.kind === 'copy' && request.name !== null ? (
        <CopyReviewed id={request.id} isOpen={request.closed === null} />
      ) : null}
    </Sheet>
  );
}

function factsOf(request: RightsRequest, today: ReturnType<typeof useToday>) {
  const { asker, received, words, pauses, extended, reason, by, record, name } = request;
  const about = name === null ? nameOf(request) : <a href={pupilRightsPath(record)}>{name}</a>;
  return [
    ['About', about],
    ['Asked by', `${ASKER_WORDS[asker]}, ${fullDate(received)}`],
    ['Logged by', by],
    ...(words === '' ? [] : [['In their words', words] as const]),
    ['State', stateWords(request, today)],
    ...(extended === null ? [] : [['Two months more', extended] as const]),
    ...pauses.map(
      ({ from, to, why }) =>
        ['The clock stood still', `${fullDate(from)} to ${to === null ? 'now' : fullDate(to)}: ${why}`] as const,
    ),
    ...(reason ? [['What was answered', reason] as const] : []),
  ] as const;
}

type Doing = 'pause' | 'extend' | 'close' | null;

function Clock({ request, again }: ShownProps) {
  const { session } = useHouse();
  const today = useToday();
  const [doing, setDoing] = useState<Doing>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const change = async (body: RequestChange): Promise<boolean> => {
    const answer = await changeRequest(session.school, request.id, body);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return false;
    setDoing(null);
    again();
    return true;
  };
  return (
    <Section title="The request" class="stack-4">
      <Pairs items={factsOf(request, today)} />
      <Failed failure={failure} title="Nothing was changed" />
      {doing === null ? (
        <Acts request={request} onDo={setDoing} onChange={(body) => void change(body)} />
      ) : doing === 'close' ? (
        <CloseRequest id={request.id} onClose={() => setDoing(null)} onChange={change} />
      ) : (
        <AskReason
          name={`${doing} request ${request.id}`}
          label={doing === 'pause' ? 'What the school waits for' : 'Why it is complex'}
          verb={doing === 'pause' ? 'Stop the clock' : 'Take two months more'}
          onClose={() => setDoing(null)}
          onReason={(why) => change({ does: doing, why })}
        />
      )}
    </Section>
  );
}

interface ActsProps {
  readonly request: RightsRequest;
  readonly onDo: (doing: Doing) => void;
  readonly onChange: (change: RequestChange) => void;
}

function Acts({ request, onDo, onChange }: ActsProps) {
  if (request.closed !== null) {
    return (
      <div class="actions">
        <Button onClick={() => onChange({ does: 'open-again' })}>Open it again</Button>
      </div>
    );
  }
  return (
    <div class="actions">
      <Button onClick={() => onDo('close')}>Close it</Button>
      {isPaused(request) ? (
        <Button look="plain" onClick={() => onChange({ does: 'resume' })}>
          Let the clock go on
        </Button>
      ) : (
        <Button look="plain" onClick={() => onDo('pause')}>
          Stop the clock
        </Button>
      )}
      {request.extended === null && request.kind !== 'complaint' ? (
        <Button look="plain" onClick={() => onDo('extend')}>
          Take two months more
        </Button>
      ) : null}
    </div>
  );
}
