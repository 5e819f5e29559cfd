/** The new school year on the real server and SQLite: looked at, done, cut off and gone on with, taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formEntryId } from '../../src/domain/form-id.ts';
import type { FormCode, PersonId, RecordId } from '../../src/domain/ids.ts';
import { ROSTER_RECORD, SCHOOL_RECORD, entriesOf, entryOf, singleton } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import type {
  OperationState,
  RollOverChoices,
  RollOverPreview,
  UndoPreview,
} from '../../src/protocol/roster-operations.ts';
import { operationState, rollOverPreview, undoPreview } from '../../src/protocol/roster-operations.ts';
import { goOnAfterStop } from '../../src/server/operations/carry-out.ts';
import { operationDeps } from '../../src/server/http/school-routes.ts';
import { readRecord } from '../../src/server/store/store.ts';
import { PEOPLE, aPupil, aRecord, aStaffMember, anEntry, uuid } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, BEN, OFFICE, SCHOOL, aMutation, addStep, openSchoolServer } from './school-server.ts';

const DAY_MS = 86_400_000;
const ROOT = `/api/schools/${SCHOOL}/roster`;
const MOVE: RollOverChoices = { tutors: 'move', pastoral: 'stay', caseloads: 'stay', stay: [] };
const CARA = uuid(3) as RecordId;
const DAN = uuid(4) as RecordId;
const OLD = uuid(5) as RecordId;
const HART = 'mr-hart' as PersonId;
const since = { from: '2026-09-01' as IsoDate, to: null };

let server: SchoolServer;

const aForm = (code: string, year: number) =>
  anEntry('form', { code: code as FormCode, year, closed: false }, { id: formEntryId(code as FormCode) });
const identity = (year: number) =>
  anEntry(
    'identity',
    {
      legalForename: 'A',
      legalSurname: 'B',
      born: `${2026 - 5 - year}-10-03` as IsoDate,
      upn: null,
      sex: null,
    },
    { id: singleton('identity') },
  );

/** Days from the 11 November 2026 of the test school to this day. */
function goTo(day: string): void {
  server.pass(Date.parse(`${day}T09:00:00Z`) - Date.parse(server.deps.now()));
  server.signInAgain();
}

const look = async (choices = MOVE, as = PEOPLE.leader): Promise<RollOverPreview> =>
  rollOverPreview.parse(await (await server.ask('POST', `${ROOT}/roll-over/preview`, { as, body: choices })).json());
const begin = async (choices = MOVE, fingerprint?: string) =>
  server.ask('POST', `${ROOT}/roll-over`, {
    as: PEOPLE.leader,
    body: { ...choices, fingerprint: fingerprint ?? (await look(choices)).fingerprint },
  });
const last = async (): Promise<OperationState> => {
  const body = (await (await server.ask('GET', `${ROOT}/last`, { as: PEOPLE.leader })).json()) as { last: unknown };
  return operationState.parse(body.last);
};
const undoing = async (): Promise<UndoPreview> =>
  undoPreview.parse(await (await server.ask('POST', `${ROOT}/undo/preview`, { as: PEOPLE.leader })).json());
const undo = async () => {
  const { operation, fingerprint } = await undoing();
  return server.ask('POST', `${ROOT}/undo`, { as: PEOPLE.leader, body: { operation, fingerprint } });
};
const pupil = async (record: RecordId) => {
  const entry = entryOf(await readRecord(server.store.read, SCHOOL, record), singleton('pupil'), 'pupil');
  return entry && { year: entry.year, form: entry.form, to: entry.to };
};
const tutors = async () =>
  entriesOf(await readRecord(server.store.read, SCHOOL, ROSTER_RECORD), 'tutor').map(
    ({ person, form, from, to }) => `${person} ${form} ${from} ${to ?? 'on'}`,
  );
const groupsOf = async (person: PersonId, record: RecordId) => {
  const { head } = await server.syncAs(person);
  return Object.entries(head.grants?.records ?? {}).find(([, records]) => records.includes(record))?.[0];
};

/** Aisha 10B, Ben 9A, Cara 11B, Dan joins 7A in September, and one who left 11B in the spring. */
beforeEach(async () => {
  server = await openSchoolServer();
  const records = [
    aRecord(CARA, aPupil({ name: 'Cara', surname: 'Stone', year: 11, form: '11B' as FormCode }), identity(11)),
    aRecord(
      DAN,
      aPupil({ name: 'Dan', surname: 'Reid', year: 7, form: '7A' as FormCode, from: '2027-09-02' as IsoDate }),
      identity(6),
    ),
    aRecord(
      OLD,
      aPupil({ name: 'Old', surname: 'Boy', year: 11, form: '11B' as FormCode, to: '2027-03-31' as IsoDate }),
    ),
  ];
  await server.store.bulkLoad(
    SCHOOL,
    records.map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
  );
  const leader = (name: string, record: RecordId, args: unknown) => aMutation(name, record, args);
  await server.sendAs(
    PEOPLE.leader,
    ...[aForm('7A', 7), aForm('9A', 9), aForm('10B', 10), aForm('11B', 11)].map(({ id, code, year }) =>
      leader('form.set', SCHOOL_RECORD, { id, code, year, closed: false }),
    ),
    leader('staff.set', SCHOOL_RECORD, { ...plain(aStaffMember({ name: 'Mr Hart', roles: ['tutor'] })), id: HART }),
    leader('roster.tutor', ROSTER_RECORD, { id: 'tutor-9', form: '9A', person: HART, cover: false, ...since }),
    leader('identity.set', AISHA, fields(identity(10))),
    leader('identity.set', BEN, fields(identity(9))),
  );
});
afterEach(() => server.end());

const plain = ({ name, roles, guidance, left }: ReturnType<typeof aStaffMember>) => ({ name, roles, guidance, left });
const fields = ({ legalForename, legalSurname, born: date, upn, sex }: ReturnType<typeof identity>) => ({
  legalForename,
  legalSurname,
  born: date,
  upn,
  sex,
});

describe('the new school year', () => {
  it('shows who moves up, who leaves, what becomes of forms and duties, and who reads less', async () => {
    goTo('2027-09-03');
    const shown = await look();
    expect(shown).toMatchObject({ year: 2027, from: '2027-09-01', why: null });
    expect(shown.moves).toEqual([
      { year: 9, to: 10, pupils: 1 },
      { year: 10, to: 11, pupils: 1 },
    ]);
    expect(shown.leavers.map(({ name }) => name)).toEqual(['Cara Stone']);
    expect(shown.stays).toMatchObject([{ name: 'Dan Reid', joined: true }]);
    expect(shown.forms.map(({ code, to, closes }) => `${code} ${to ?? '–'}${closes ? ' closes' : ''}`)).toEqual([
      '7A 7A',
      '9A 10A closes',
      '10B 11B closes',
      '11B 11B',
    ]);
    expect(shown.duties.map(({ name, ends, begins }) => `${name}: ${ends} → ${begins}`)).toEqual([
      'Mr Hart: Form tutor of 9A → Form tutor of 10A',
      'Sam Lee: Form tutor of 10B → Form tutor of 11B',
    ]);
    // Tutors go with their pupils; Cara cannot open her record any more.
    expect(shown.grants.map(({ group, loses }) => `${group} ${loses.people} ${loses.records}`)).toEqual([
      'P 1 1',
      'G 1 1',
    ]);
  });

  it('moves pupils, forms and tutors as it was shown, and once', async () => {
    goTo('2027-09-03');
    const done = operationState.parse(await (await begin()).json());
    expect(done).toMatchObject({ kind: 'roll-over', left: 1, changed: 3, refused: 0, canUndo: true });
    expect(done.done).toBe(done.steps);
    expect(await pupil(AISHA)).toEqual({ year: 11, form: '11B', to: null });
    expect(await pupil(BEN)).toEqual({ year: 10, form: '10A', to: null });
    expect(await pupil(CARA)).toEqual({ year: 11, form: null, to: '2027-08-31' });
    expect(await pupil(DAN)).toEqual({ year: 7, form: '7A', to: null });
    expect(await tutors()).toContain('mr-hart 10A 2027-09-01 on');
    expect(await tutors()).toContain('mr-hart 9A 2026-09-01 2027-08-31');
    const again = await begin();
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ detail: 'The school is in 2027/28 already.' });
    expect(await pupil(AISHA)).toMatchObject({ year: 11 });
  });

  it('a form’s next tutor reads nothing of those who left it, this year or before', async () => {
    goTo('2027-09-03');
    await begin();
    expect(await groupsOf(PEOPLE.tutor, AISHA)).toBe('NT');
    expect(await groupsOf(PEOPLE.tutor, CARA)).toBe('N');
    expect(await groupsOf(PEOPLE.tutor, OLD)).toBe('N');
    expect(await pupil(OLD)).toEqual({ year: 11, form: null, to: '2027-03-31' });
  });

  it('can be looked at from June and begun in September, and what changed meanwhile is seen', async () => {
    goTo('2027-06-20');
    expect((await look()).why).toContain('1 September 2027');
    expect((await begin()).status).toBe(409);
    goTo('2027-09-01');
    const { fingerprint, why } = await look();
    expect(why).toBeNull();
    await server.sendAs(PEOPLE.leader, aMutation('pupil.change', BEN, { form: '10B' }));
    expect((await begin(MOVE, fingerprint)).status).toBe(409);
    expect(await pupil(AISHA)).toMatchObject({ year: 10 });
  });

  it('is refused when the pupils are in the years of their age already, as after a new list', async () => {
    const { why } = await look();
    expect(why).toMatch(/3 of 3 pupils are already in the year group of their age in 2026\/27/);
    expect((await begin()).status).toBe(409);
  });

  it('leaves pupils who repeat a year, and tutors where the school chooses so', async () => {
    goTo('2027-09-03');
    const choices: RollOverChoices = { ...MOVE, tutors: 'stay', stay: [BEN] };
    const shown = await look(choices);
    expect(shown.stays.map(({ name }) => name)).toEqual(['Ben Carter', 'Dan Reid']);
    expect(shown.duties).toEqual([{ name: 'Sam Lee', ends: 'Form tutor of 10B', begins: null }]);
    expect(shown.grants.find(({ group }) => group === 'T')).toMatchObject({ loses: { people: 1, records: 1 } });
    await begin(choices);
    expect(await pupil(BEN)).toEqual({ year: 9, form: '9A', to: null });
    expect(await groupsOf(PEOPLE.tutor, AISHA)).toBe('N');
  });

  it('goes on where it was when the server stops in the middle of a chunk, and does nothing twice', async () => {
    goTo('2027-09-03');
    const { fingerprint } = await look();
    const { write } = server.store;
    // The transaction that does the steps is cut off before it commits: the steps stand written down, none is done.
    let writes = 0;
    const cut: typeof write = (work) =>
      write(async (tx) => {
        const done = await work(tx);
        if ((writes += 1) === 2) throw new Error('the power went');
        return done;
      });
    (server.store as { write: typeof write }).write = cut;
    expect((await begin(MOVE, fingerprint)).status).toBe(500);
    expect(await last()).toMatchObject({ ended: null, done: 0, canUndo: false });
    expect(await pupil(AISHA)).toMatchObject({ year: 10 });
    const busy = await begin(MOVE, 'x');
    expect(busy.status).toBe(409);
    (server.store as { write: typeof write }).write = write;
    await goOnAfterStop(operationDeps(server.deps));
    await goOnAfterStop(operationDeps(server.deps));
    expect(await last()).toMatchObject({ changed: 3, left: 1, refused: 0 });
    expect((await last()).ended).not.toBeNull();
    expect(await pupil(AISHA)).toEqual({ year: 11, form: '11B', to: null });
    expect(await tutors()).toHaveLength(4);
  });

  it('is taken back whole, and can be done again then', async () => {
    const before = await tutors();
    goTo('2027-09-03');
    await begin();
    const { puts, keeps } = await undoing();
    expect(puts).toEqual([
      '3 pupils get back the year, form and names from before.',
      '1 pupil who was marked as left is back at the school.',
      '3 forms are as before.',
      '2 duties go on as before.',
      '2 duties that were begun end.',
    ]);
    expect(keeps).toEqual([]);
    expect((await undo()).status).toBe(200);
    expect(await pupil(AISHA)).toEqual({ year: 10, form: '10B', to: null });
    expect(await pupil(CARA)).toEqual({ year: 11, form: '11B', to: null });
    expect(await pupil(OLD)).toEqual({ year: 11, form: '11B', to: '2027-03-31' });
    for (const duty of before) expect(await tutors()).toContain(duty);
    expect(await groupsOf(PEOPLE.tutor, AISHA)).toBe('NT');
    expect(await last()).toMatchObject({ kind: 'undo', undoes: 'roll-over', canUndo: false });
    const again = await look();
    expect(again.why).toBeNull();
    expect(again.duties.map(({ begins }) => begins)).toEqual(['Form tutor of 10A', 'Form tutor of 11B']);
    expect((await begin()).status).toBe(200);
    expect(await pupil(AISHA)).toMatchObject({ year: 11 });
    expect(await groupsOf(PEOPLE.tutor, AISHA)).toBe('NT');
  });

  it('leaves what somebody changed since, and says whose it is', async () => {
    goTo('2027-09-03');
    await begin();
    await server.sendAs(PEOPLE.leader, aMutation('pupil.change', AISHA, { form: '10A' }));
    const { keeps } = await undoing();
    expect(keeps).toEqual(['Aisha Khan has been changed since and stays as now.']);
    await undo();
    expect(await pupil(AISHA)).toEqual({ year: 11, form: '10A', to: null });
    expect(await pupil(BEN)).toEqual({ year: 9, form: '9A', to: null });
  });

  it('cannot be taken back after a month, nor when nothing was done', async () => {
    expect((await server.ask('POST', `${ROOT}/undo/preview`, { as: PEOPLE.leader })).status).toBe(409);
    goTo('2027-09-03');
    await begin();
    server.pass(31 * DAY_MS);
    server.signInAgain();
    expect((await last()).canUndo).toBe(false);
    expect((await server.ask('POST', `${ROOT}/undo/preview`, { as: PEOPLE.leader })).status).toBe(409);
    await goOnAfterStop(operationDeps(server.deps));
    const names = await server.store.read.selectFrom('operation_step').select('place').execute();
    expect(names).toEqual([]);
    expect((await look()).why).toBe('The school is in 2027/28 already.');
  });

  it('keeps what was written before it, and takes what a tablet brings after it', async () => {
    goTo('2027-09-03');
    await begin();
    const { head } = await server.sendAs(PEOPLE.tutor, addStep(AISHA));
    expect(head.outcomes).toMatchObject([{ status: 'applied' }]);
  });

  it('is for the careers leader and administrators', async () => {
    for (const as of [PEOPLE.tutor, PEOPLE.adviser, AISHA as string as PersonId]) {
      expect((await server.ask('GET', `${ROOT}/last`, { as })).status).toBe(403);
      expect((await server.ask('POST', `${ROOT}/roll-over/preview`, { as, body: MOVE })).status).toBe(403);
      expect((await server.ask('POST', `${ROOT}/undo/preview`, { as })).status).toBe(403);
      expect((await server.ask('POST', `${ROOT}/go-on`, { as })).status).toBe(403);
    }
    expect((await server.ask('GET', `${ROOT}/last`)).status).toBe(401);
    goTo('2027-09-03');
    expect((await look(MOVE, OFFICE)).why).toBeNull();
  });
});
