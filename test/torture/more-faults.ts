/** The parts beside kills and storms: a full tablet, a release in mid-sync, pages left and come back to, pokes, nothing to fetch. */
import { backs } from './backs.ts';
import { browserFull } from './browser-full.ts';
import { idle } from './idle.ts';
import { pokes } from './pokes.ts';
import { releases } from './releases.ts';
import { reporting } from './report.ts';

const LONGEST_MS = 30 * 60_000;

export const parts = {
  'browser-full': reporting('browser-full', browserFull, LONGEST_MS),
  updates: reporting('updates', releases, LONGEST_MS),
  backs: reporting('backs', backs, LONGEST_MS),
  pokes: reporting('pokes', pokes, LONGEST_MS),
  idle: reporting('idle', idle, LONGEST_MS),
};
