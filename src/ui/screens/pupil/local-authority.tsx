/**
 * What the local authority is told of the pupil: what school must give, what stands of the rest, and who decides. From 16 on
 * the pupil says no or yes here, also without internet. Education and Skills Act 2008 s.72; policy 5.5.12, 5.5.13.
 */
import { dateNearby } from '../../../domain/date-words.ts';
import { decidesOn } from '../../../domain/la-sharing.ts';
import type { Sharing, SharingIn } from '../../../domain/sharing-on.ts';
import { givesMore, sharingIn } from '../../../domain/sharing-on.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useMay } from '../../queries/mutate.ts';
import { useSave } from '../shared/use-save.ts';
import type { OwnView } from './own-page.tsx';

/** The section. */
export function LocalAuthority({ view: { record, school, today } }: { readonly view: OwnView }) {
  const may = useMay(record.id);
  const { entry, born, sharing } = sharingIn(record, today);
  const decides = decidesOn(born, today);
  const contact = school.settings?.contact ?? '';
  return (
    <Section title="What the local authority is told">
      <p>
        The local authority helps young people to stay in learning. When it asks, school must give it the basics: your
        name, address and date of birth, and the name and address of a parent or carer.
      </p>
      <p>
        School may also give more that helps, such as a phone number or your plans, unless somebody who may do so has
        said no. Fingerpost itself sends it nothing.
      </p>
      <p>
        <b>Now:</b> {standsWords({ entry, born, sharing, decides, today })}
      </p>
      <p>
        {decides ? MINE : born === null ? NOT_KNOWN : THEIRS}
        {contact === '' || decides ? '' : ` ${contact}.`}
      </p>
      {decides && may('la-sharing.set') ? <Decide view={{ record, sharing }} /> : null}
    </Section>
  );
}

const MINE = 'You are 16 or older, so it is for you alone to decide. You can change your mind at any time.';
const THEIRS =
  'Under 16, your parent or carer tells the school: by letter, on a form or in person, to the careers leader. From 16 on it is for you alone to decide.';
const NOT_KNOWN =
  'Under 16, your parent or carer tells the school. From 16 on it is for you alone to decide. Fingerpost does not know your date of birth, so tell the careers leader.';

interface Stands extends Pick<SharingIn, 'entry' | 'born' | 'sharing'> {
  readonly decides: boolean;
  readonly today: IsoDate;
}

/** What stands, who decided and when, and what school gives. */
function standsWords(stands: Stands): string {
  const { entry, born, sharing, decides } = stands;
  const gives = givesMore(sharing) ? 'School may give more than the basics' : 'School gives only the basics';
  if (entry?.replaced?.['decision'])
    return `two different answers are written down: see My record. ${gives} until that is settled.`;
  if (sharing === 'again')
    return `you are ${born === null ? 'past Year 11' : '16'}, so what your parent or carer said does not count any more. ${gives} until you decide.`;
  if (sharing !== 'not-asked') return `${saidWords(stands)} ${gives}.`;
  return decides
    ? `you have not been asked yet. ${gives} until you decide.`
    : `your parent or carer has not been asked yet. ${gives}.`;
}

/** "you said no on 3 November." */
function saidWords({ entry, sharing, today }: Stands): string {
  const on = entry?.decidedOn ? ` on ${dateNearby(entry.decidedOn, today)}` : '';
  const who = entry?.decidedBy === 'pupil' ? 'you' : 'your parent or carer';
  return sharing === 'no-reply' ? `school asked ${who}${on} and has had no answer.` : `${who} said ${sharing}${on}.`;
}

interface DecideProps {
  readonly view: { readonly record: OwnView['record']; readonly sharing: Sharing };
}

/** No or yes, at once; Undo brings back what the pupil had said. */
function Decide({ view: { record, sharing } }: DecideProps) {
  const save = useSave();
  // Who, when and how are put in by the change itself.
  const said = (decision: 'yes' | 'no' | 'not-asked') =>
    save('la-sharing.set', record.id, { decision, decidedBy: null, decidedOn: null, how: null });
  const say = async (decision: 'yes' | 'no') => {
    const before = sharing === 'yes' || sharing === 'no' ? sharing : 'not-asked';
    if ((await said(decision)).kind !== 'saved') return;
    const words = `Thanks. You said ${decision}. The careers leader will see this.`;
    showToast({ words, undo: () => void said(before) });
  };
  return (
    <p class="actions">
      {sharing === 'no' ? null : <Button onClick={() => void say('no')}>Say no to sharing more than the basics</Button>}
      {sharing === 'no' ? <Button onClick={() => void say('yes')}>Say yes again</Button> : null}
      {sharing === 'again' || sharing === 'not-asked' ? (
        <Button look="plain" onClick={() => void say('yes')}>
          Say yes to sharing more
        </Button>
      ) : null}
    </p>
  );
}
