// @vitest-environment happy-dom
/** The schools of an account on one device: what is kept of each, and what opens. */
import { afterEach, describe, expect, it } from 'vitest';
import { databaseName, isOnDevice } from '../../../src/device/database.ts';
import { forgetSession, keptOthers, keptSession, putKept, putSchools, sentNote } from '../../../src/device/last-key.ts';
import { keepSession, lockSession, openVault, sessionIn } from '../../../src/device/last-session.ts';
import type { Session, SignedInAt } from '../../../src/protocol/accounts.ts';
import { asLeftHere, openOthers } from '../../../src/ui/app/other-schools.ts';
import type { AllOthers } from '../../../src/ui/queries/house.tsx';
import '../../device/device-support.ts';

afterEach(forgetSession);

let made = 0;
/** Two schools of an account that no other test has. */
function places(): readonly [SignedInAt, SignedInAt] {
  const account = `account-${(made += 1)}`;
  const at = (school: string, byte: number): SignedInAt => ({
    account,
    name: 'Jo Mercer',
    school: school as SignedInAt['school'],
    schoolName: `${school} School`,
    person: `jo-at-${school}` as SignedInAt['person'],
    roles: ['adviser'],
    demo: false,
    lockKey: Buffer.alloc(32, byte).toString('base64'),
  });
  return [at('wexcombe', 1), at('oakfield', 2)];
}
const scopeOf = ({ account, school }: Session) => databaseName(account, school);
const sessionOf = ({ lockKey: _, ...session }: SignedInAt): Session => session;
const never = (): never => {
  throw new Error('No tables are opened here.');
};
/** Signs in, or starts again; gives what is told of the others. */
async function look(here: SignedInAt, elsewhere: readonly SignedInAt[] | null): Promise<AllOthers | null> {
  let told: AllOthers | null = null;
  const tell = (now: AllOthers) => void (told = now);
  await openOthers({ session: sessionOf(here), elsewhere, tell, openSchool: never });
  return told;
}
async function signedIn(here: SignedInAt): Promise<void> {
  await keepSession(scopeOf(here), await openVault(scopeOf(here), here.lockKey), sessionOf(here));
}

describe('signing in', () => {
  it('brings the key of each school, and makes no tables of one that was never opened here', async () => {
    const [here, there] = places();
    await signedIn(here);
    expect(await look(here, [there])).toMatchObject({
      schools: [{ session: sessionOf(there), digests: null, sending: { waiting: 0 } }],
      waiting: 0,
    });
    expect(await isOnDevice(scopeOf(there))).toBe(false);
    // Started again, without internet.
    expect(await look(here, null)).toMatchObject({ schools: [{ session: sessionOf(there) }] });
  });

  it('names nobody’s school in the clear', async () => {
    const [here, there] = places();
    await signedIn(here);
    await look(here, [there]);
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/School|Mercer/);
  });

  it('of somebody else lists none of them', async () => {
    const [here, there] = places();
    await signedIn(here);
    await look(here, [there]);
    const [other] = places();
    await signedIn(other);
    expect((await look(other, null))?.schools).toEqual([]);
  });

  it('leaves what another key has sealed as it is', async () => {
    const [here, there] = places();
    await openVault(scopeOf(there), there.lockKey);
    await lockSession(scopeOf(there));
    await signedIn(here);
    const wrong = { ...there, lockKey: Buffer.alloc(32, 9).toString('base64') };
    expect((await look(here, [wrong]))?.schools).toEqual([]);
    expect((await look(here, [there]))?.schools).toHaveLength(1);
  });

  it('opens the school that was open here last, whatever the server says', async () => {
    const [here, there] = places();
    await signedIn(there);
    const opening = {
      session: sessionOf(here),
      lockKey: here.lockKey,
      elsewhere: [there],
      shared: false,
      forgotten: false,
      onHeld: () => {},
    };
    const left = asLeftHere(opening);
    expect(left).toMatchObject({ session: sessionOf(there), lockKey: there.lockKey, elsewhere: [here] });
    expect(asLeftHere(left)).toBe(left);
    forgetSession();
    expect(asLeftHere(opening)).toBe(opening);
  });
});

describe('what is kept', () => {
  it('is of the one that is open and of the others apart, in whatever order they are noted', () => {
    putSchools([
      { scope: 'a', box: '1' },
      { scope: 'b', box: '2' },
    ]);
    putKept({ scope: 'a', box: '1' });
    expect(keptOthers()).toEqual([{ scope: 'b', box: '2' }]);
    putKept({ scope: 'b', box: '2' });
    expect(keptOthers()).toEqual([{ scope: 'a', box: '1' }]);
    forgetSession();
    expect([keptSession(), keptOthers()]).toEqual([null, []]);
  });

  it('that cannot be read is as none', () => {
    localStorage.setItem('fingerpost.last', '{');
    localStorage.setItem('fingerpost.schools', '[');
    localStorage.setItem('fingerpost.sent', '"');
    expect([keptSession(), keptOthers(), sentNote.now()]).toEqual([null, [], null]);
  });

  it('does not open while the device is locked', async () => {
    const [here, there] = places();
    await signedIn(here);
    await look(here, [there]);
    const kept = keptOthers()[0] ?? null;
    expect(await sessionIn(kept)).toEqual(sessionOf(there));
    await lockSession(scopeOf(there));
    expect(await sessionIn(kept)).toBe('locked');
    expect((await look(here, null))?.schools).toEqual([]);
  });
});
