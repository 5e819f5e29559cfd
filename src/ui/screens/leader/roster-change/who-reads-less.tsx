/** What a change of the roster does to who reads what, in sentences, before it is done. */
import type { GrantsShown } from '../../../../protocol/roster-operations.ts';
import { Section } from '../../../parts/surface.tsx';
import { counted } from './counted.ts';

type Line = GrantsShown[number];

const PEOPLE: Readonly<Record<Exclude<Line['group'], 'P'>, readonly [one: string, many: string]>> = {
  T: ['form tutor', 'form tutors'],
  S: ['member of pastoral or SEND staff', 'members of pastoral or SEND staff'],
  G: ['careers adviser', 'careers advisers'],
};

/** Names that are listed; more are too many to read. */
const NAMED_MAX = 12;

/** The sentences; none when nobody reads more or less. */
export function grantsWords(grants: GrantsShown): readonly string[] {
  return grants.flatMap((line) => [...losing(line), ...gaining(line)]);
}

function losing({ group, loses: { people, records } }: Line): readonly string[] {
  if (people === 0) return [];
  if (group === 'P') return [`${counted(people, 'pupil')} will no longer be able to open their own record.`];
  return [`${counted(people, ...PEOPLE[group])} will lose ${counted(records, 'record')}.`];
}

function gaining({ group, gains: { people, records } }: Line): readonly string[] {
  if (people === 0) return [];
  if (group === 'P') return [];
  return [`${counted(people, ...PEOPLE[group])} will gain ${counted(records, 'record')}.`];
}

/** The section; nothing when nobody reads more or less. */
export function WhoReadsLess({ grants, level = 2 }: { readonly grants: GrantsShown; readonly level?: 2 | 3 }) {
  const sentences = grantsWords(grants);
  const names = [...new Set(grants.flatMap((line) => line.names))];
  if (sentences.length === 0) return null;
  return (
    <Section title="Who will read what" level={level}>
      <ul class="plain-list">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {names.length > 0 && names.length <= NAMED_MAX ? <p>Lose records: {names.join(', ')}.</p> : null}
      {grants.some(({ loses }) => loses.people > 0) ? (
        <p class="quiet">
          Their devices let go of those records the next time they send. What somebody has written there and not sent
          yet is kept.
        </p>
      ) : null}
    </Section>
  );
}
