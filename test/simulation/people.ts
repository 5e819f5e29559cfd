/** What people do on their devices: one thing on a record, an activity for a form, going through "Needs you". */
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { isSchoolRecord } from '../../src/domain/record.ts';
import { dateOf, toInstant } from '../../src/domain/time.ts';
import { MUTATIONS } from '../../src/domain/mutations/registry.ts';
import { groupsNow } from '../../src/sync/view.ts';
import { act } from './acts.ts';
import type { Act, Doing } from './made-up-parts.ts';
import { GENERATORS, activity, log, withdrawNewest } from './mutations-made-up.ts';
import { settle } from './scheduler.ts';
import { PUPILS, STAFF, UNLISTED } from './school.ts';
import { schoolWorkOf } from './school-work.ts';
import type { SimDevice } from './sim-device.ts';
import type { Stage } from './stage.ts';
import type { Intended, Tabs } from './tabs.ts';

const held = (device: SimDevice): readonly string[] =>
  device.signedOut
    ? []
    : [
        ...device.rows
          .map((row) => row.id as string)
          .filter((id) => !isSchoolRecord(id as RecordId) && device.meta.grants[id]),
        ...Object.values(UNLISTED).filter((id) => !device.row(id) && device.shows(id).view !== null),
      ];

/** How much of what leaders and advisers do is about the school and not about a pupil. */
const SCHOOL_SHARE = 0.06;

/** Somebody does one thing that chance and their groups allow. */
export function doOneThing(stage: Stage, tabs: Tabs, device: SimDevice): void {
  const { chance } = stage;
  const stranger = UNLISTED[device.person];
  // Somebody who is met is another person each time; here there is one for each adviser.
  if (stranger !== undefined && !stage.met.has(stranger) && !device.signedOut && chance.happens(MEETS_SHARE))
    return meet(stage, tabs, device, stranger);
  const works = device.signedOut || device.meta.cookie === null ? [] : schoolWorkOf(rolesOf(device));
  if (works.length > 0 && chance.happens(SCHOOL_SHARE)) {
    const { record, name, make } = chance.pick(works);
    const done = make(doingOn(stage, device, record));
    if (done) save(stage, tabs, device, [{ act: { name, ...done }, record, day: dayOn(stage, device) }]);
  } else doOne(stage, tabs, { device, what: act });
}

/** How often an adviser meets somebody who is not on the list. */
const MEETS_SHARE = 0.03;

/** The record and its interview in one act, as the screen does it. */
function meet(stage: Stage, tabs: Tabs, device: SimDevice, record: string): void {
  stage.met.add(record);
  const doing = doingOn(stage, device, record);
  const day = dayOn(stage, device);
  const start = GENERATORS['interview.start']?.(doing);
  const met: Act = {
    name: 'unlisted.add',
    args: { name: 'Somebody', surname: 'New', year: 10, on: doing.at.slice(0, 10) },
    parts: [{ kind: 'make', entry: 'pupil' }],
  };
  const acts = [met, ...(start ? [{ name: 'interview.start', ...start }] : [])];
  save(
    stage,
    tabs,
    device,
    acts.map((act) => ({ act, record, day })),
  );
}

const rolesOf = ({ person }: SimDevice): readonly string[] => STAFF[person] ?? ['pupil'];

/** The careers leader takes away what somebody has just made, and sends it. */
export async function tidyUp(stage: Stage, tabs: Tabs): Promise<void> {
  const device = stage.devices.find(({ person }) => person === 'lea');
  if (!device) return;
  doOne(stage, tabs, { device, what: withdrawNewest });
  await settle();
  void tabs.start(device);
}

interface One {
  readonly device: SimDevice;
  readonly what: (doing: Doing) => Act | null;
}

function doOne(stage: Stage, tabs: Tabs, { device, what }: One): void {
  const { chance, crowded } = stage;
  const records = held(device);
  const id = crowded && chance.happens(0.7) ? PUPILS[0] : chance.pick(records);
  if (!id || !records.includes(id) || !device.shows(id).view) return;
  const done = what(doingOn(stage, device, id));
  if (done) save(stage, tabs, device, [{ act: done, record: id, day: dayOn(stage, device) }]);
}

/** The person before a record as their screen shows it; a record that nobody has begun is empty. */
function doingOn(stage: Stage, device: SimDevice, id: string): Doing {
  const { chance, crowded, now } = stage;
  const sight = {
    person: device.person as PersonId,
    meta: device.meta,
    confirmed: device.row(id),
    own: device.own.filter((m) => m.record === id),
  };
  return {
    person: device.person,
    roles: rolesOf(device),
    groups: groupsNow(sight, id as RecordId),
    record: device.shows(id).view ?? { id: id as RecordId, entries: {} },
    chance,
    at: toInstant(now),
    contested: crowded && stage.mood['restore'] !== undefined,
    novel: stage.mood['deploy'] !== undefined,
    typing: stage.mood['typing'] !== undefined,
  };
}

/** A form's activity: one act of several mutations, saved whole. */
export function logActivity(stage: Stage, tabs: Tabs, device: SimDevice): void {
  const { chance } = stage;
  const records = held(device);
  if (!STAFF[device.person] || records.length === 0) return;
  const what = activity({ chance, at: toInstant(stage.now) });
  const who = records.filter(() => chance.happens(0.8));
  save(
    stage,
    tabs,
    device,
    who.map((record) => ({ act: log(what, chance.happens(0.8)), record, day: dayOn(stage, device) })),
  );
}

const dayOn = (stage: Stage, device: SimDevice) => dateOf(toInstant(stage.now + device.skewMs));

const versionOf = (name: string): number => MUTATIONS.find((one) => one.name === name)?.version ?? 1;

function save(stage: Stage, tabs: Tabs, device: SimDevice, doings: readonly Intended[]): void {
  const { chance, poison } = stage;
  const actId = doings.length > 1 ? chance.id() : undefined;
  const at = toInstant(stage.now + device.skewMs);
  const envelopes = doings.map(({ act: { name, args }, record }) => {
    const id = chance.id();
    if (chance.happens(0.01)) poison.add(id);
    return { id, name, version: versionOf(name), record, at, args, ...(actId === undefined ? {} : { act: actId }) };
  });
  tabs.save(device, envelopes as unknown as readonly MutationEnvelope[], doings);
}

/** Somebody goes through "Needs you" and offers one again, or leaves it. */
export async function dealWithNeeds({ chance, oracle }: Stage, tabs: Tabs, device: SimDevice): Promise<void> {
  const one = chance.pick(device.needs);
  if (!one?.envelope || !chance.happens(0.5)) return;
  oracle.wantedAgain(device, one.id);
  await tabs.open(device, { calm: true, slow: false }).retry(one.order);
  const now = device.own.find((m) => m.order === one.order);
  if (now && now.id !== one.id) oracle.offeredAgain(device, one.id, now.id);
  tabs.notePlaces(device);
}
