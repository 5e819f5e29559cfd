/** The fields of a member of staff: name, roles with what each sees, years, guidance qualification. Used to invite and to change. */
import { ROLE_NAMES } from '../../../../domain/group.ts';
import type { Role } from '../../../../domain/group.ts';
import { byStaffName } from '../../../../domain/person-names.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import type { Problem } from '../../../parts/error-summary.tsx';
import { Check, Choices } from '../../../parts/choices.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { ROLE_SEES, STAFF_ROLES } from './role-words.ts';

/** What the form holds while it is filled in. */
export interface StaffDraft {
  readonly name: string;
  readonly roles: readonly Role[];
  /** '' : no guidance qualification. */
  readonly level: string;
  readonly from: string;
  readonly to: string;
  /** Years that a pastoral role looks after, or an adviser whose caseload is named. */
  readonly years: readonly number[];
}

/** An empty form. */
export const NOBODY: StaffDraft = { name: '', roles: [], level: '', from: '', to: '', years: [] };

/** The form of somebody who is there. */
export const draftOf = ({ name, roles, guidance }: EntryOf<'staff'>, years: readonly number[]): StaffDraft => ({
  name,
  roles,
  level: guidance?.level ?? '',
  from: guidance?.from ?? '',
  to: guidance?.to ?? '',
  years,
});

/** The qualification as the entry holds it; null without one. */
export const guidanceOf = ({ roles, level, from, to }: StaffDraft): EntryOf<'staff'>['guidance'] =>
  level === '' || !roles.includes('adviser')
    ? null
    : { level, from: from as IsoDate, to: to === '' ? null : (to as IsoDate) };

/** What is wrong, each with the id of its field. */
export function problemsOf(draft: StaffDraft): readonly Problem[] {
  const { name, roles, level, from, to } = draft;
  const qualified = level !== '' && roles.includes('adviser');
  const found: (Problem | false)[] = [
    name.trim() === '' && { field: 'staff-name', words: 'Write the name, as pupils know them' },
    roles.length === 0 && { field: 'role-adviser', words: 'Choose at least one role' },
    needsYears(draft) &&
      draft.years.length === 0 && { field: 'staff-years', words: 'Choose the years they look after' },
    qualified &&
      !isRealDate(from) && { field: 'held-from', words: 'Write the date since which the qualification is held' },
    qualified &&
      to !== '' &&
      (!isRealDate(to) || to < from) && { field: 'held-to', words: 'The last day must not be before the first' },
  ];
  return found.filter((problem) => problem !== false);
}

/** Does the role read by years? */
export const needsYears = ({ roles }: Pick<StaffDraft, 'roles'>): boolean => roles.includes('pastoral');

/** What counts; a lower level is no guidance qualification and is left at "None yet". */
const LEVELS = ['Level 6', 'Level 7'];

interface FieldsProps {
  readonly draft: StaffDraft;
  readonly onChange: (draft: StaffDraft) => void;
  readonly problems: readonly Problem[];
  /** The years that the school teaches. */
  readonly years: readonly number[];
  /** Does each adviser see all pupils? Then a caseload needs no years. */
  readonly adviserSeesAll: boolean;
}

/** The fields. */
export function StaffFields({ draft, onChange, problems, years, adviserSeesAll }: FieldsProps) {
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.words;
  const yearly = needsYears(draft) || (draft.roles.includes('adviser') && !adviserSeesAll);
  return (
    <>
      <Field label="Name" hint="As pupils know them: Mr Lee, Jo Mercer" id="staff-name" error={errorOf('staff-name')}>
        <TextInput value={draft.name} onText={(name) => onChange({ ...draft, name })} maxLength={200} />
      </Field>
      <fieldset class="roles">
        <legend class="label">Roles</legend>
        {errorOf('role-adviser') === undefined ? null : <p class="error">{errorOf('role-adviser')}</p>}
        {STAFF_ROLES.map((role) => (
          <Check
            key={role}
            id={`role-${role}`}
            checked={draft.roles.includes(role)}
            hint={ROLE_SEES[role]}
            onChange={(on) =>
              onChange({ ...draft, roles: STAFF_ROLES.filter((r) => (r === role ? on : draft.roles.includes(r))) })
            }
          >
            {ROLE_NAMES[role]}
          </Check>
        ))}
      </fieldset>
      {yearly ? (
        <div id="staff-years" tabIndex={-1}>
          {errorOf('staff-years') === undefined ? null : <p class="error">{errorOf('staff-years')}</p>}
          <Choices
            label="Years they look after"
            titled
            options={years.map((year) => ({ value: String(year), label: `Year ${year}` }))}
            chosen={draft.years.map(String)}
            onChange={(chosen) => onChange({ ...draft, years: chosen.map(Number) })}
          />
        </div>
      ) : null}
      {draft.roles.includes('adviser') ? <Guidance draft={draft} onChange={onChange} errorOf={errorOf} /> : null}
    </>
  );
}

interface GuidanceProps extends Pick<FieldsProps, 'draft' | 'onChange'> {
  readonly errorOf: (field: string) => string | undefined;
}

/** Only interviews on days that the qualification covers count for benchmark 8 (policy 5.12.6). */
function Guidance({ draft, onChange, errorOf }: GuidanceProps) {
  const levels = LEVELS.includes(draft.level) || draft.level === '' ? LEVELS : [...LEVELS, draft.level];
  return (
    <fieldset class="guidance">
      <legend class="label">Guidance qualification</legend>
      <p class="hint">
        Only interviews on days on which Level 6 or above is held count as personal guidance (benchmark 8).
      </p>
      <div class="three-fields">
        <Field label="Level">
          <Select
            value={draft.level}
            options={[{ value: '', label: 'None yet' }, ...levels.map((level) => ({ value: level, label: level }))]}
            onChoose={(level) => onChange({ ...draft, level })}
          />
        </Field>
        {draft.level === '' ? null : (
          <>
            <Field label="Held since" id="held-from" error={errorOf('held-from')}>
              <TextInput type="date" value={draft.from} onText={(from) => onChange({ ...draft, from })} />
            </Field>
            <Field label="Until (leave empty if it goes on)" id="held-to" error={errorOf('held-to')}>
              <TextInput type="date" value={draft.to} onText={(to) => onChange({ ...draft, to })} />
            </Field>
          </>
        )}
      </div>
    </fieldset>
  );
}

/** Staff in order of name, those who have left aside. */
export const present = <S extends EntryOf<'staff'>>(staff: readonly S[]): readonly S[] =>
  staff.filter(({ left }) => !left).toSorted(byStaffName);
