/** Addresses that the app makes (src/ui/app/paths.ts, rights-paths.ts), of ids that nobody should have: none leads away. */
import { expect, it } from 'vitest';
import * as paths from '../../../src/ui/app/paths.ts';
import * as rights from '../../../src/ui/app/rights-paths.ts';

const HOSTILE = [
  'javascript:alert(1)',
  '//evil.example',
  '\\\\evil.example',
  'https://evil.example/x',
  '/../../api/session',
  'a/b',
  'a?next=https://evil.example',
  'a#b',
  'a\nb',
  '"><img src=x>',
  'Aisha Begum',
];
const ORIGIN = 'https://school.example';

const makers = Object.entries({ ...paths, ...rights }).filter(([, made]) => typeof made === 'function') as [
  string,
  (...ids: unknown[]) => string,
][];
/** `atEntry` begins with an address; of a list and of a page there are a few names, and of holders numbers. */
const argumentsOf = (name: string, id: string): readonly unknown[] => {
  if (name === 'atEntry') return ['/pupils/1', id];
  if (name === 'programmePath') return [2026, id, 'log'];
  if (name === 'gapPath') return [id, 10];
  if (name === 'waitingPath') return ['steps'];
  if (name === 'deviceSeenPath') return [7];
  return name === 'interviewPath' ? [id, id, 'plan'] : [id];
};

it('keep what they are given in one part of an address of the app itself, whatever it is', () => {
  expect(makers.length).toBeGreaterThan(12);
  for (const [name, make] of makers) {
    const usual = new URL(make(...argumentsOf(name, 'an-id')), ORIGIN);
    const parts = (address: URL) => [address.pathname.split('/').length, address.search, address.hash !== ''];
    for (const id of HOSTILE) {
      const made = make(...argumentsOf(name, id));
      const address = new URL(made, ORIGIN);
      expect([name, id, made.startsWith('/') && !made.startsWith('//'), address.origin]).toEqual([
        name,
        id,
        true,
        ORIGIN,
      ]);
      expect([name, id, ...parts(address)]).toEqual([name, id, ...parts(usual)]);
    }
  }
});
