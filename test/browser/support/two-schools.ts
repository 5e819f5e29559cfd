/** Two schools on one server, each with a careers leader, 20 pupils and an adviser who is the same person and has a code of each. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordId, SchoolId } from '../../../src/domain/ids.ts';
import { invited, signedIn } from '../../../src/protocol/accounts.ts';
import { aMutation, firstSync, FROM_THE_APP, repliedIn } from '../../server/school-server.ts';
import { aSchoolList } from '../../support/roster-csv.ts';
import type { AppServer } from './app-server.ts';

/** One of the two, as its careers leader works in it from a machine of their own. */
export interface TestSchool {
  readonly id: SchoolId;
  /** The adviser's activation code there, and who they are. */
  readonly code: string;
  readonly adviser: string;
  /** All that the careers leader is sent, as text. */
  readonly seenByLeader: () => Promise<string>;
  /** Books an interview of the adviser today with the first pupil of Year 10. Gives the pupil's name. */
  readonly book: (from: string) => Promise<string>;
}

const PASSWORD = 'correct horse battery';

/** Makes them, and starts the server. */
export async function twoSchools(server: AppServer): Promise<readonly [TestSchool, TestSchool]> {
  const list = join(server.dataDir, 'pupils.csv');
  const codeIn = (said: string) => /use: (\S+)/.exec(said)?.[1] ?? '';
  const first = codeIn(await server.command('init', '--name', 'Wexcombe School', '--leader', 'Ada Okafor'));
  const second = codeIn(await server.command('init', '--further', 'Oakfield School', '--leader', 'Tom Hill'));
  await writeFile(list, aSchoolList(20));
  for (const name of ['Wexcombe School', 'Oakfield School']) await server.command('import', list, '--school', name);
  await server.start();
  return [await leads(server.origin, first, 'okafor'), await leads(server.origin, second, 'hill')];
}

async function leads(origin: string, code: string, login: string): Promise<TestSchool> {
  let cookie = '';
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(origin + path, { method, headers: { ...FROM_THE_APP, cookie, origin }, ...sent });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return answer;
  };
  const { school } = signedIn.parse(
    await (await ask('POST', '/api/activation', { code, login, password: PASSWORD })).json(),
  );
  const at = `/api/schools/${school}`;
  const guidance = { level: 'Level 6', from: '2019-09-01', to: null };
  const adviser = { name: 'Jo Mercer', roles: ['adviser'], guidance };
  const given = invited.parse(await (await ask('POST', `${at}/people`, adviser)).json());
  const sync = async (over: object) => (await ask('POST', `${at}/sync`, { ...firstSync, ...over })).text();
  return {
    id: school,
    code: given.code,
    adviser: given.person,
    seenByLeader: async () => `${await sync({})}\n${await (await ask('GET', `${at}/people`)).text()}`,
    async book(from) {
      const { head, records } = repliedIn(await sync({}));
      const found = records
        .map(({ id, entries }) => ({ id, pupil: Object.values(entries).find((entry) => entry.kind === 'pupil') }))
        .find(({ pupil }) => pupil?.kind === 'pupil' && pupil.year === 10);
      if (found?.pupil?.kind !== 'pupil') throw new Error('There is nobody in Year 10.');
      const date = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
      const slot = { adviser: given.person, date, from, minutes: 45, place: 'L2', visit: null };
      const booking = aMutation(
        'interview.book',
        found.id as RecordId,
        { id: crypto.randomUUID(), ...slot, type: 'personal-guidance' },
        { id: crypto.randomUUID().replace(/^(.{14})4/, '$17') as never, at: new Date().toISOString() as never },
      );
      const { epoch, start } = head;
      const done = repliedIn(await sync({ epoch, cookie: start, mutations: [booking] }));
      if (done.head.outcomes[0]?.status !== 'applied') throw new Error(JSON.stringify(done.head.outcomes));
      return `${found.pupil.name} ${found.pupil.surname}`;
    },
  };
}
