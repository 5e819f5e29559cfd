/** "Give forms": every form with its tutor; one that nobody has is named first. Works without internet; each choice can be undone. */
import { useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { FormCode, PersonId } from '../../../../domain/ids.ts';
import { byForm } from '../../../../domain/person-names.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Select } from '../../../parts/fields.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Empty, Notice } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { AddCover, Covers } from './form-cover.tsx';
import { AddSharer, Sharers } from './form-share.tsx';
import { giveForm, sharersOf, tutorOf } from './form-tutors.ts';
import { present } from './staff-fields.tsx';

interface FormsProps {
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly digests: readonly Digest[];
}

/** The forms by year. */
export function Forms({ school, roster, digests }: FormsProps) {
  const today = useToday();
  const forms = school.forms.toSorted((a, b) => a.year - b.year || byForm(a.code, b.code));
  const alone = forms.filter(({ code }) => tutorOf(roster, code, today) === undefined).map(({ code }) => code);
  const tutors = present(school.staff).filter(({ roles }) => roles.includes('tutor'));
  if (forms.length === 0) return <NoForms />;
  return (
    <>
      {alone.length > 0 ? <Alone forms={alone} tutors={tutors.length} /> : null}
      <Sheet>
        {[...new Set(forms.map(({ year }) => year))].map((year) => (
          <Section key={year} title={`Year ${year}`} titleClass="group-title" class="form-year">
            <Rows>
              {forms
                .filter((form) => form.year === year)
                .map((form) => (
                  <FormRow
                    key={form.id}
                    form={form}
                    school={school}
                    roster={roster}
                    tutors={tutors}
                    pupils={digests.filter(({ pupil }) => pupil?.form === form.code && pupil.to === null).length}
                  />
                ))}
            </Rows>
          </Section>
        ))}
      </Sheet>
    </>
  );
}

const NoForms = () => (
  <Sheet>
    <Empty title="No forms yet">
      <p>Forms come with the pupils: bring in a list that has a column with the form. Or add them by hand.</p>
      <div class="actions">
        <ButtonLink look="go" href={PATHS.bringIn}>
          Bring in pupils
        </ButtonLink>
        <ButtonLink look="plain" href={PATHS.settings}>
          Add forms
        </ButtonLink>
      </div>
    </Empty>
  </Sheet>
);

function Alone({ forms, tutors }: { readonly forms: readonly FormCode[]; readonly tutors: number }) {
  return (
    <Notice title={`Nobody: ${forms.join(', ')}`}>
      <p>
        {tutors === 0
          ? 'There are no form tutors yet. Invite them under Staff with the role form tutor, then give them forms here.'
          : 'Next steps in these forms have nobody to follow them up. Choose a tutor; it takes effect at once.'}
      </p>
    </Notice>
  );
}

interface FormRowProps {
  readonly form: EntryOf<'form'>;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly tutors: readonly EntryOf<'staff'>[];
  readonly pupils: number;
}

const NOBODY = 'nobody';

function FormRow({ form: { code }, school, roster, tutors, pupils }: FormRowProps) {
  const { newId } = useHouse();
  const today = useToday();
  const save = useSaveAct();
  const [adding, setAdding] = useState<'cover' | 'share' | null>(null);
  const duty = tutorOf(roster, code, today);
  const sharing = sharersOf(roster, code, today);
  const held = new Set([duty?.person, ...sharing.map(({ person }) => person)] as (string | undefined)[]);
  const give = async (value: string) => {
    const person = value === NOBODY ? null : (value as PersonId);
    const { changes, undo } = giveForm(roster, { form: code, person, today, newId });
    if (changes.length === 0 || (await save(changes)).kind !== 'saved') return;
    const who = person === null ? 'nobody' : staffName(school, person);
    showToast({ words: `${code}: ${who}.`, undo: () => void save(undo) });
  };
  const known = duty === undefined || tutors.some(({ id }) => (id as string) === duty.person);
  const options = [
    { value: NOBODY, label: 'Nobody' },
    ...tutors.map(({ id, name }) => ({ value: id as string, label: name })),
    ...(known ? [] : [{ value: duty.person as string, label: `${staffName(school, duty.person)} (not a tutor now)` }]),
  ];
  return (
    <Row class="form-row">
      <div>
        <RowName name={code} />
        <p class="quiet">{plural(pupils, 'pupil')}</p>
      </div>
      <Select
        label={`Tutor of ${code}`}
        value={duty?.person ?? NOBODY}
        options={options}
        onChoose={(value) => void give(value)}
      />
      <div>
        <Sharers form={code} school={school} roster={roster} today={today} />
        <Covers form={code} school={school} roster={roster} today={today} />
        {adding === null ? (
          <>
            <Button look="plain" onClick={() => setAdding('cover')} about={` for ${code}`}>
              Add cover
            </Button>
            {duty === undefined ? null : (
              <Button look="plain" onClick={() => setAdding('share')} about={` ${code}`}>
                Share
              </Button>
            )}
          </>
        ) : null}
      </div>
      {adding === 'cover' ? <AddCover form={code} tutors={tutors} onClose={() => setAdding(null)} /> : null}
      {adding === 'share' ? (
        <AddSharer form={code} tutors={tutors.filter(({ id }) => !held.has(id))} onClose={() => setAdding(null)} />
      ) : null}
    </Row>
  );
}
