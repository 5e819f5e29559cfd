/** Common Transfer Files with invented pupils, as suppliers write them. */
import { UPN } from './roster-csv.ts';

interface Said {
  readonly version?: string;
  readonly year?: string;
  readonly dest?: string;
  readonly encoding?: string;
}

/** A file of these pupils, each the XML within its element, for the school year 2026/27. */
export const aCtf = (
  pupils: readonly string[],
  { version = '26.0', year = '2026', dest = '', encoding = 'UTF-8' }: Said = {},
): string => `<?xml version="1.0" encoding="${encoding}"?>
<CTfile>
  <Header>
    <DocumentName>Common Transfer File</DocumentName><CTFversion>${version}</CTFversion>
    <DateTime>2026-11-10T09:00:00</DateTime><DocumentQualifier>partial</DocumentQualifier>
    <SourceSchool><LEA>801</LEA><Estab>2000</Estab><SchoolName>Wexcombe</SchoolName>
      ${year === '' ? '' : `<AcademicYear>${year}</AcademicYear>`}</SourceSchool>
    ${dest === '' ? '' : `<DestSchool><LEA>801</LEA><Estab>${dest}</Estab></DestSchool>`}
  </Header>
  <CTFpupilData>
    ${pupils.map((pupil) => `<Pupil>${pupil}</Pupil>`).join('\n    ')}
  </CTFpupilData>
</CTfile>`;

/** Aisha, with all that is read and much that is not. */
export const AISHA_CTF = `
  <UPN>${UPN.aisha}</UPN><Surname>Khan</Surname><Forename>Aisha Noor</Forename><DOB>2011-10-03</DOB><Sex>F</Sex>
  <BasicDetails><PreferredForename>Aisha</PreferredForename><NCyearActual>10</NCyearActual><RegGroup>10B</RegGroup></BasicDetails>
  <Admission><EntryDate>2022-09-05</EntryDate></Admission>
  <LookedAfter><InCare>false</InCare></LookedAfter>
  <SENhistory>
    <SEN><StartDate>2024-01-10</StartDate><SENprovision>E</SENprovision></SEN>
    <SEN><StartDate>2021-09-01</StartDate><SENprovision>K</SENprovision></SEN>
  </SENhistory>
  <Contacts><Contact><Surname>Parent</Surname><Forename>Nadia</Forename></Contact></Contacts>
  <SchoolHistory><School><EntryDate>2016-09-01</EntryDate><LeavingDate>2022-07-20</LeavingDate></School></SchoolHistory>`;
/** Ben, by another supplier: older names, preferred surname, all in one level. */
export const BEN_CTF = `
  <UPN>${UPN.ben}</UPN><Surname>Whitfield</Surname><Forename>Benjamin</Forename><PreferredForename>Ben</PreferredForename>
  <PreferredSurname>Whitfield-Ray</PreferredSurname><DOB>2011-02-14</DOB><Gender>M</Gender><NCyearActual>11</NCyearActual>
  <TutorGroup>11C</TutorGroup><SENprovision>N</SENprovision>`;
