/** Requests in a list, each with the day by which it is to be answered. */
import { fullDate } from '../../../../domain/date-words.ts';
import type { RightsRequest } from '../../../../protocol/rights.ts';
import { requestPath } from '../../../app/rights-paths.ts';
import { Icon } from '../../../parts/icon.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { useToday } from '../../../queries/clock.ts';
import { ASKER_WORDS, KIND_WORDS, isLate, nameOf, stateWords } from './request-words.ts';

/** The list. `named`: the pupils' names are said; on a pupil's own page they are not. */
export function RequestRows({
  requests,
  named,
}: {
  readonly requests: readonly RightsRequest[];
  readonly named: boolean;
}) {
  const today = useToday();
  return (
    <Rows>
      {requests.map((request) => {
        const { id, kind, asker, received } = request;
        const late = isLate(request, today);
        return (
          <Row key={id} class="request">
            <div>
              <RowName name={named ? nameOf(request) : KIND_WORDS[kind]} href={requestPath(id)} />
              <p class="quiet">
                {named ? `${KIND_WORDS[kind]}. ` : ''}
                {ASKER_WORDS[asker]}, {fullDate(received)}
              </p>
            </div>
            <p class="when" data-state={late ? 'late' : undefined}>
              {late ? <Icon name="clock" /> : null}
              <span>{stateWords(request, today)}</span>
            </p>
          </Row>
        );
      })}
    </Rows>
  );
}
