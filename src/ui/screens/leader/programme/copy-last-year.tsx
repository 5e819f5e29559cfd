/** "Copy last year": last year's plan a year later, as one act with one Undo. What is there already is not planned twice. */
import { schoolYearName } from '../../../../domain/calendar.ts';
import { plural } from '../../../../domain/date-words.ts';
import type { Copied, Plan } from '../../../../domain/programme.ts';
import { copyOf } from '../../../../domain/programme.ts';
import { Button } from '../../../parts/button.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { changeOf } from '../../../queries/mutate.ts';
import { useWholeProgramme } from '../../../queries/school.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { planChange } from './plan-change.ts';
import type { ProgrammeView } from './programme-view.ts';

/** The button; none where last year has no plan. */
export function CopyLastYear({ view }: { readonly view: ProgrammeView }) {
  const { year, plans, removed, school, terms } = view;
  const { session } = useHouse();
  const last = useWholeProgramme(year - 1);
  const save = useSaveAct();
  if (last.state !== 'ready' || !last.value.some(({ cancelled }) => !cancelled)) return null;
  const put = (all: readonly Plan[]) => save(all.map((plan) => changeOf('programme.set', ...planChange(year, plan))));
  const copy = async () => {
    const forms = school.forms.map(({ code }) => code);
    const copied = copyOf(last.value, [...plans, ...removed], {
      school: session.school,
      startYear: year,
      forms,
      terms,
    });
    if (copied.plans.length === 0) {
      showToast({ words: `Nothing to copy: ${thereWords(copied)}.` });
      return;
    }
    if ((await put(copied.plans)).kind !== 'saved') return;
    const undo = () => void put(copied.plans.map((plan) => ({ ...plan, cancelled: true })));
    showToast({ words: copiedWords(copied, year), undo });
  };
  return <Button onClick={() => void copy()}>Copy last year</Button>;
}

/** "all 12 of last year are here already". */
const thereWords = ({ there, formless }: Copied): string =>
  formless === 0
    ? `all ${there} activities of last year are here already`
    : `${there} are here already, ${formless} were for forms that are closed`;

function copiedWords({ plans, there, formless, offDays }: Copied, year: number): string {
  const more = [
    there > 0 ? `${there} were here already.` : '',
    formless > 0 ? `${formless} left out: their forms are closed.` : '',
    offDays > 0 ? `${plural(offDays, 'falls', 'fall')} on a day without school: check the dates.` : '',
  ];
  return [`${plural(plans.length, 'activity', 'activities')} copied to ${schoolYearName(year)}.`, ...more]
    .filter((words) => words !== '')
    .join(' ');
}
