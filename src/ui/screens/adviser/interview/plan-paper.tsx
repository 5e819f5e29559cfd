/** A finished interview as the plan on paper: what the pupil may read, and nothing else. */
import { longDate, shortDate } from '../../../../domain/date-words.ts';
import { fullName } from '../../../../domain/person-names.ts';
import { clockOf } from '../../../../domain/time.ts';
import { Paper } from '../../../parts/paper.tsx';
import { staffName } from '../../../queries/school.ts';
import type { FinishedView } from './finished-page.tsx';
import { whoForPupil } from './plan-text.ts';
import { whoSeesPlan } from './who-reads.ts';
import { capital } from '../../shared/step-words.ts';
import '../../../styles/screens/paper.css';

/** One side of A4; `large` may take two. */
export function PlanPaper({
  held,
  steps,
  pupil,
  tutor,
  school,
  next,
  large,
}: FinishedView & { readonly large: boolean }) {
  return (
    <Paper
      school={school.settings?.name ?? ''}
      date={`${longDate(held.date)} ${held.date.slice(0, 4)}`}
      pupil={fullName(pupil)}
      about={`${pupil.form ?? `Year ${pupil.year}`}. Talked with ${staffName(school, held.adviser)}, careers adviser.`}
      summary={held.summary}
      steps={steps.map((s) => ({ what: s.what, who: whoForPupil(s.who), when: shortDate(s.due) }))}
      {...(tutor === null ? {} : { helps: `${tutor}, your form tutor. They will ask how you got on.` })}
      next={next ? `${longDate(next.date)}, ${next.from}.` : 'Whenever you ask: My next steps, “Ask for an interview”.'}
      sees={`${capital(whoSeesPlan(pupil, held))}. You can read all of your record, and say if something’s not right.`}
      {...(held.agreed ? { agreed: `Agreed with ${pupil.name}, ${clockOf(held.agreed.at)}` } : {})}
      large={large}
    />
  );
}
