/** "10B": the pupils of the form as in the register, each with what is open and what they say. */
import type { Digest } from '../../../domain/digest.ts';
import { plural } from '../../../domain/date-words.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { PATHS, formPupilPath } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { Facts } from '../../parts/tag.tsx';
import { openFacts } from '../shared/pupil-facts.ts';
import type { FormView } from './form-page.tsx';
import { FormPage, FormSwitch } from './form-page.tsx';
import '../../styles/screens/form-pupil.css';

/** The page. */
export const FormPupils = () => <FormPage title="My form">{(view) => <PupilsOfForm {...view} />}</FormPage>;

function PupilsOfForm(view: FormView) {
  const { form, pupils, today } = view;
  return (
    <Main
      title={`${form}: pupils`}
      class="tutor pupils"
      hint={plural(pupils.length, 'pupil')}
      actions={
        <ButtonLink href={PATHS.formPrint} class="print-link">
          <Icon name="print" />
          <span>Print for form time</span>
        </ButtonLink>
      }
    >
      <FormSwitch {...view} />
      <Sheet>
        {pupils.length === 0 ? (
          <Empty title="Nobody is in this form">
            <p>Pupils come here when the careers leader has brought them in.</p>
          </Empty>
        ) : (
          <Rows label={`Pupils of ${form}`}>
            {pupils.map((digest) => (
              <PupilRow key={digest.record} digest={digest} today={today} />
            ))}
          </Rows>
        )}
      </Sheet>
    </Main>
  );
}

function PupilRow({ digest, today }: { readonly digest: Digest; readonly today: IsoDate }) {
  const name = digest.pupil ? fullName(digest.pupil) : 'A pupil';
  return (
    <Row class="pupil-row">
      <RowName name={name} href={formPupilPath(digest.record)} level={2} />
      <Facts>
        {openFacts(digest, today).map((words) => (
          <span key={words}>{words}</span>
        ))}
        {digest.experiences.some(({ status }) => status === 'claimed') ? <span>Something to confirm</span> : null}
      </Facts>
    </Row>
  );
}
