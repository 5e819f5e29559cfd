/**
 * Hostile requests, so many at every endpoint of the real server, as a process over a real folder: each is refused with 4xx, at once,
 * and what is stored is as before. Then those that turned out to be in good form: none brings the server down.
 * Source: reliability, figures ("1,000 × every endpoint, 0 of 5xx"); threats 11, 12, 13, 19, 20.
 */
import { newServer } from '../browser/support/app-server.ts';
import { chanceFrom } from '../simulation/random.ts';
import { pause } from '../torture/figures.ts';
import { quantile } from '../torture/report.ts';
import type { Answer, Sent } from './ask.ts';
import { newClient } from './ask.ts';
import type { Drawn } from './draw.ts';
import { drawsAt } from './draw.ts';
import type { Looking, Tokens } from './school.ts';
import { changes, exemptAt, foundSchools, lookInto, auditedIn, signIn } from './school.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { firstSync, repliedIn } from '../server/school-server.ts';
import type { Known } from './syncs.ts';
import { sentBefore } from './syncs.ts';
import type { Target } from './targets.ts';
import { allTargets } from './targets.ts';

export { measure } from './limits.ts';

/**
 * Milliseconds in which a refusal is to be answered, and the share that may take longer. Where more than that of what asks for nothing
 * takes longer too, the machine is too busy for a verdict.
 */
const SOON_MS = 100;
const LATE_MAX = 0.01;
/** So many late ones at one endpoint are no chance. */
const LATE_AT_ONE = 3;
/** So many requests after a start find the code of the server not compiled yet: they are timed apart. */
const COLD = 50;
/** How many requests are on their way at once. */
const AT_ONCE = 8;
/** Among so many there is one that asks for nothing, whose time says how busy the machine is. */
const PLAIN_EVERY = 20;
const PLAIN: Sent = { method: 'GET', path: '/livez', headers: {}, alone: false };
/** What is written behind an answer is written by then. */
const BEHIND_MS = 150;
const TOLD_MAX = 6;

interface Asked {
  readonly drawn: Drawn;
  readonly answer: Answer;
  /** Of the first since the server was started. */
  readonly cold: boolean;
}

interface Judged {
  readonly asked: readonly Asked[];
  /** Milliseconds of requests that ask for nothing, among them. */
  readonly plain: readonly number[];
  readonly later: readonly Drawn[];
  readonly faults: readonly string[];
  /** Rows that were added to the audit; null: nothing at all was committed. */
  readonly noted: number | null;
}

interface Field {
  readonly dataDir: string;
  readonly client: ReturnType<typeof newClient>;
  readonly looking: Looking;
}

/** Asks at every endpoint, tells a line of each, and says whether all that is promised held. */
export async function run({
  each,
  seed,
  only,
}: {
  readonly each: number;
  readonly seed: number;
  readonly only: string;
}): Promise<boolean> {
  const server = await newServer({ DEMO: 'off', BACKUP_EVERY: 'off' });
  await foundSchools(server.dataDir);
  const { dataDir } = server;
  const looking = lookInto(dataDir);
  let client = newClient(server.origin, AT_ONCE);
  /** Started afresh, it knows nothing of how much each account has asked (accounts/pace.ts): else it would refuse for that alone. */
  const afresh = async (): Promise<Field> => {
    client.end();
    await server.stop();
    await server.start();
    client = newClient(server.origin, AT_ONCE);
    return { dataDir, client, looking };
  };
  const targets = allTargets().filter(({ name }) => name.includes(only));
  const all: Judged[] = [];
  const begun = performance.now();
  try {
    for (const [n, target] of targets.entries()) {
      const judged = await attack(await afresh(), target, { each, seed: seed * 100 + n });
      all.push(judged);
      console.log(lineOf(target, judged));
      for (const fault of judged.faults.slice(0, TOLD_MAX)) console.log(`    ${fault}`);
    }
    const later = await inGoodForm(
      await afresh(),
      all.flatMap((judged) => judged.later),
    );
    const failures = server
      .log()
      .split('\n')
      .filter((line) => line.includes('"error"') || line.includes('failed unnoticed'));
    for (const line of [...new Set(failures)].slice(0, TOLD_MAX)) console.log(`    the log says: ${line}`);
    const held = summary(all, {
      seed,
      targets: targets.length,
      failures: failures.length,
      ms: performance.now() - begun,
    });
    console.log(lineOfLater(later));
    for (const fault of later.flatMap((asked) => faultOf(asked) ?? []).slice(0, TOLD_MAX)) console.log(`    ${fault}`);
    return held && later.every((asked) => faultOf(asked) === null);
  } finally {
    client.end();
    looking.end();
    await server.end();
  }
}

async function attack(
  { dataDir, client, looking }: Field,
  target: Target,
  { each, seed }: { readonly each: number; readonly seed: number },
): Promise<Judged> {
  const tokens = await signIn(dataDir);
  const known = target.name.endsWith('/sync') ? await sendBefore(client, tokens, target) : null;
  await pause(BEHIND_MS);
  const draw = drawsAt(target, { chance: chanceFrom(seed), seed, tokens, known });
  const [before, version] = [looking.snapshot(), looking.version()];
  const [later, now]: [Drawn[], Drawn[]] = [[], []];
  while (now.length < each) {
    const drawn = draw();
    if (drawn.verdict !== 'in good form') now.push(drawn);
    else if (later.length < each) later.push(drawn);
  }
  const plain: number[] = [];
  const asked = await someAtOnce(now, async (drawn, n) => {
    if (n % PLAIN_EVERY === 0) plain.push((await client.ask(PLAIN)).ms);
    return { drawn, answer: await client.ask(drawn.sent), cold: n < COLD };
  });
  await pause(BEHIND_MS);
  const after = looking.snapshot();
  const changed = changes(before, after, exemptAt(target.path));
  return {
    asked,
    plain,
    later,
    faults: [
      ...changed.map((table) => `the store has changed: ${table}`),
      ...asked.flatMap((one) => faultOf(one) ?? []),
      ...slowAt(timed(asked), plain),
    ],
    noted: looking.version() === version ? null : auditedIn(before, after),
  };
}

/** Does it with each, a few at a time; what comes of them, as they end. */
async function someAtOnce<T, R>(all: readonly T[], one: (item: T, n: number) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  const left = all.entries();
  const work = async () => {
    for (const [n, item] of left) done.push(await one(item, n));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

/** The tutor syncs, and sends once what is sent again later. */
async function sendBefore(client: Field['client'], tokens: Tokens, { method, path }: Target): Promise<Known> {
  const headers = { 'x-client': 'test', 'content-type': 'application/json', cookie: `sid=${tokens['tutor'] ?? ''}` };
  const send = async (message: SyncRequest): Promise<string> =>
    (await client.ask({ method, path, headers, body: JSON.stringify(message), alone: true })).text;
  const { epoch, start } = repliedIn(await send(firstSync)).head;
  const text = await send(sentBefore({ epoch, cookie: start }));
  if (!text.includes('"status":"applied"')) throw new Error(`It was not taken: ${text.slice(0, 400)}`);
  return { epoch, cookie: start };
}

/** Sends what may be done; who was signed out by it signs in again. */
async function inGoodForm({ dataDir, client }: Field, draws: readonly Drawn[]): Promise<readonly Asked[]> {
  let tokens = await signIn(dataDir);
  const asked: Asked[] = [];
  for (const drawn of draws) {
    const send = () => client.ask({ ...drawn.sent, headers: { ...drawn.sent.headers, ...cookieOf(drawn, tokens) } });
    let answer = await send();
    if (answer.status === 401 && drawn.asker !== 'nobody') {
      tokens = await signIn(dataDir);
      answer = await send();
    }
    asked.push({ drawn, answer, cold: false });
  }
  return asked;
}

const cookieOf = ({ asker, sent }: Drawn, tokens: Tokens): Readonly<Record<string, string>> =>
  asker === 'nobody'
    ? sent.headers['cookie'] === undefined
      ? {}
      : { cookie: sent.headers['cookie'] }
    : { cookie: `sid=${tokens[asker] ?? ''}` };

const LEAKS = /node_modules|\.ts:|SQLITE|evil\.example|root:/;

/** What is wrong with an answer; null: nothing. */
function faultOf({ drawn: { verdict, kind, asker, sent }, answer }: Asked): string | null {
  const { status, text, type, givesCookie } = answer;
  const tell = (what: string) =>
    `${what}: ${kind}, by ${asker}: ${sent.method} ${sent.path.slice(0, 100)} ${shortly(sent)} -> ${status} ${text.slice(0, 200)}`;
  const isProblem = status >= 400 && status < 500;
  if (status >= 500) return tell('5xx');
  if (status === 0) return tell('hung up on');
  if (verdict === 'refused' && !isProblem) return tell('not refused');
  if (isProblem && sent.method !== 'HEAD' && type !== 'application/problem+json') return tell('no problem+json');
  if (isProblem && LEAKS.test(text)) return tell('says too much');
  return verdict === 'refused' && givesCookie ? tell('gives a cookie') : null;
}

const shortly = ({ body }: Drawn['sent']): string => (body === undefined ? '' : String(body).slice(0, 120));

const statuses = (asked: readonly Asked[]): string => {
  const classes = ['2xx', '3xx', '4xx', '5xx', 'hung up'];
  const classOf = ({ answer: { status } }: Asked) => (status === 0 ? 'hung up' : `${Math.floor(status / 100)}xx`);
  return classes
    .map((name) => [name, asked.filter((one) => classOf(one) === name).length] as const)
    .filter(([name, many]) => many > 0 || name === '4xx' || name === '5xx')
    .map(([name, many]) => `${name} ${many}`)
    .join(', ');
};

const timed = (asked: readonly Asked[], isCold = false): readonly number[] =>
  asked
    .filter(({ drawn, cold }) => drawn.verdict === 'refused' && !drawn.hashes && cold === isCold)
    .map(({ answer }) => answer.ms);

/** An endpoint that is slow by itself must not hide among all the others. */
const slowAt = (refused: readonly number[], plain: readonly number[]): readonly string[] =>
  lateOf(plain) <= LATE_MAX && lateOf(refused) > LATE_MAX && lateOf(refused) * refused.length >= LATE_AT_ONE
    ? [`slow by itself: ${percent(lateOf(refused))} over ${SOON_MS} ms`]
    : [];

const times = (ms: readonly number[]): string =>
  `median ${quantile(ms, 0.5).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)}, p99 ${quantile(ms, 0.99).toFixed(1)}, longest ${quantile(ms, 1).toFixed(0)}`;

const lineOf = ({ name }: Target, { asked, faults, noted }: Judged): string => {
  const stored =
    noted === null ? 'nothing written' : noted > 0 ? `store unchanged, ${noted} rows in the audit` : 'store unchanged';
  const isChanged = faults.some((fault) => fault.startsWith('the store'));
  return `${faults.length > 0 ? 'NO  ' : 'ok  '}${name}: ${asked.length}: ${statuses(asked)}; ${times(timed(asked))}; ${isChanged ? 'STORE CHANGED' : stored}`;
};

/** Says all of it in a few lines, and whether it held. */
function summary(
  all: readonly Judged[],
  {
    seed,
    targets,
    failures,
    ms,
  }: { readonly seed: number; readonly targets: number; readonly failures: number; readonly ms: number },
): boolean {
  const asked = all.flatMap((judged) => judged.asked);
  const faults = all.flatMap((judged) => judged.faults).length;
  const [refused, cold] = [timed(asked), timed(asked, true)];
  const plain = all.flatMap((judged) => judged.plain);
  const [late, lateAnyway] = [lateOf(refused), lateOf(plain)];
  const isBusy = lateAnyway > LATE_MAX;
  const verdict = isBusy
    ? 'the machine is too busy for a verdict on time'
    : `at most ${percent(LATE_MAX)} of what is refused may be`;
  const hashed = asked
    .filter(({ drawn }) => drawn.hashes && drawn.verdict === 'refused')
    .map(({ answer }) => answer.ms);
  const other = asked.filter(({ drawn }) => drawn.verdict === 'no effect').map(({ answer }) => answer.ms);
  console.log(
    `hostile requests: ${asked.length} at ${targets} endpoints (seed ${seed}), ${Math.round(ms / 1000)} s: ${statuses(asked)}; ${faults} faults; ${failures} failures in the server’s log`,
  );
  console.log(`  refused: ${refused.length}: ${times(refused)}; over ${SOON_MS} ms: ${percent(late)}`);
  console.log(`  of the first ${COLD} after each start, apart from them: ${cold.length}: ${times(cold)}`);
  console.log(
    `  /livez, asked for among them: ${plain.length}: ${times(plain)}; over ${SOON_MS} ms: ${percent(lateAnyway)}: ${verdict}`,
  );
  if (hashed.length > 0) console.log(`  guesses at a password, which cost a hash: ${hashed.length}: ${times(hashed)}`);
  console.log(`  without effect, because they only read or are about nobody here: ${other.length}: ${times(other)}`);
  console.log(
    `  endpoints at which nothing at all was written: ${all.filter(({ noted }) => noted === null).length} of ${targets}`,
  );
  return faults === 0 && failures === 0 && (isBusy || late <= LATE_MAX);
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
/** The share that took longer than it should. */
const lateOf = (ms: readonly number[]): number => ms.filter((one) => one > SOON_MS).length / Math.max(1, ms.length);

const lineOfLater = (asked: readonly Asked[]): string =>
  `drawn as well and in good form, so that they may be done, sent last: ${asked.length}: ${statuses(asked)}; ${times(asked.map(({ answer }) => answer.ms))}`;
