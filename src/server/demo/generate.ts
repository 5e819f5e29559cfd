/**
 * The demo school: Wexcombe School with 1,500 invented pupils, a few who have left or are to come, and about 60,000 entries, from a seed and a moment.
 * The same seed and moment give the same school, id for id. Pure: what to do with it is make-demo.ts.
 */
import type { PersonId, RecordId } from '../../domain/ids.ts';
import type { DemoPart } from '../../protocol/demo.ts';
import type { Entry } from '../../domain/record.ts';
import { programmeRecord, ROSTER_RECORD, SCHOOL_RECORD } from '../../domain/record.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { dateOf } from '../../domain/time.ts';
import { formEntryId } from '../../domain/form-id.ts';
import { holdActivities } from './activities.ts';
import { aishasRecord } from './aisha.ts';
import { applications } from './applications.ts';
import * as career from './career.ts';
import { comeAndGone } from './come-and-gone.ts';
import { schoolYearOf } from '../../domain/calendar.ts';
import { londonInstant, termsOf } from './demo-calendar.ts';
import * as extras from './extras.ts';
import { stepsOf10B } from './form-10b.ts';
import { laSharing } from './la-sharing.ts';
import { maker } from './maker.ts';
import { nearMisses } from './near-misses.ts';
import { plannedSoon } from './planned-soon.ts';
import type { DemoPupil } from './pupils.ts';
import { enrolPupils } from './pupils.ts';
import { seeded } from './random.ts';
import { demoForms, hireStaff } from './staff.ts';
import { todaysInterviews } from './today.ts';
import { planVisits } from './visits.ts';
import type { World } from './world.ts';

/** A record with its entries in no order; ids are unique in it. */
export interface DemoRecord {
  readonly id: RecordId;
  readonly entries: readonly Entry[];
}

/** The demo school, ready to be loaded into an empty store. */
export interface DemoSchool {
  /** The school's own records first, then one for each pupil. */
  readonly records: readonly DemoRecord[];
  /** Whom each part of the demo is signed in as. */
  readonly people: Readonly<Record<DemoPart, PersonId>>;
}

/** Makes the demo school as it is at this moment. */
export function generateDemoSchool(seed: string, now: Instant): DemoSchool {
  const world = makeWorld(seed, now);
  const pupils = enrolPupils(world.rng.fork('pupils'), world.schoolYear, world.today);
  const records = new Map<DemoPupil, Entry[]>(pupils.map((pupil) => [pupil, recordOf(world, pupil)]));
  const put: extras.Put = (pupil, ...entries) => void records.get(pupil)?.push(...entries);
  const find = (name: string) => pupils.find((pupil) => fullName(pupil) === name) as DemoPupil;
  addStory(world, pupils, { find, put });
  addExtras(world, records, put);
  return {
    records: [
      ...schoolRecords(world),
      ...[...records].map(([pupil, entries]) => ({ id: pupil.record, entries })),
      ...comeAndGone(world).map(({ pupil, entries }) => ({ id: pupil.record, entries })),
    ],
    people: { ...staffOfParts(world.staff), pupil: find('Aisha Khan').person },
  };
}

/** The SENCO has every year, and the first subject lead is the one for science. */
const staffOfParts = ({ jo, lee, leader, senco, leads, senior, admin }: World['staff']) => ({
  adviser: jo,
  tutor: lee,
  leader,
  pastoral: senco,
  subject: leads[0] ?? leader,
  senior,
  admin,
});

const fullName = ({ name, surname }: DemoPupil) => `${name} ${surname}`;
const isAisha = (pupil: DemoPupil) => fullName(pupil) === 'Aisha Khan' && pupil.form === '10B';

function makeWorld(seed: string, now: Instant): World {
  const rng = seeded(seed);
  const today = dateOf(now);
  const makerFor = (name: string) => maker(rng.fork(name), now);
  const staff = hireStaff(makerFor('staff'), today);
  const activities = holdActivities(makerFor('activities'), staff, today);
  const visits = planVisits(makerFor('visits'), staff, today);
  return { now, today, schoolYear: schoolYearOf(today), rng, staff, activities, visits, makerFor };
}

/** The story of the interviews and steps of 10B is told apart: nothing random gets in its way. */
function recordOf(world: World, pupil: DemoPupil): Entry[] {
  const make = world.makerFor(pupil.record);
  if (isAisha(pupil)) return [...aishasRecord(world, make, pupil)];
  if (pupil.isNew) return [...career.basics(world, make, pupil)];
  const parts = [career.basics, career.support, career.experiences, career.plans];
  const more = pupil.form === '10B' ? [] : [career.interviews, career.claims];
  return [
    ...[...parts, ...more].flatMap((part) => part(world, make, pupil)),
    ...applications(world, pupil),
    ...laSharing(world, pupil),
  ];
}

interface Story {
  readonly find: (name: string) => DemoPupil;
  readonly put: extras.Put;
}

function addStory(world: World, pupils: readonly DemoPupil[], { find, put }: Story): void {
  const form = pupils.filter((pupil) => pupil.form === '10B');
  for (const [pupil, entries] of stepsOf10B(world, form)) put(pupil, ...entries);
  for (const [pupil, entries] of todaysInterviews(world, find)) put(pupil, ...entries);
  for (const pupil of [find('Zofia Nowak'), find('Harpreet Gill'), find('Malachi Osei')]) {
    put(pupil, extras.preparation(world, world.makerFor(`preparation-${pupil.record}`), pupil));
  }
  for (const pupil of form.slice(3, 6)) {
    const make = world.makerFor(`claim-${pupil.record}`);
    put(pupil, ...career.waitingClaim(world, make, pupil));
  }
}

function addExtras(world: World, records: ReadonlyMap<DemoPupil, readonly Entry[]>, put: extras.Put): void {
  const pupils = [...records.keys()];
  const unseen = pupils.filter((pupil) => !records.get(pupil)?.some((entry) => entry.kind === 'interview'));
  const free = unseen.filter((pupil) => pupil.form !== '10B' && !pupil.isNew);
  const asking = { eleven: free.filter((pupil) => pupil.year === 11), others: free.filter((pupil) => pupil.year < 11) };
  const last = { eleven: asking.eleven.slice(-3), others: asking.others.slice(-1) };
  const queue = { eleven: asking.eleven.slice(0, -3), others: asking.others.slice(0, -1) };
  extras.openRequests(world, last, put);
  extras.bookings(world, queue, put);
  extras.asks(world, pupils, put);
  extras.concerns(world, pupils, put);
  nearMisses(world, pupils, put);
}

function schoolRecords(world: World): readonly DemoRecord[] {
  const { staff, schoolYear, activities, visits } = world;
  const make = world.makerFor('school');
  const made = { by: staff.leader, at: londonInstant(`${schoolYear - 1}-09-01` as IsoDate, '09:00') };
  const school = make.single(
    'school',
    {
      name: 'Wexcombe School',
      youngest: 7,
      oldest: 11,
      edition: 'gatsby-2025',
      everyAdviserSeesAll: true,
      demo: true,
      contact: 'Mrs Okafor, careers leader, room C1, careers@wexcombe.example',
      dsl: 'Ms Brandt, room G2, or any member of staff at reception',
    },
    made,
  );
  const terms = [schoolYear - 1, schoolYear, schoolYear + 1].map((year) =>
    make.entry(
      'terms',
      { year, terms: [...termsOf(year)], checked: true },
      { ...made, id: `terms-${year}` as Entry['id'] },
    ),
  );
  const forms = demoForms().map(({ code, year }) =>
    make.entry('form', { code, year, closed: false }, { ...made, id: formEntryId(code) }),
  );
  return [
    { id: SCHOOL_RECORD, entries: [school, ...terms, ...forms, ...staff.entries] },
    { id: ROSTER_RECORD, entries: [...staff.roster, ...visits.entries] },
    { id: programmeRecord(schoolYear), entries: [...activities.programme, ...plannedSoon(world)] },
    { id: programmeRecord(schoolYear - 1), entries: activities.lastProgramme },
  ];
}
