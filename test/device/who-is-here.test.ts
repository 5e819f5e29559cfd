// @vitest-environment happy-dom
/** Who is at the device, as any window can tell; and that nothing is sent for somebody who is not. */
import { afterEach, expect, it } from 'vitest';
import { forgetSession, putKept } from '../../src/device/last-key.ts';
import { sharedNote } from '../../src/device/shared-note.ts';
import { sharedScopeOf, whetherHere } from '../../src/device/who-is-here.ts';
import { whileHere } from '../../src/device/wire.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';

const mine = 'fingerpost/jo/wexcombe';
const kept = (scope: string, locked?: boolean) => putKept({ scope, box: 'b', ...(locked ? { locked } : {}) });

afterEach(() => localStorage.clear());

it('is the account that is noted, at whichever of its schools', () => {
  kept(mine);
  expect(whetherHere(mine)).toBe('here');
  kept('fingerpost/jo/oakfield');
  expect(whetherHere(mine)).toBe('here');
  kept('fingerpost/jo/oakfield', true);
  expect(whetherHere(mine)).toBe('locked');
});

it('is not who has signed out, nor whose place somebody else has taken', () => {
  kept(mine);
  forgetSession();
  expect(whetherHere(mine)).toBe('left');
  kept('fingerpost/kim/wexcombe');
  expect(whetherHere(mine)).toBe('left');
  kept(mine);
  expect(whetherHere(mine), 'back again').toBe('here');
});

it('is still who was here when the browser clears its storage: it is put back', () => {
  kept(mine);
  localStorage.clear();
  expect(whetherHere(mine)).toBe('here');
});

it('is on a shared computer who has these tables open, whoever’s tablet it is', () => {
  const shared = sharedScopeOf('aisha', 'wexcombe');
  kept(mine, true);
  expect(whetherHere(shared)).toBe('left');
  sharedNote.add(shared);
  expect([whetherHere(shared), whetherHere(sharedScopeOf('ben', 'wexcombe'))]).toStrictEqual(['here', 'left']);
  sharedNote.leaveAll();
  expect(whetherHere(shared)).toBe('left');
  sharedNote.add(shared);
  sharedNote.leave(shared);
  expect(whetherHere(shared)).toBe('left');
});

it('sends nothing for who is not here, and says that they are signed out', async () => {
  let sent = 0;
  const wire = whileHere(
    { send: async () => ((sent += 1), { kind: 'no-internet' }) },
    () => whetherHere(mine) === 'here',
  );
  kept(mine);
  expect(await wire.send({} as SyncRequest)).toStrictEqual({ kind: 'no-internet' });
  kept('fingerpost/kim/wexcombe');
  expect(await wire.send({} as SyncRequest)).toMatchObject({ kind: 'problem', problem: { status: 401 } });
  expect(sent).toBe(1);
});
