import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/group.ts';
import type { PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import { applyMutation, checkMutation } from '../../src/domain/mutations/registry.ts';
import { withEntries } from '../../src/domain/change.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { importDone, importPreview } from '../../src/protocol/roster-import.ts';
import { ProblemError } from '../../src/server/http/problem.ts';
import { importFile } from '../../src/server/import/bring-in.ts';
import type { ImportPort } from '../../src/server/import/port.ts';
import { rosterPupil } from '../../src/server/import/roster.ts';
import { importRoutes } from '../../src/server/import/routes.ts';
import type { Officer, Step } from '../../src/server/operations/step.ts';
import { NOW, uuid } from '../support/builders.ts';
import { NO_RIGHTS, SIMS, UPN, tallied } from '../support/roster-csv.ts';

const LEADER: Officer = { school: 'wexcombe' as SchoolId, person: 'leader' as PersonId, roles: ['leader'] };

/** A port over records in memory: mutations are checked and applied by the domain itself. */
function memory() {
  const records = new Map<RecordId, CareersRecord>();
  let made = 0;
  let version = 0;
  const port: ImportPort = {
    read: async () => {
      const pupils = [...records.values()].flatMap(({ id, entries }) => rosterPupil(id, Object.values(entries)) ?? []);
      const school = Object.values(records.get('school' as RecordId)?.entries ?? {});
      const forms = school.flatMap((one) => (one.kind === 'form' ? [{ code: one.code, year: one.year }] : []));
      return { pupils, forms, youngest: 7, oldest: 11, today: '2026-11-11' as IsoDate, rights: NO_RIGHTS };
    },
    carryOut: async (as, steps) => {
      const one = ({ record, commands }: Step): boolean => {
        let now = records.get(record) ?? { id: record, entries: {} };
        for (const { name, args } of commands) {
          version += 1;
          const checked = checkMutation({ id: uuid(version) as never, name, version: 1, record, at: NOW, args });
          if (!checked.ok) return false;
          const applied = applyMutation(now, checked.value, { person: as.person, at: NOW, version, rank: version });
          if (!applied.ok) return false;
          now = withEntries(now, applied.value);
        }
        records.set(record, now);
        return true;
      };
      return tallied(steps, steps.map(one));
    },
    newRecord: () => uuid((made += 1)) as RecordId,
  };
  return { port, records };
}

function server(roles: readonly Role[] | null = ['leader']) {
  const { port, records } = memory();
  const who = async () => {
    if (roles === null) throw new ProblemError('signed-out');
    return { ...LEADER, roles };
  };
  const app = new Hono().route('/import', importRoutes({ port, who }));
  const post = (path: string, body: unknown, type = 'application/json') =>
    app.request(`/import${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const preview = async (text: string, wholeSchool = false) =>
    importPreview.parse(await (await post('/preview', { text, wholeSchool })).json());
  return { records, port, post, preview };
}

describe('bringing pupils in', () => {
  it('stores nothing before the confirmation, then what was shown', async () => {
    const { records, post, preview } = server();
    const shown = await preview(SIMS);
    expect(shown.adds.map(({ name, form }) => `${name} ${form}`)).toEqual(['Aisha Khan 10B', 'Ben Whitfield 11C']);
    expect(records.size).toBe(0);
    const done = await post('', { text: SIMS, wholeSchool: false, fingerprint: shown.fingerprint });
    expect(importDone.parse(await done.json())).toEqual({ added: 2, changed: 0, left: 0, skipped: 0 });
    expect(Object.keys(records.get('school' as RecordId)?.entries ?? {})).toEqual(['form-10B', 'form-11C']);
    expect(await preview(SIMS)).toMatchObject({ adds: [], changes: [], unchanged: 2 });
  });

  it('refuses a confirmation of another file, or after pupils changed', async () => {
    const { records, post, preview } = server();
    const { fingerprint } = await preview(SIMS);
    const other = await post('', { text: `${SIMS}\n`, wholeSchool: false, fingerprint });
    expect(other.status).toBe(409);
    expect(records.size).toBe(0);
    await post('', { text: SIMS, wholeSchool: false, fingerprint });
    expect((await post('', { text: SIMS, wholeSchool: false, fingerprint })).status).toBe(409);
  });

  it('counts bad rows as left out, and leavers of a whole school as left', async () => {
    const { post, preview } = server();
    const first = await preview(SIMS);
    await post('', { text: SIMS, wholeSchool: false, fingerprint: first.fingerprint });
    const text = `UPN,Forename,Surname,Year,Form\n${UPN.aisha},Aisha,Khan,10,10B\nX1,No,Body,10,10B`;
    const { fingerprint, leavers } = await preview(text, true);
    expect(leavers.map(({ name }) => name)).toEqual(['Ben Whitfield']);
    const done = await post('', { text, wholeSchool: true, fingerprint });
    expect(await done.json()).toEqual({ added: 0, changed: 0, left: 1, skipped: 1 });
  });

  it('answers wrong input with a problem that says what to do, and stores nothing', async () => {
    const { records, post } = server();
    const answers = await Promise.all([
      post('/preview', '{"text":'),
      post('/preview', { text: 'a', wholeSchool: false, more: 1 }),
      post('/preview', 'text=a', 'text/plain'),
      post('/preview', { text: '', wholeSchool: false }),
      post('/preview', { text: 'a\n'.repeat(1_000_000), wholeSchool: false }),
      post('/preview', 'x'.repeat(11 * 1024 * 1024)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 415, 400, 413, 413]);
    for (const answer of answers) expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(records.size).toBe(0);
  });

  it('lists the first thousand problems of a file that is all wrong, and says how many more there are', async () => {
    const { preview } = server();
    const rows = Array.from({ length: 1500 }, () => 'No,Body,,10');
    const { problems, rows: count } = await preview(['Forename,Surname,DOB,Year', ...rows].join('\n'));
    expect(count).toBe(1500);
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)?.reason).toContain('500 more');
  });

  it('is for the careers leader and administrators', async () => {
    const ask = { text: SIMS, wholeSchool: false };
    expect((await server(null).post('/preview', ask)).status).toBe(401);
    expect((await server(['tutor', 'adviser']).post('/preview', ask)).status).toBe(403);
    expect((await server(['admin']).post('/preview', ask)).status).toBe(200);
  });

  it('takes a file at once from the command line', async () => {
    const { port, records } = memory();
    const done = await importFile(port, LEADER, Buffer.from(SIMS));
    expect(done).toMatchObject({ ok: true, value: { added: 2, skipped: 0 } });
    expect(records.size).toBe(3);
    expect(await importFile(port, LEADER, Uint8Array.from([0xe9, 0x2c]))).toMatchObject({ ok: false });
  });
});
