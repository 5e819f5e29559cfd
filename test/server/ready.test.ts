/** What whoever watches the server is told: that it lives, and whether it can do its work. */
import { mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PROBED_MS } from '../../src/server/http/ready.ts';
import { MIGRATIONS } from '../../src/server/store/migrations.ts';
import type { SchoolServer } from './school-server.ts';
import { openSchoolServer } from './school-server.ts';

let server: SchoolServer;
afterEach(() => server.end());

describe('the server', () => {
  it('says that it lives, and that it is ready until it stops', async () => {
    let ready = true;
    server = await openSchoolServer({ ready: () => ready });
    expect(await (await server.app.request('/livez')).text()).toBe('ok');
    expect((await server.app.request('/readyz')).status).toBe(200);
    ready = false;
    expect((await server.app.request('/readyz')).status).toBe(503);
    expect((await server.app.request('/livez')).status).toBe(200);
  });

  const readyz = async () => (await server.app.request('/readyz')).status;

  it('is not ready while nothing can be written to its data or beside them, and is again after that', async () => {
    server = await openSchoolServer();
    const { read } = server.store;
    // Pages that are free would do for what is tried.
    await sql`VACUUM`.execute(read);
    const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(read);
    await sql.raw(`PRAGMA max_page_count=${rows[0]?.page_count}`).execute(read);
    expect(await readyz()).toBe(503);
    await sql.raw('PRAGMA max_page_count=1000000').execute(read);
    server.pass(PROBED_MS);
    expect(await readyz()).toBe(200);
    const inTheWay = join(dirname(server.file), '.probe');
    mkdirSync(inTheWay);
    server.pass(PROBED_MS);
    expect(await readyz()).toBe(503);
    rmdirSync(inTheWay);
    server.pass(PROBED_MS);
    expect(await readyz()).toBe(200);
    expect((await server.app.request('/livez')).status).toBe(200);
  });

  it('is not ready over data of another version', async () => {
    server = await openSchoolServer();
    await sql.raw(`PRAGMA user_version=${MIGRATIONS.length - 1}`).execute(server.store.read);
    expect(await readyz()).toBe(503);
  });

  it('leaves nothing behind when it is asked whether it is ready, and tries its store once in five seconds', async () => {
    server = await openSchoolServer();
    const state = async () => [server.store.writings(), await server.contentHash(), readdirSync(dirname(server.file))];
    const before = await state();
    const tried = vi.spyOn(server.store, 'write');
    await Promise.all(Array.from({ length: 20 }, readyz));
    server.pass(PROBED_MS - 1);
    expect(await readyz()).toBe(200);
    expect(tried).toHaveBeenCalledTimes(1);
    server.pass(1);
    expect(await readyz()).toBe(200);
    expect(tried).toHaveBeenCalledTimes(2);
    expect(await state()).toEqual(before);
  });

  it('is not ready when its store does not answer', async () => {
    server = await openSchoolServer();
    const other = await openSchoolServer();
    await other.store.close();
    expect((await other.app.request('/readyz')).status).toBe(503);
  });
});
