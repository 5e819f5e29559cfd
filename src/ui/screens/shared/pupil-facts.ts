/** What is open for one pupil, in a few words for a row of a list. */
import { plural } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import { isOpenStep, sectionOf } from '../../../domain/steps.ts';
import type { IsoDate } from '../../../domain/time.ts';

/** "2 next steps", "1 overdue", "Says: I need help", "Interview booked". */
export function openFacts({ steps, interviews }: Digest, today: IsoDate): readonly string[] {
  const open = steps.filter(isOpenStep);
  const late = open.filter((step) => sectionOf(step, today) === 'overdue').length;
  const says = (claim: 'claims-done' | 'needs-help') => open.some((step) => step.claim === claim);
  const isBooked = interviews.some(({ status, date }) => status === 'booked' && date >= today);
  const held = interviews.filter(({ status }) => status === 'finished').length;
  return [
    open.length === 0 ? 'No next steps' : plural(open.length, 'next step'),
    late > 0 ? `${late} overdue` : '',
    says('needs-help') ? 'Says: I need help' : '',
    says('claims-done') ? 'Says: I’ve done this' : '',
    isBooked ? 'Interview booked' : '',
    held === 0 && !isBooked ? 'No interview yet' : '',
  ].filter((words) => words !== '');
}
