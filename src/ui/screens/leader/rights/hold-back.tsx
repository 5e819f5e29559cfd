/** Holding an entry, a request or what was refused back from a copy, where handing it out would do serious harm. Data Protection Act 2018 Sch. 3 para. 5. */
import { useState } from 'preact/hooks';
import type { CopyPart } from '../../../../protocol/rights.ts';
import { Button } from '../../../parts/button.tsx';
import { Row, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import type { CallFailure } from '../../../queries/server.ts';
import { AskReason } from './close-request.tsx';
import { Failed } from './frame.tsx';

interface HoldProps {
  /** Of the request. */
  readonly request: string;
  readonly parts: readonly CopyPart[];
  /** Why it was not done; null: it was. */
  readonly onDecide: (part: string, what: 'hold' | null, reason: string) => Promise<CallFailure | null>;
}

/** What is held back; all else that can be is folded away. */
export function HoldBack({ request, parts, onDecide }: HoldProps) {
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const decide = async (...decision: Parameters<typeof onDecide>) => {
    const failed = await onDecide(...decision);
    setFailure(failed);
    return failed === null;
  };
  const held = parts.filter((part) => part.held !== null);
  const rest = parts.filter((part) => part.held === null);
  return (
    <Section title="Held back" count={held.length} titleClass="group-title">
      <Failed failure={failure} title="Nothing was decided" />
      {held.length === 0 ? null : (
        <Rows>
          {held.map(({ id, title, held: why }) => (
            <Row key={id} class="looked">
              <div>
                <h3 class="name">{title}</h3>
                <p>Not in the copy, with all its earlier wordings: {why?.reason}</p>
              </div>
              <div class="actions">
                <Button look="plain" about={`: ${title}`} onClick={() => void decide(id, null, '')}>
                  Hand it out
                </Button>
              </div>
            </Row>
          ))}
        </Rows>
      )}
      <details>
        <summary>Hold something back</summary>
        <p>Only where handing it out would be likely to cause serious harm to the pupil or to somebody else.</p>
        <Rows>
          {rest.map((part) => (
            <Part
              key={part.id}
              name={`hold ${request} ${part.id}`}
              part={part}
              onHold={(reason) => decide(part.id, 'hold', reason)}
            />
          ))}
        </Rows>
      </details>
    </Section>
  );
}

interface PartProps {
  /** Of its form. */
  readonly name: string;
  readonly part: CopyPart;
  readonly onHold: (why: string) => Promise<boolean>;
}

function Part({ name, part: { title, words }, onHold }: PartProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Row class="looked">
      <div>
        <h3 class="name">{title}</h3>
        <p class="quiet">{words}</p>
      </div>
      {asking ? (
        <AskReason
          name={name}
          label="What harm it would do"
          verb="Hold it back"
          onClose={() => setAsking(false)}
          onReason={onHold}
        />
      ) : (
        <div class="actions">
          <Button look="plain" about={`: ${title}`} onClick={() => setAsking(true)}>
            Hold back
          </Button>
        </div>
      )}
    </Row>
  );
}
