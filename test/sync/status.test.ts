/** What people are told about sending and saving (src/sync/status.ts): from counts, each time. */
import { describe, expect, it } from 'vitest';
import type { Recent } from '../../src/sync/status.ts';
import { statusOf } from '../../src/sync/status.ts';
import { NOW } from '../support/builders.ts';
import { AISHA, BEN, aMeta, aRow } from './support.ts';

const recent: Recent = { lastResult: null, sending: null, oldestWaitingAt: null };
const held = (id: typeof AISHA, wanted = false) => ({ id, version: 5, wanted });

describe('the facts', () => {
  it('count what waits and what needs the person apart, and neither counts the journal', () => {
    const own = [aRow(1), aRow(2), aRow(3, { taken: 5 }), aRow(4, { taken: 6, refused: 'missing' })];
    expect(statusOf({ meta: aMeta(), own, records: [] }, recent)).toMatchObject({ waiting: 2, needsYou: 1 });
  });
  it('say how far a first sync has come, and nothing of it once one was completed', () => {
    const records = [held(AISHA), held(BEN, true)];
    const first = aMeta({ syncedAt: null });
    expect(statusOf({ meta: first, own: [], records }, recent).firstSync).toEqual({ done: 1, of: 2 });
    expect(statusOf({ meta: aMeta(), own: [], records }, recent).firstSync).toBeNull();
  });
  it('say that the first sync is to come before the server has answered', () => {
    const meta = aMeta({ syncedAt: null, hash: null, grants: {} });
    expect(statusOf({ meta, own: [], records: [] }, recent).firstSync).toEqual({ done: 0, of: 0 });
  });
  it('show a sync that sends something, not one that only fetches', () => {
    const of = (n: number) =>
      statusOf({ meta: aMeta(), own: [], records: [] }, { ...recent, sending: { sent: 0, of: n } });
    expect(of(3).sending).toEqual({ sent: 0, of: 3 });
    expect(of(0).sending).toBeNull();
  });
  it('pass on the last result, the last sync and since when the oldest waits', () => {
    const status = statusOf(
      { meta: aMeta(), own: [], records: [] },
      { lastResult: 'no-internet', sending: null, oldestWaitingAt: NOW },
    );
    expect(status).toMatchObject({ lastResult: 'no-internet', lastSyncedAt: NOW, oldestWaitingAt: NOW });
  });
});
