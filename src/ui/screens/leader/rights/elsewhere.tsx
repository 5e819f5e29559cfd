/** Other records on which a pupil is named, each with the way there: the careers leader judges what is said there. */
import type { ComponentChildren } from 'preact';
import { plural } from '../../../../domain/date-words.ts';
import type { NamedElsewhere } from '../../../../protocol/rights.ts';
import { pupilPath } from '../../../app/paths.ts';
import { Notice } from '../../../parts/states.tsx';

interface ElsewhereProps extends NamedElsewhere {
  /** The pupil's. */
  readonly name: string;
  /** What is to be done about it. */
  readonly children: ComponentChildren;
}

/** The list; nothing where there are none. */
export function Elsewhere({ name, elsewhere, children }: ElsewhereProps) {
  if (elsewhere.length === 0) return null;
  return (
    <Notice title={`${name} is named on ${plural(elsewhere.length, 'other record')}`}>
      <p>{children}</p>
      <ul class="plain-list">
        {elsewhere.map(({ record, name: whose, where }) => (
          <li key={`${record} ${where}`}>
            <a href={pupilPath(record)}>{whose}</a>: {where}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
