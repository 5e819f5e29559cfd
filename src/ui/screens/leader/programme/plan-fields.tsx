/** The fields of a planned activity: what, when, for whom, what it counts towards, with whom, what pupils learn, tags. */
import { USUALLY_COUNTS } from '../../../../domain/activities.ts';
import { ACTIVITY_TAG_NAMES } from '../../../../domain/activity-tags.ts';
import { BENCHMARK_NAMES } from '../../../../domain/benchmarks/names.ts';
import { isSchoolDay, schoolYearEnd, schoolYearStart } from '../../../../domain/calendar.ts';
import type { ActivityKind, ActivityTag, CountsTowards, ProviderType } from '../../../../domain/entries/vocabulary.ts';
import { ACTIVITY_KIND_NAMES, PROVIDER_TYPE_NAMES } from '../../../../domain/vocabulary-names.ts';
import { ACTIVITY_KINDS, ACTIVITY_TAGS, PROVIDER_TYPES, countsTowards } from '../../../../domain/entries/vocabulary.ts';
import type { FormCode } from '../../../../domain/ids.ts';
import { byForm } from '../../../../domain/person-names.ts';
import type { PlanField } from '../../../../domain/programme.ts';
import type { Subject } from '../../../../domain/subjects.ts';
import { SUBJECTS } from '../../../../domain/subjects.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import { Choices } from '../../../parts/choices.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { Icon } from '../../../parts/icon.tsx';
import type { PlanFormDraft } from './plan-draft.ts';
import type { ProgrammeView } from './programme-view.ts';
import { yearsOf } from './programme-view.ts';

/** The ids of the fields that can be wrong: an error summary leads to them. */
export const FIELD_IDS: Readonly<Record<PlanField, string>> = {
  title: 'plan-title',
  date: 'plan-date',
  years: 'plan-years',
};

interface FieldsProps {
  readonly view: ProgrammeView;
  readonly draft: PlanFormDraft;
  readonly set: (patch: Partial<PlanFormDraft>) => void;
  readonly errorOf: (field: PlanField) => string | undefined;
}

/** All of them. */
export function PlanFields(props: FieldsProps) {
  const { draft, set } = props;
  return (
    <>
      <What {...props} />
      <WhenAndWho {...props} />
      <Choices
        label="Counts towards"
        titled
        options={countsTowards.options.map((value) => ({ value, label: BENCHMARK_NAMES[value] }))}
        chosen={draft.counts}
        onChange={(counts) => set({ counts: counts as readonly CountsTowards[] })}
      />
      {draft.counts.includes('7') ? (
        <Choices
          label="Which kind of college or provider"
          titled
          options={PROVIDER_TYPES.map((value) => ({ value, label: PROVIDER_TYPE_NAMES[value] }))}
          chosen={draft.providers}
          onChange={(providers) => set({ providers: providers as readonly ProviderType[] })}
        />
      ) : null}
      <Field label="With whom (optional)" hint="An employer, a college or another visitor">
        <TextInput value={draft.organisation} onText={(organisation) => set({ organisation })} maxLength={200} />
      </Field>
      <Field label="What pupils are to learn (optional)" hint="Pupils can read this">
        <TextInput value={draft.aim} onText={(aim) => set({ aim })} maxLength={200} />
      </Field>
      <Choices
        label="Tags"
        titled
        options={ACTIVITY_TAGS.map((value) => ({ value, label: ACTIVITY_TAG_NAMES[value] }))}
        chosen={draft.tags}
        onChange={(tags) => set({ tags: tags as readonly ActivityTag[] })}
      />
      {draft.tags.includes('maths-science') ? (
        <Field label="Their occupation" hint="Different ones count in Years 7 to 9">
          <TextInput value={draft.occupation} onText={(occupation) => set({ occupation })} maxLength={200} />
        </Field>
      ) : null}
    </>
  );
}

function What({ draft, set, errorOf }: FieldsProps) {
  return (
    <>
      <Field label="What" id={FIELD_IDS.title} error={errorOf('title')}>
        <TextInput value={draft.title} onText={(title) => set({ title })} maxLength={150} />
      </Field>
      <div class="columns">
        <Field label="Kind of activity">
          <Select
            value={draft.activity}
            options={ACTIVITY_KINDS.map((value) => ({ value, label: ACTIVITY_KIND_NAMES[value] }))}
            onChoose={(kind) => set({ activity: kind as ActivityKind, counts: USUALLY_COUNTS[kind as ActivityKind] })}
          />
        </Field>
        {draft.activity === 'subject-careers' ? (
          <Field label="Subject">
            <Select
              value={draft.subject ?? ''}
              options={[
                { value: '', label: 'Several, or another' },
                ...SUBJECTS.map((value) => ({ value, label: value })),
              ]}
              onChoose={(value) => set({ subject: value === '' ? null : (value as Subject) })}
            />
          </Field>
        ) : null}
      </div>
    </>
  );
}

function WhenAndWho({ view, draft, set, errorOf }: FieldsProps) {
  const { terms, year, school } = view;
  const forms = school.forms.toSorted((a, b) => byForm(a.code, b.code));
  const offDay = isRealDate(draft.date) && !isSchoolDay(draft.date as IsoDate, terms);
  return (
    <>
      <Field
        label="When"
        id={FIELD_IDS.date}
        error={errorOf('date')}
        {...(offDay ? { hint: 'Not a school day by your terms' } : {})}
      >
        <TextInput
          type="date"
          class="date-own"
          value={draft.date}
          onText={(date) => set({ date })}
          min={schoolYearStart(year)}
          max={schoolYearEnd(year)}
        />
      </Field>
      {draft.form === null ? (
        <div id={FIELD_IDS.years} tabIndex={-1}>
          {errorOf('years') === undefined ? null : (
            <p class="error">
              <Icon name="needs" />
              {errorOf('years')}
            </p>
          )}
          <Choices
            label="For"
            titled
            options={yearsOf(view).map((value) => ({ value: String(value), label: `Year ${value}` }))}
            chosen={draft.years.map(String)}
            onChange={(years) => set({ years: years.map(Number) })}
          />
        </div>
      ) : null}
      <Field label="Only for one form">
        <Select
          value={draft.form ?? ''}
          options={[
            { value: '', label: 'No, for whole year groups' },
            ...forms.map(({ code }) => ({ value: code, label: code })),
          ]}
          onChoose={(code) => {
            const form = forms.find((one) => one.code === code);
            set(form ? { form: code as FormCode, years: [form.year] } : { form: null });
          }}
        />
      </Field>
    </>
  );
}
