// @vitest-environment happy-dom
/** Who has signed in: whether the device is to be protected first, and that a lease begins at each of their schools. */
import { expect, it } from 'vitest';
import type { Role } from '../../../src/domain/group.ts';
import { withKeyRows } from '../../../src/device/key-rows.ts';
import { signedIn } from '../../../src/ui/app/guarding.ts';
import '../../device/device-support.ts';

let made = 0;
const place = (roles: readonly Role[], demo = false) => ({
  scope: `fingerpost/guarding-${(made += 1)}/s`,
  session: { roles, demo },
});

it.each([
  [['adviser'], true],
  [['tutor', 'leader'], true],
  [['pupil'], false],
  [['admin'], false],
  [['admin', 'tutor'], true],
] as const)('protecting the device comes first for %s: %s', async (roles, first) => {
  expect(await signedIn([place(roles)], false)).toBe(first);
});

it('is not asked again of who has done it, nor at the made-up school', async () => {
  expect(await signedIn([place(['adviser'])], true)).toBe(false);
  expect(await signedIn([place(['adviser'], true)], false)).toBe(false);
});

it('begins a lease at each school, of the roles there', async () => {
  const [here, there] = [place(['adviser']), place(['tutor'])];
  await signedIn([here, there], true);
  const hours = await Promise.all(
    [here, there].map(({ scope }) => withKeyRows(scope, async (rows) => (await rows.get('lease'))?.hours)),
  );
  expect(hours).toStrictEqual([168, 72]);
});
