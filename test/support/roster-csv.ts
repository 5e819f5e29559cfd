/** Files as school systems export them, with invented pupils, and a school for them to be compared with. */
import type { FormCode, RecordId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import type { ImportSchool } from '../../src/server/import/plan.ts';
import type { RosterPupil } from '../../src/server/import/roster.ts';
import type { Rights } from '../../src/server/operations/rights-after.ts';
import type { Step, StepTally } from '../../src/server/operations/step.ts';
import { aPupil, anEntry } from './builders.ts';

/** Valid UPNs: real check letters, invented schools. */
export const UPN = {
  aisha: 'B801200005001',
  ben: 'R201100018042',
  temporary: 'Z80120001504A',
} as const;

/** SIMS: legal names in columns of their own, "Year  9", registration group, SEN status, DD/MM/YYYY. */
export const SIMS = [
  '\uFEFFAdno,UPN,Legal Surname,Legal Forename,Preferred Forename,DOB,Gender,Year,Reg Group,SEN Status,In Care,Pupil Premium',
  `004211,${UPN.aisha},Khan,Aisha Noor,Aisha,03/10/2011,F,Year  10,10B,E,No,No`,
  `004212,${UPN.ben},Whitfield,Benjamin,Ben,14/02/2011,M,Year  11,11C,N,No,Yes`,
].join('\r\n');

/** Arbor: the whole name in "Student", "Year 10", a registration form, quotes. */
export const ARBOR = [
  '"Student","UPN","Date of birth","Sex","Year group","Registration form"',
  `"Khan, Aisha","${UPN.aisha}","03 Oct 2011","Female","Year 10","10B"`,
  `"Whitfield, Ben","${UPN.ben}","14 Feb 2011","Male","Year 11","11C"`,
].join('\n');

/** Bromcom: a title above the headings, semicolons, ISO dates. */
export const BROMCOM = [
  'Student list;;;;;;',
  'Student ID;Preferred First Name;Legal Last Name;Tutor Group;Year Group;UPN;Date of Birth',
  `77;Aisha;Khan;10B;10;${UPN.aisha};2011-10-03`,
  `78;Ben;Whitfield;11C;11;${UPN.ben};2011-02-14`,
].join('\n');

/** A pupil who is there, with identity. */
export function known(
  record: string,
  {
    name = 'Aisha',
    surname = 'Khan',
    year = 10,
    form = '10B',
    upn = UPN.aisha as string | null,
    born = '2011-10-03',
  } = {},
): RosterPupil {
  return {
    record: record as RecordId,
    pupil: aPupil({ name, surname, year, form: form as FormCode }),
    identity: anEntry('identity', {
      legalForename: name,
      legalSurname: surname,
      born: born as IsoDate,
      upn,
      sex: 'F',
    }),
    support: null,
  };
}

/** A school of Years 7 to 11 with these pupils, on 11 November 2026, seen by the careers leader. */
export const schoolOf = (pupils: readonly RosterPupil[], over: Partial<ImportSchool> = {}): ImportSchool => ({
  pupils,
  forms: [{ code: '10B' as FormCode, year: 10 }],
  youngest: 7,
  oldest: 11,
  today: '2026-11-11' as IsoDate,
  maySetSupport: true,
  readsIdentity: true,
  ...over,
});

/** A school in which nobody has any duties. */
export const NO_RIGHTS: Rights = {
  facts: {
    pupils: [],
    staff: [],
    tutors: [],
    caseloads: [],
    pastoral: [],
    bookings: [],
    everyAdviserSeesAll: false,
    programmes: [],
  },
  duties: [],
  names: new Map(),
};

/** What came of these steps, each applied or not. */
export function tallied(steps: readonly Step[], applied: readonly boolean[]): StepTally {
  const tally = { form: 0, duty: 0, add: 0, change: 0, leave: 0, refused: 0 };
  for (const [at, { does }] of steps.entries()) tally[applied[at] ? does : 'refused'] += 1;
  return tally;
}

const FORENAMES =
  'Aisha Ben Cara Dev Ella Femi Grace Hal Iona Jay Kai Łucja Mo Nia Omar Poppy Quinn Rosa Sam Tia'.split(' ');
const SURNAMES = 'Khan Carter Stone Zieliński Smith Patel Jones Nowak Ali Brown Reid Liu Okoro'.split(' ');
const FORMS = 4;

/** A list of `count` invented pupils of Years 7 to 11 with four forms each, in the school year 2026/27: names differ while count ≤ 260. */
export function aSchoolList(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const year = 7 + (n % 5);
    const form = `${year}${'ABCD'[Math.floor(n / 5) % FORMS] ?? 'A'}`;
    const name = `${FORENAMES[n % FORENAMES.length] ?? ''},${SURNAMES[n % SURNAMES.length] ?? ''}`;
    return `${name},${String(1 + (n % 28)).padStart(2, '0')}/02/${2022 - year},${n % 2 ? 'F' : 'M'},Year ${year},${form}`;
  });
  return ['Forename,Surname,Date of birth,Sex,Year group,Form', ...rows].join('\r\n');
}
