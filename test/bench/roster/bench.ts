/**
 * Changes of the whole roster on the real server and a real data file, through its requests: a list of 1,500 pupils looked at
 * and brought in, the new school year, and its undo. Beside them, how long somebody else's sync waits meanwhile.
 */
import type { OperationState } from '../../../src/protocol/roster-operations.ts';
import { PEOPLE } from '../../support/builders.ts';
import { aSchoolList } from '../../support/roster-csv.ts';
import type { SchoolServer } from '../../server/school-server.ts';
import { SCHOOL, openSchoolServer } from '../../server/school-server.ts';
import type { Figure } from '../figures.ts';
import { median, rounded } from '../figures.ts';

const PUPILS = 1500;
const ROUNDS = 3;
const ROOT = `/api/schools/${SCHOOL}`;
const CHOICES = { tutors: 'move', pastoral: 'stay', caseloads: 'stay', stay: [] };

/** What is measured, milliseconds. */
const WHAT = [
  'list looked at',
  'list brought in',
  'new year looked at',
  'new year begun',
  'undone',
  'a sync meanwhile, the slowest',
] as const;
type Round = Readonly<Record<(typeof WHAT)[number], number>>;

/** Runs the bench: its table, and the figures. */
export async function run(): Promise<readonly Figure[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await oneRound());
  const middle = (what: (typeof WHAT)[number]) => median(rounds.map((round) => round[what]));
  console.log(`Changes of the roster, ${PUPILS} pupils (ms)`);
  console.table(
    WHAT.map((what) => ({
      what,
      median: rounded(middle(what)),
      rounds: rounds.map((round) => Math.round(round[what])).join(', '),
    })),
  );
  return [
    { what: 'import of 1,500 pupils, preview', value: middle('list looked at'), atMost: 3000, unit: 'ms' },
    { what: 'import of 1,500 pupils', value: middle('list brought in'), atMost: 10_000, unit: 'ms' },
  ];
}

async function oneRound(): Promise<Round> {
  const server = await openSchoolServer();
  try {
    // Names differ in a small list only; a birth date of its own keeps every row a pupil.
    const text = ownDates(aSchoolList(PUPILS));
    const ask = { text, wholeSchool: false };
    const preview = await timed(() => post<{ fingerprint: string; adds: unknown[] }>(server, 'import/preview', ask));
    if (preview.value.adds.length !== PUPILS) throw new Error(`${preview.value.adds.length} pupils would come in`);
    const somebody = syncing(server);
    const { fingerprint } = preview.value;
    const done = await timed(() => post<{ added: number }>(server, 'import', { ...ask, fingerprint }));
    const slowest = await somebody.end();
    if (done.value.added !== PUPILS) throw new Error(`${done.value.added} pupils came in`);
    server.pass(Date.parse('2027-09-03T09:00:00Z') - Date.parse(server.deps.now()));
    server.signInAgain();
    const look = await timed(() => post<{ fingerprint: string }>(server, 'roster/roll-over/preview', CHOICES));
    const year = await timed(() =>
      post<OperationState>(server, 'roster/roll-over', { ...CHOICES, fingerprint: look.value.fingerprint }),
    );
    const back = await post<{ operation: string; fingerprint: string }>(server, 'roster/undo/preview');
    const { operation, fingerprint: of } = back;
    const undone = await timed(() => post<OperationState>(server, 'roster/undo', { operation, fingerprint: of }));
    return {
      'list looked at': preview.ms,
      'list brought in': done.ms,
      'new year looked at': look.ms,
      'new year begun': year.ms,
      undone: undone.ms,
      'a sync meanwhile, the slowest': slowest,
    };
  } finally {
    await server.end();
  }
}

/** Somebody who syncs every quarter of a second until `end`, which says how long the slowest took. */
function syncing(server: SchoolServer): { readonly end: () => Promise<number> } {
  const state = { isOver: false, slowest: 0 };
  const going = (async () => {
    while (!state.isOver) {
      const { ms } = await timed(() => server.syncAs(PEOPLE.tutor));
      state.slowest = Math.max(state.slowest, ms);
      await new Promise((resolve) => void setTimeout(resolve, 250));
    }
  })();
  return {
    end: async () => {
      state.isOver = true;
      await going;
      return state.slowest;
    },
  };
}

const ownDates = (list: string): string =>
  list
    .split('\r\n')
    .map((row, n) => row.replace(/^(\w+)/u, n === 0 ? '$1' : `$1 ${n}`))
    .join('\r\n');

async function post<T>(server: SchoolServer, path: string, body?: unknown): Promise<T> {
  const answer = await server.ask('POST', `${ROOT}/${path}`, { as: PEOPLE.leader, body });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const begun = performance.now();
  const value = await work();
  return { ms: performance.now() - begun, value };
}
