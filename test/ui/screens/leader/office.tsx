/** A careers leader at a small school, for the screens of the office: Wexcombe on 11 November 2026. */
import { fireEvent } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { vi } from 'vitest';
import { formEntryId } from '../../../../src/domain/form-id.ts';
import type { EntryId, FormCode, PersonId, RecordId, SchoolId } from '../../../../src/domain/ids.ts';
import type { CareersRecord, Entry, EntryOf } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import type { Session } from '../../../../src/protocol/accounts.ts';
import { NOW, PEOPLE, aPupil, aRecord, aStaffMember, anEntry, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';

export const SCHOOL = 'wexcombe' as SchoolId;

/** Mrs Okafor, the careers leader. */
export const LEADER: Session = {
  account: 'a',
  name: 'Mrs Okafor',
  school: SCHOOL,
  schoolName: 'Wexcombe School',
  person: PEOPLE.leader,
  roles: ['leader'],
  demo: false,
};

/** A form of the school. */
export const aForm = (code: string, year: number): EntryOf<'form'> =>
  anEntry('form', { code: code as FormCode, year, closed: false }, { id: formEntryId(code as FormCode) });

/** A tutor's duty since September. */
export const aDuty = (form: string, person: PersonId = PEOPLE.tutor): EntryOf<'tutor'> =>
  anEntry('tutor', { form: form as FormCode, person, cover: false, from: '2026-09-01' as IsoDate, to: null });

/** Member of staff by role, with no guidance qualification. */
export const staff = (id: PersonId, name: string, ...roles: EntryOf<'staff'>['roles']): EntryOf<'staff'> =>
  aStaffMember({ id: id as string as EntryId, name, roles, guidance: null });

/** The settings of the school. */
export const settings = (over: Partial<EntryOf<'school'>> = {}): EntryOf<'school'> => ({
  ...anEntry(
    'school',
    {
      name: 'Wexcombe School',
      youngest: 7,
      oldest: 11,
      contact: 'Mrs Okafor',
      dsl: 'Ms Brandt',
      edition: 'gatsby-2025',
      everyAdviserSeesAll: true,
      demo: false,
    },
    { id: singleton('school') },
  ),
  ...over,
});

/** The staff of the school: leader, adviser, tutor. */
export const STAFF = [
  staff(PEOPLE.leader, 'Mrs Okafor', 'leader'),
  aStaffMember(),
  staff(PEOPLE.tutor, 'Mr Lee', 'tutor'),
];

/** The nth pupil: a record with a name of its own. */
export const pupilRecord = (n: number, over: Parameters<typeof aPupil>[0], ...more: readonly Entry[]): CareersRecord =>
  aRecord(uuid(n), aPupil({ surname: `Pupil${String(n).padStart(2, '0')}`, ...over }), ...more);

interface Office {
  readonly school?: readonly Entry[];
  readonly roster?: readonly Entry[];
  readonly pupils?: readonly CareersRecord[];
  readonly session?: Session;
}

/** Mounts a screen for the careers leader. */
export function renderOffice(
  screen: ComponentChild,
  { school = [settings(), ...STAFF], roster = [], pupils = [], session = LEADER }: Office = {},
) {
  const record = (id: string, entries: readonly Entry[]): CareersRecord => ({
    id: id as RecordId,
    entries: Object.fromEntries(entries.map((one) => [one.id, one])),
  });
  const records = [
    { record: record('school', school), groups: ['N', 'L'] as const },
    { record: record('roster', roster), groups: ['N', 'L'] as const },
    ...pupils.map((one) => ({ record: one, groups: ['N', 'G', 'L'] as const })),
  ];
  return renderScreen(screen, { session, records, now: NOW });
}

/** Answers of the network in place of fetch. `null`: no answer comes. */
export function network(answer: (path: string, init: RequestInit) => Response | Promise<Response> | null) {
  const asked: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({
      method: init.method ?? 'GET',
      path,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    });
    const response = await answer(path, init);
    if (response === null) throw new TypeError('no answer');
    return response;
  });
  return asked;
}

/** Chooses in a select, or gives a file to a file input: the event that the browser sends. */
export function change(control: HTMLElement, what: { readonly value: string } | { readonly files: readonly File[] }) {
  if ('files' in what) Object.defineProperty(control, 'files', { configurable: true, value: what.files });
  else (control as HTMLSelectElement).value = what.value;
  // fireEvent.change would send "input", as React does.
  fireEvent(control, new Event('change', { bubbles: true }));
}
