/** The right side of the preparation page: support, grades and options, and where the pupil means to go. */
import { longDate } from '../../../../domain/date-words.ts';
import { PLAN_NAMES } from '../../../../domain/vocabulary-names.ts';
import { plansInForce } from '../../../../domain/plans-in-force.ts';
import type { CareersRecord } from '../../../../domain/record.ts';
import { entryOf, singleton } from '../../../../domain/record.ts';
import { allWords } from '../../../../domain/text-merge.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Pairs, Section } from '../../../parts/surface.tsx';
import { intentionWords } from '../../shared/plan-words.ts';

interface Part {
  readonly record: CareersRecord;
}

/** Plans in force, the outcomes to use, and what helps in the room. */
export function Support({ record }: Part) {
  const room = entryOf(record, singleton('adjustment'), 'adjustment')?.words ?? '';
  const { plans, outcomes } = plansIn(record);
  return (
    <Section title="Plans and support">
      {plans === '' && outcomes === '' && room === '' ? <p class="quiet">Nothing recorded.</p> : null}
      {plans === '' && outcomes === '' ? null : (
        <p>
          {plans === '' ? null : <b>{plans}. </b>}
          {outcomes}
        </p>
      )}
      {room === '' ? null : (
        <p>
          <b>In the room:</b> {room}
        </p>
      )}
    </Section>
  );
}

/** The plans in force in one line, and the outcomes they name; '' for none. */
function plansIn(record: CareersRecord) {
  const support = entryOf(record, singleton('support'), 'support');
  if (!support) return { plans: '', outcomes: '' };
  const names = plansInForce(record).map((plan) => PLAN_NAMES[plan]);
  const plans = support.sen === 'K' ? ['SEN support', ...names] : names;
  return { plans: plans.join('. '), outcomes: support.outcomes };
}

/** Predicted grades, in two columns where the school wrote them as a list, and options. */
export function Grades({ record }: Part) {
  const grades = entryOf(record, singleton('grades'), 'grades');
  const predicted = grades?.predicted ?? '';
  const options = grades?.options ?? '';
  const pairs = gradePairs(predicted);
  return (
    <Section title="Grades and options">
      {predicted === '' && options === '' ? <p class="quiet">Nothing recorded.</p> : null}
      {pairs ? <Pairs items={pairs} /> : null}
      {pairs || predicted === '' ? null : <p>{predicted}</p>}
      {options === '' ? null : <p>{options}</p>}
    </Section>
  );
}

const GRADE = /^(.+?)[\s:]+([A-U]\*?|[1-9]|[1-9]-[1-9]|D\*?|M|P)$/;

/** "Chemistry 7, Biology 6" as subjects and grades; null when it is written otherwise, and then stands as it is. */
function gradePairs(predicted: string): readonly (readonly [string, string])[] | null {
  const found = predicted.split(/,\s*/).map((part) => GRADE.exec(part.trim()));
  const pairs = found.flatMap((match) => (match?.[1] && match[2] ? [[match[1], match[2]] as const] : []));
  return pairs.length === found.length ? pairs : null;
}

/** What the pupil means to do next, the back-up, and ideas in their own words. */
export function Destination({ record }: Part) {
  const intention = entryOf(record, singleton('intention'), 'intention');
  const aspiration = entryOf(record, singleton('aspiration'), 'aspiration');
  const said = intention ? intentionWords(intention) : '';
  const hopes = aspiration ? allWords(aspiration.words) : '';
  return (
    <Section title="Intended destination">
      {intention && said !== '' ? (
        <p>
          {said}.{' '}
          <span class="quiet">
            Said on {longDate(dateOf(intention.at))}. Plan B: {intention.backUp === '' ? 'none yet' : intention.backUp}.
          </span>
        </p>
      ) : (
        <p class="quiet">Not said yet.</p>
      )}
      {hopes === '' ? null : <p>“{hopes}”</p>}
    </Section>
  );
}
