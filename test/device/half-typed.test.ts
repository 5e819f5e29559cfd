/** Forms that are half filled in: sealed in the tables, there again after a start, and nowhere in the clear. */
import { expect, it } from 'vitest';
import { createDatabase } from '../../src/device/database.ts';
import { createHalfTyped } from '../../src/device/half-typed.ts';
import { createVault } from '../../src/device/vault.ts';
import { makeKey } from './device-support.ts';

let made = 0;
async function device() {
  const scope = `fingerpost/half-typed-${(made += 1)}/s`;
  const vault = createVault({ key: await makeKey(), scope });
  let now = 0;
  return {
    db: createDatabase(scope),
    pass: (days: number) => void (now += days * 86_400_000),
    start: () => createHalfTyped({ db: createDatabase(scope), vault, nowMs: () => now }),
  };
}

it('is there again after a start, until it is saved', async () => {
  const { start } = await device();
  const [before, after] = [start(), start()];
  await before.write('ask adviser', 'May she come on Friday?');
  await before.write('log', { title: 'Visit to the docks', ticks: { a: true } });
  expect(await after.read()).toStrictEqual(
    new Map<string, unknown>([
      ['ask adviser', 'May she come on Friday?'],
      ['log', { title: 'Visit to the docks', ticks: { a: true } }],
    ]),
  );
  await after.write('ask adviser', undefined);
  expect([...(await start().read()).keys()]).toStrictEqual(['log']);
});

it('has one row for a form, of which the later wording counts', async () => {
  const { db, start, pass } = await device();
  const [one, two] = [start(), start()];
  await one.write('note', 'first');
  await one.write('note', 'second');
  expect(await db.meta.where(':id').startsWith('typed/').count()).toBe(1);
  pass(1);
  await two.write('note', 'in another window');
  expect((await start().read()).get('note')).toBe('in another window');
});

it('leaves neither its words nor the name of its form in the clear', async () => {
  const { db, start } = await device();
  await start().write('ask tutors of canary-name', 'canary-words');
  const rows = await db.meta.where(':id').startsWith('typed/').toArray();
  const names = await db.meta.toCollection().primaryKeys();
  const text = [...(rows as Uint8Array[]).map((box) => Buffer.from(box).toString('latin1')), ...names].join(' ');
  expect(rows).toHaveLength(1);
  expect(text).not.toContain('canary');
});

it('goes after 30 days', async () => {
  const { db, start, pass } = await device();
  await start().write('note', 'words');
  pass(30);
  expect((await start().read()).size).toBe(1);
  pass(1);
  expect((await start().read()).size).toBe(0);
  expect(await db.meta.where(':id').startsWith('typed/').count()).toBe(0);
});
