/** Changes of the whole roster on the real server and SQLite: imports cut off and taken back, and what is kept of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/domain/ids.ts';
import { entryOf, singleton } from '../../src/domain/record.ts';
import { importDone, importPreview } from '../../src/protocol/roster-import.ts';
import { operationState, undoPreview } from '../../src/protocol/roster-operations.ts';
import { operationDeps } from '../../src/server/http/school-routes.ts';
import { CHUNK, carryOut, goOnAfterStop } from '../../src/server/operations/carry-out.ts';
import { readRecord } from '../../src/server/store/store.ts';
import { erase } from '../../src/server/sync/restore.ts';
import { PEOPLE } from '../support/builders.ts';
import { aSchoolList } from '../support/roster-csv.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, BEN, OFFICE, SCHOOL, aMutation, openSchoolServer } from './school-server.ts';

const ROOT = `/api/schools/${SCHOOL}`;
const LIST = [
  'Forename,Surname,Date of birth,Year group,Form,SEN provision',
  'Aisha,Khan,03/10/2011,Year 10,10C,K',
  'Cara,Stone,01/02/2012,Year 10,10C,N',
].join('\n');

let server: SchoolServer;

beforeEach(async () => {
  server = await openSchoolServer();
  await server.sendAs(
    PEOPLE.leader,
    aMutation('identity.set', AISHA, {
      legalForename: 'Aisha',
      legalSurname: 'Khan',
      born: '2011-10-03',
      upn: null,
      sex: 'F',
    }),
  );
});
afterEach(() => server.end());

const preview = async (text: string, wholeSchool = false, as = PEOPLE.leader) =>
  importPreview.parse(
    await (await server.ask('POST', `${ROOT}/import/preview`, { as, body: { text, wholeSchool } })).json(),
  );
const confirm = async (text: string, fingerprint: string, wholeSchool = false, as = PEOPLE.leader) =>
  server.ask('POST', `${ROOT}/import`, { as, body: { text, wholeSchool, fingerprint } });
const bringIn = async (text: string, wholeSchool = false) => {
  const answer = await confirm(text, (await preview(text, wholeSchool)).fingerprint, wholeSchool);
  return importDone.parse(await answer.json());
};
const last = async () => {
  const body = (await (await server.ask('GET', `${ROOT}/roster/last`, { as: PEOPLE.leader })).json()) as {
    last: unknown;
  };
  return operationState.parse(body.last);
};
const undoing = async (as = PEOPLE.leader) =>
  undoPreview.parse(await (await server.ask('POST', `${ROOT}/roster/undo/preview`, { as })).json());
const undo = async () => {
  const { operation, fingerprint } = await undoing();
  return server.ask('POST', `${ROOT}/roster/undo`, { as: PEOPLE.leader, body: { operation, fingerprint } });
};
const pupil = async (record: RecordId) =>
  entryOf(await readRecord(server.store.read, SCHOOL, record), singleton('pupil'), 'pupil');
const pupils = async () => {
  const { pupils: all } = await server.deps.rosters.facts(server.store.read, SCHOOL);
  return all.length;
};

describe('a list of pupils', () => {
  it('says since when those who join are at the school', async () => {
    const dated =
      'Forename,Surname,Date of birth,Year,Admission date\nCara,Stone,01/02/2012,10,02/11/2026\nDev,Reid,02/02/2012,10,';
    const { adds } = await preview(dated);
    expect(adds.map(({ name, from }) => `${name} ${from}`)).toEqual(['Cara Stone 2026-11-02', 'Dev Reid null']);
    await bringIn(dated);
    const { pupils: all } = await server.deps.rosters.facts(server.store.read, SCHOOL);
    expect(all.map(({ from }) => from)).toEqual(expect.arrayContaining(['2026-11-02', '2026-11-11']));
  });

  it('shows before it goes in who will lose records', async () => {
    const { grants } = await preview(LIST);
    // Aisha goes from 10B to 10C, which nobody has.
    expect(grants.find(({ group }) => group === 'T')).toMatchObject({
      loses: { people: 1, records: 1 },
      names: ['Sam Lee'],
    });
    const { grants: whole } = await preview(LIST, true);
    expect(whole.find(({ group }) => group === 'P')).toMatchObject({ loses: { people: 1, records: 1 } });
  });

  it('goes in whole after the server stopped in the middle of a chunk, and nobody twice', async () => {
    const text = aSchoolList(3 * CHUNK);
    const { fingerprint } = await preview(text);
    const { write } = server.store;
    let chunks = 0;
    (server.store as { write: typeof write }).write = (work) =>
      write(async (tx) => {
        const done = await work(tx);
        // The list written down, one chunk of it in; the next is undone as by a power cut.
        if ((chunks += 1) === 3) throw new Error('the power went');
        return done;
      });
    expect((await confirm(text, fingerprint)).status).toBe(500);
    const half = await pupils();
    expect(half).toBeGreaterThan(2);
    expect(half).toBeLessThan(2 + CHUNK);
    expect(await last()).toMatchObject({ ended: null, done: CHUNK, canUndo: false });
    (server.store as { write: typeof write }).write = write;
    server.deps.rosters.forget();
    // Another list has to wait.
    const other = await preview(LIST);
    expect((await confirm(LIST, other.fingerprint)).status).toBe(409);
    await goOnAfterStop(operationDeps(server.deps));
    await goOnAfterStop(operationDeps(server.deps));
    expect(await pupils()).toBe(2 + 3 * CHUNK);
    expect(await last()).toMatchObject({ kind: 'import', added: 3 * CHUNK, refused: 0, canUndo: true });
    expect(await preview(text)).toMatchObject({ adds: [], changes: [], unchanged: 3 * CHUNK });
  });

  it('is taken back: who changed is as before, who left is back, who was new is marked as left', async () => {
    const done = await bringIn(LIST, true);
    expect(done).toEqual({ added: 1, changed: 1, left: 1, skipped: 0 });
    // Nobody who has 9A later reads the record of one who left it.
    expect(await pupil(BEN)).toMatchObject({ form: null, to: '2026-11-11' });
    const { puts, keeps } = await undoing();
    expect(puts).toEqual([
      '1 pupil gets back the year, form and names from before.',
      '1 pupil who was marked as left is back at the school.',
      '1 form is as before.',
      '1 pupil who was new is marked as having left.',
    ]);
    expect(keeps).toHaveLength(1);
    expect((await undo()).status).toBe(200);
    expect(await pupil(AISHA)).toMatchObject({ form: '10B', to: null });
    const support = entryOf(await readRecord(server.store.read, SCHOOL, AISHA), singleton('support'), 'support');
    expect(support).toMatchObject({ sen: 'N' });
    expect(await pupil(BEN)).toMatchObject({ form: '9A', to: null });
    expect(await last()).toMatchObject({ kind: 'undo', undoes: 'import', changed: 2, left: 1, refused: 0 });
    // Once is all.
    expect((await server.ask('POST', `${ROOT}/roster/undo/preview`, { as: PEOPLE.leader })).status).toBe(409);
    // The right list brings the pupil back who was marked as left.
    const again = await preview(LIST);
    expect(again.changes.filter(({ back }) => back).map(({ name, what }) => `${name}: ${what.join()}`)).toEqual([
      'Cara Stone: Is back at the school',
    ]);
  });

  it('taken back, what the list said of English as an additional language is not known again', async () => {
    const eal = async () =>
      entryOf(await readRecord(server.store.read, SCHOOL, AISHA), singleton('identity'), 'identity')?.eal ?? null;
    await bringIn('Forename,Surname,DOB,Year group,First language\nAisha,Khan,03/10/2011,Year 10,Polish');
    expect(await eal()).toBe(true);
    expect((await undo()).status).toBe(200);
    expect(await eal()).toBeNull();
  });

  it('taken back by an administrator leaves support as it is, and says so', async () => {
    await bringIn(LIST);
    const { keeps } = await undoing(OFFICE);
    expect(keeps).toContain(
      'Support and plans of 1 pupil stay as they are: only the careers leader can put them back.',
    );
  });

  it('cannot be taken back by what was looked at before somebody changed a pupil', async () => {
    await bringIn(LIST);
    const { operation, fingerprint } = await undoing();
    await server.sendAs(PEOPLE.leader, aMutation('pupil.change', AISHA, { surname: 'Khan-Lee' }));
    const body = { operation, fingerprint };
    expect((await server.ask('POST', `${ROOT}/roster/undo`, { as: PEOPLE.leader, body })).status).toBe(409);
    expect((await undoing()).keeps).toContain('Aisha Khan-Lee has been changed since and stays as now.');
  });

  it('keeps nothing of a pupil who is erased, nor of the list before the last', async () => {
    await bringIn(LIST);
    const before = await server.store.read.selectFrom('operation_step').select('wrote').execute();
    expect(JSON.stringify(before)).toContain('Khan');
    await server.store.write((tx) => erase(tx, SCHOOL, AISHA, server.deps.now()));
    server.deps.rosters.forget();
    const after = await server.store.read.selectFrom('operation_step').select(['wrote', 'commands']).execute();
    expect(JSON.stringify(after)).not.toContain('Khan');
    await bringIn(`${LIST}\nDev,Reid,02/02/2012,Year 10,10C,N`.replace('Aisha,Khan,03/10/2011,Year 10,10C,K\n', ''));
    const left = await server.store.read.selectFrom('operation_step').select('operation').distinct().execute();
    expect(left).toEqual([{ operation: (await last()).id }]);
  });

  it('does a step whole or not at all, and goes on after one that is refused or fails', async () => {
    const office = { school: SCHOOL, person: OFFICE, roles: ['admin'] } as const;
    const deps = operationDeps(server.deps);
    const { now } = deps;
    let calls = 0;
    const failing = {
      ...deps,
      // Fails by itself in the middle of the second step.
      now: () => {
        if ((calls += 1) === 8) throw new TypeError('a fault of our own');
        return now();
      },
    };
    const support = { sen: 'K', pupilPremium: false, lookedAfter: false, outcomes: null } as const;
    const rename = (surname: string) => ({ name: 'pupil.change', args: { surname } }) as const;
    await carryOut(failing, office, {
      kind: 'import',
      steps: [
        { does: 'change', record: AISHA, commands: [rename('First'), { name: 'support.set', args: support }] },
        { does: 'change', record: BEN, commands: [rename('Second'), rename('Third')] },
        { does: 'change', record: BEN, commands: [rename('Last')] },
      ],
    });
    // The first is not an administrator’s to do; the second failed.
    expect(await pupil(AISHA)).toMatchObject({ surname: 'Khan' });
    expect(await pupil(BEN)).toMatchObject({ surname: 'Last' });
    expect(await last()).toMatchObject({ changed: 1, refused: 2, done: 3 });
    expect((await undoing()).puts).toEqual(['1 pupil gets back the year, form and names from before.']);
  });
});
