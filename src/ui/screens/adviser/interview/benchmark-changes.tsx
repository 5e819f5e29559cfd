/** "Benchmarks that will change": what finishing this interview does to the pupil's progress, worked out from the same rules. */
import { isQualified } from '../../../../domain/benchmarks/evidence.ts';
import type { BenchmarkProgress } from '../../../../domain/benchmarks/progress.ts';
import { progress } from '../../../../domain/benchmarks/progress.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { digestOf } from '../../../../domain/digest-of.ts';
import { Section } from '../../../parts/surface.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { useRules } from '../../../queries/rules.ts';
import { STATE_WORDS } from '../../shared/state-words.ts';
import type { InterviewView } from './interview-page.tsx';
import { heldAt, placeOf, typeOf } from './parts-written.ts';
import type { Draft } from './use-draft.ts';

/** Whether it counts as a personal guidance interview (policy 5.12.6), and each headline that is another afterwards. */
export function BenchmarkChanges({ draft, interview }: InterviewView) {
  const { session } = useHouse();
  const rules = useRules();
  if (rules.state !== 'ready') return null;
  const qualified = isQualified(session.person, heldAt(draft).date, rules.value.staff);
  const before = digestOf(draft.record);
  const after = finished(before, draft, { id: interview, adviser: session.person });
  const changes = changesOf(progress(before, rules.value), progress(after, rules.value));
  return (
    <Section title="Benchmarks that will change">
      {changes.length === 0 ? <p>None</p> : null}
      {changes.map(({ name, from, to }) => (
        <p key={name}>
          <b>{name}</b>: from {from} to {to}
        </p>
      ))}
      <p class="hint">{countsWords(draft, qualified)}</p>
    </Section>
  );
}

function countsWords(draft: Draft, qualified: boolean): string {
  if (typeOf(draft) !== 'personal-guidance') return 'This type does not count as a personal guidance interview.';
  return qualified
    ? 'Counts as a personal guidance interview.'
    : 'Does not count as a personal guidance interview: the school has no guidance qualification of yours for today.';
}

interface Change {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Headlines that differ, in the order of the benchmarks. */
const changesOf = (before: readonly BenchmarkProgress[], after: readonly BenchmarkProgress[]): readonly Change[] =>
  before.flatMap(({ name, headline }, i) => {
    const next = after[i]?.headline.state ?? headline.state;
    return next === headline.state ? [] : [{ name, from: STATE_WORDS[headline.state], to: STATE_WORDS[next] }];
  });

/** The digest as it will be: this interview held, by this adviser, now. */
function finished(digest: Digest, draft: Draft, { id, adviser }: Pick<Digest['interviews'][number], 'id' | 'adviser'>) {
  const { startedAt, values } = draft;
  const held = {
    id,
    adviser,
    date: heldAt(draft).date,
    place: placeOf(draft),
    type: typeOf(draft),
    status: 'finished' as const,
    explained: values.explained ?? [],
    endedAt: startedAt,
    hasSummary: true,
    agreed: (values.agreedAt ?? null) !== null,
  };
  return { ...digest, interviews: digest.interviews.map((one) => (one.id === id ? { ...one, ...held } : one)) };
}
