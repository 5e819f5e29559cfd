/** What falls over while mutations are applied, and is no fault of theirs: they are applied once it works again. Source: SPEC I12. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Outcome } from '../../src/protocol/sync.ts';
import { openSync } from '../../src/server/sync/handle.ts';
import type { SyncDeps } from '../../src/server/sync/judging.ts';
import { PEOPLE } from '../support/builders.ts';
import { SCHOOL, addStep, firstSync, openSchoolServer } from './school-server.ts';
import type { SchoolServer } from './school-server.ts';

let school: SchoolServer;
let epoch = '';
beforeEach(async () => {
  school = await openSchoolServer();
  ({ epoch } = (await school.syncAs(PEOPLE.tutor)).head);
});
afterEach(() => school.end());

const step = addStep();
const outcomesWith = async (over: Partial<SyncDeps>): Promise<readonly Outcome[]> => {
  const { store, rosters, now } = school.deps;
  const deps: SyncDeps = { store, rosters, now, poke: () => {}, knows: () => true, ...over };
  const sender = { school: SCHOOL as SchoolId, person: PEOPLE.tutor };
  return (await openSync(deps, sender, { ...firstSync, epoch, cookie: 1, mutations: [step] })).head.outcomes;
};
/** More often than a mutation may bring the server down. */
const often = async (over: Partial<SyncDeps>, says: string): Promise<void> => {
  for (let n = 0; n < 4; n++) await expect(outcomesWith(over)).rejects.toThrow(says);
};

describe('a mutation', () => {
  it.each([
    ['a full disk', 13],
    ['a disk that does not answer', 10],
    ['a lock', 5],
  ])('is not to blame for %s', async (_, errcode) => {
    const rosters = {
      ...school.deps.rosters,
      rolesOf: async () => {
        throw Object.assign(new Error('no room'), { errcode });
      },
    };
    await often({ rosters }, 'no room');
    expect(await school.store.read.selectFrom('attempt').selectAll().execute()).toEqual([]);
    expect(await outcomesWith({})).toMatchObject([{ status: 'applied' }]);
  });

  it('is to blame for what falls over as it is judged, whatever else does', async () => {
    const rosters = {
      ...school.deps.rosters,
      rolesOf: async () => {
        throw new Error('a bug');
      },
    };
    await expect(outcomesWith({ rosters })).rejects.toThrow('a bug');
    await expect(outcomesWith({ rosters })).rejects.toThrow('a bug');
    expect(await outcomesWith({ rosters })).toMatchObject([{ status: 'refused', problem: 'brought-server-down' }]);
  });

  it('is not to blame when the reply cannot be made after it', async () => {
    const rosters = {
      ...school.deps.rosters,
      granted: async () => {
        throw new Error('no grants');
      },
    };
    await often({ rosters }, 'no grants');
    expect(await outcomesWith({})).toMatchObject([{ status: 'applied' }]);
  });
});
