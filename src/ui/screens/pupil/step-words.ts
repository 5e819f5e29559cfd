/** A next step as it is said to the pupil: by when, and who helps. Plain, with no blame for what is late. Policy 5.3.3. */
import { howFar, longDate } from '../../../domain/date-words.ts';
import type { StepDigest } from '../../../domain/digest.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { IsoDate } from '../../../domain/time.ts';
import type { SchoolFacts } from '../../queries/school.ts';

/** "By Wednesday 25 November, in 2 weeks"; "It was for Friday 6 November". */
export const byWhenWords = (due: IsoDate, today: IsoDate): string =>
  due < today ? `It was for ${longDate(due)}` : `By ${longDate(due)}, ${howFar(due, today)}`;

/** Who helps, in a sentence; '' when it is the pupil's alone. */
export function helperWords({ who, tutorChecks, by }: StepDigest, school: SchoolFacts): string {
  switch (who) {
    case 'tutor':
      return 'Your form tutor does this with you.';
    case 'adviser':
      return `${staffNameOf(school.staffById, by)} does this.`;
    case 'leader':
      return 'The careers leader does this.';
    case 'senco':
      return 'The SENCO does this.';
    case 'parent':
      return 'Your parent or carer helps with this one.';
    case 'pupil':
      return tutorChecks ? 'Your form tutor helps with this one.' : '';
  }
}

/** Who reads what the pupil says about a step. */
export const readerWords = ({ tutorChecks, who }: StepDigest): string =>
  tutorChecks || who === 'tutor' ? 'Your form tutor' : 'Your careers adviser';
