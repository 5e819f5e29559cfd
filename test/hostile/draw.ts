/**
 * Draws hostile requests from a seed. Each comes with what must become of it, which is known before it is sent:
 * `refused`: 4xx, and nothing changes: somebody asks who may not (by the table of who may ask what), or it is in no good form (by the
 * endpoint's schema and the rules for bodies), or it comes from elsewhere, or nothing is at its address;
 * `no effect`: in good form, from somebody who may ask, and about nothing of theirs, or only reading: no 5xx, and nothing changes;
 * `in good form`: it may be done. These are sent when all others are judged.
 */
import * as fc from 'fast-check';
import { BODY_MAX_BYTES, DEPTH_MAX } from '../../src/protocol/limits.ts';
import { IMPORT_MAX_BYTES } from '../../src/protocol/roster-import.ts';
import {
  HOSTILE_BODIES,
  HOSTILE_HEADERS,
  HOSTILE_SEGMENTS,
  HOSTILE_VALUES,
  hostileValue,
  placesIn,
  withAt,
} from '../server/hostile.ts';
import { AISHA, BEN, FROM_THE_APP, SCHOOL } from '../server/school-server.ts';
import { LEO, OAKFIELD, THERE } from '../server/second-school.ts';
import type { Chance } from '../simulation/random.ts';
import type { Sent } from './ask.ts';
import { ASKERS } from './school.ts';
import type { Tokens } from './school.ts';
import type { Known } from './syncs.ts';
import { hostileSync, syncAgain } from './syncs.ts';
import type { Target } from './targets.ts';

export type Verdict = 'refused' | 'no effect' | 'in good form';

/** A request and what must become of it. `hashes`: it is let through to a password hash, which takes its time on purpose. */
export interface Drawn {
  readonly kind: string;
  readonly verdict: Verdict;
  readonly hashes: boolean;
  /** Who asks; 'nobody' with a session that is none, too. */
  readonly asker: string;
  readonly sent: Sent;
}

/** Where a guess costs a hash, in good form. */
const HASHES = /^(?:POST \/api\/(?:session|activation|account\/proof)|PUT \/api\/account\/password)$/;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE', 'SEARCH', 'M-SEARCH'];
/** Those that a client can write at all, and that end no path. */
const SEGMENTS = HOSTILE_SEGMENTS.filter((segment) => !segment.startsWith('?') && !segment.includes(' '));
const QUERIES = [
  '?a[__proto__][admin]=1',
  '?before=-1',
  '?before=9e99&before=x',
  '?for=%00',
  `?${'a=1&'.repeat(500)}`,
  '?%',
  '?#',
  '?code=%ff',
];
const MORE = ['isAdmin', 'account', 'author', 'actor', 'owner', '$where', 'toString2', 'roles2'];
const POISON = ['__proto__', 'constructor', 'prototype'];
/** From this on a request has a connection of its own: it may be refused before it is read. */
const LARGE_BYTES = 200_000;

/** What requests are drawn with: who is signed in, and what a device knows that has synced. */
export interface Scene {
  readonly chance: Chance;
  readonly seed: number;
  readonly tokens: Tokens;
  readonly known: Known | null;
}

interface Making extends Scene {
  readonly target: Target;
  readonly values: () => unknown;
}

type Body = string | Uint8Array;
/** What is different from a request as it should be. */
interface Twist {
  readonly asker?: string;
  readonly token?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly alone?: true;
  /** Known to be refused, or without effect, whoever asks. */
  readonly verdict?: Verdict;
}
type Kind = readonly [name: string, weight: number, twist: (making: Making) => Twist | null];

/** Stands where something is written that JSON.stringify would not write. */
const MARK = '§';

const json = (value: unknown): string => JSON.stringify(value) ?? '';
const placeIn = ({ target, chance }: Making) => chance.pick(placesIn(target.message));
/** An object in the message gets one more name, written out: `__proto__` is no name that an object literal takes. */
function withName({ target, chance }: Making, name: string, value: string): string {
  const objects = placesIn(target.message).filter((at) => isObject(valueAt(target.message, at)));
  const at = chance.pick(objects);
  const marked = json(withAt(target.message, at, { ...(valueAt(target.message, at) as object), [MARK]: 0 }));
  return marked.replace(`"${MARK}":0`, `${JSON.stringify(name)}:${value}`);
}
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

/** To whom another school is another; the careers leader, who may most, more often. */
const OF_THE_SCHOOL = [...Object.keys(ASKERS).filter((asker) => asker !== 'elsewhere'), 'leader', 'leader', 'leader'];

/** What may be wrong with a body. */
const OF_BODIES: readonly Kind[] = [
  ['no message', 3, ({ chance }) => ({ body: chance.pick(HOSTILE_BODIES) })],
  [
    'something hostile at a place',
    6,
    (m) => ({ body: json(withAt(m.target.message, placeIn(m), m.chance.pick(HOSTILE_VALUES))) }),
  ],
  ['something generated at a place', 6, (m) => ({ body: json(withAt(m.target.message, placeIn(m), m.values())) })],
  ['something left out', 2, (m) => ({ body: json(withAt(m.target.message, placeIn(m), undefined)) })],
  [
    'a name too many',
    2,
    (m) => ({ body: withName(m, m.chance.pick(MORE), json(m.chance.pick([SCHOOL, true, 'leader']))) }),
  ],
  [
    'a name of every object',
    2,
    (m) => ({ body: withName(m, m.chance.pick(POISON), '{"isAdmin":true}'), verdict: 'refused' }),
  ],
  [
    'nested deeply',
    1,
    (m) => {
      const levels = 12 + Math.floor(m.chance.random() * 2000);
      return {
        body: json(withAt(m.target.message, placeIn(m), MARK)).replace(
          `"${MARK}"`,
          '['.repeat(levels) + ']'.repeat(levels),
        ),
        verdict: 'refused',
      };
    },
  ],
  [
    'larger than is taken',
    1,
    (m) => ({
      body: json(m.target.message) + ' '.repeat(maxBytesOf(m.target) < 1_000_000 ? maxBytesOf(m.target) : 300_000),
    }),
  ],
  [
    'bytes that are no UTF-8',
    2,
    (m) => {
      const bytes = Buffer.from(json(m.target.message));
      const at = Math.floor(m.chance.random() * bytes.length);
      return {
        body: Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(m.chance.pick([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5]])),
          bytes.subarray(at),
        ]),
        verdict: 'refused',
      };
    },
  ],
  [
    'cut off',
    2,
    (m) => {
      const text = json(m.target.message);
      return { body: text.slice(0, Math.floor(m.chance.random() * text.length)), verdict: 'refused' };
    },
  ],
  [
    'under a false name',
    3,
    (m) => {
      const headers = m.chance.pick(HOSTILE_HEADERS);
      return { headers, verdict: 'refused', ...('content-length' in headers ? { alone: true as const } : {}) };
    },
  ],
  [
    'about somebody of another school',
    3,
    (m) => {
      const people = Object.entries({ [AISHA]: LEO, [BEN]: LEO, [SCHOOL]: OAKFIELD });
      const text = json(m.target.message);
      const body = people.reduce((now, [own, other]) => now.replaceAll(own, other), text);
      const path = [...people, ['none', LEO]].reduce(
        (now, [own = '', other = '']) => now.replaceAll(`/${own}`, `/${other}`),
        m.target.path,
      );
      const at = path.replace(`/${OAKFIELD}`, `/${SCHOOL}`).replace(/(?<=\/people\/)[^/]+/, THERE.tutor);
      return body === text && at === m.target.path
        ? null
        : { asker: m.chance.pick(OF_THE_SCHOOL), body, path: at, verdict: 'no effect' };
    },
  ],
];

/** What may be wrong with any request. */
const OF_ALL: readonly Kind[] = [
  ['a query that nobody asks', 1, ({ target, chance }) => ({ path: target.path + chance.pick(QUERIES) })],
  [
    'from elsewhere',
    2,
    ({ target, chance }) =>
      target.method === 'GET'
        ? null
        : {
            headers: chance.pick([
              { 'sec-fetch-site': 'cross-site' },
              { 'sec-fetch-site': 'same-site' },
              { origin: 'https://evil.example' },
              { origin: 'null' },
            ]),
            verdict: 'refused',
          },
  ],
  [
    'with a session that is none',
    3,
    ({ chance, tokens }) => ({
      asker: 'nobody',
      token: chance.pick([
        tokens['ended'] ?? '',
        'A'.repeat(43),
        '',
        '%00',
        '__proto__',
        'x'.repeat(4000),
        `${tokens['leader'] ?? ''}x`,
        (tokens['leader'] ?? '').toLowerCase().slice(1),
      ]),
    }),
  ],
  [
    'by another method',
    2,
    ({ target, chance }) => {
      const methods = METHODS.filter((method) => !target.takes.has(method));
      return { method: chance.pick(methods), verdict: 'refused' };
    },
  ],
  [
    'something hostile in the address',
    4,
    ({ target, chance }) => {
      if (!target.path.startsWith('/api/')) return null;
      const segment = chance.pick(SEGMENTS);
      const parts = target.path.split('/');
      if (!target.hasParts || chance.happens(0.3)) return { path: `${target.path}/${segment}`, verdict: 'refused' };
      const stands = parts.flatMap((part, n) =>
        [SCHOOL, 'none', '0'].includes(part) || parts[n - 1] === 'people' ? [n] : [],
      );
      return { path: parts.with(chance.pick(stands), segment).join('/'), verdict: 'refused' };
    },
  ],
  [
    'at another school',
    2,
    ({ target }) =>
      target.path.includes(`/${SCHOOL}/`)
        ? { asker: 'leader', path: target.path.replace(`/${SCHOOL}/`, `/${OAKFIELD}/`), verdict: 'refused' }
        : null,
  ],
];

/** What may be wrong with a sync that is in good form. */
const OF_SYNCS: readonly Kind[] = [
  [
    'hostile changes',
    8,
    ({ chance, known }) => known && { body: json(hostileSync(chance, known)), verdict: 'no effect' },
  ],
  [
    'what was sent before',
    4,
    ({ chance, known }) => known && { asker: 'tutor', body: json(syncAgain(chance, known)), verdict: 'no effect' },
  ],
];

const kindsOf = (target: Target): readonly Kind[] => [
  ...OF_ALL,
  ...(target.schema ? OF_BODIES : []),
  ...(target.name.endsWith('/sync') ? OF_SYNCS : []),
];

/** The most bytes that this endpoint takes. */
const maxBytesOf = ({ path }: Target): number => (path.includes('/import') ? 2 * IMPORT_MAX_BYTES : BODY_MAX_BYTES);

/** Would the server read it as what it takes? */
function isInGoodForm(target: Target, body: Body): boolean {
  const bytes = Buffer.from(body as string);
  if (bytes.length > maxBytesOf(target)) return false;
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    return depthOf(value) <= DEPTH_MAX + 2 && (target.schema?.safeParse(value).success ?? true);
  } catch {
    return false;
  }
}

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

function verdictOf(
  target: Target,
  twist: Twist,
  { asker, body }: { readonly asker: string; readonly body: Body | undefined },
): Verdict {
  if (twist.verdict === 'refused' || target.cells[asker]?.startsWith('4')) return 'refused';
  if (target.schema && body !== undefined && !isInGoodForm(target, body)) return 'refused';
  if (twist.verdict) return twist.verdict;
  return target.method === 'GET' ? 'no effect' : 'in good form';
}

/** Requests at this endpoint, one after the other, without end. */
export function drawsAt(target: Target, scene: Scene): () => Drawn {
  const { chance, seed, tokens } = scene;
  const kinds = kindsOf(target).flatMap((kind) => Array.from({ length: kind[1] }, () => kind));
  const askers = Object.keys(ASKERS);
  const may = askers.filter((asker) => !target.cells[asker]?.startsWith('4'));
  let generated: unknown[] = [];
  let taken = 0;
  const values = (): unknown => {
    if (generated.length === 0) generated = fc.sample(hostileValue, { numRuns: 200, seed: seed * 1000 + (taken += 1) });
    return generated.pop();
  };
  const draw = (): Drawn => {
    const [kind, , make] = chance.pick(kinds);
    const twist = make({ ...scene, target, values });
    if (twist === null) return draw();
    // Half of them by somebody who may ask: it is looked at, and not sent away at the door.
    const asker = twist.asker ?? chance.pick(may.length > 0 && chance.happens(0.5) ? may : askers);
    const body =
      twist.body ??
      (target.schema ? json(target.message) : target.method === 'GET' ? undefined : chance.pick(HOSTILE_BODIES));
    const token = twist.token ?? tokens[asker];
    const isLarge = body !== undefined && body.length > LARGE_BYTES;
    const sent: Sent = {
      method: twist.method ?? target.method,
      path: twist.path ?? target.path,
      headers: {
        ...FROM_THE_APP,
        ...(token === undefined ? {} : { cookie: `sid=${token}` }),
        // A body without its length would be the next request.
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...twist.headers,
      },
      ...(body === undefined ? {} : { body }),
      alone: twist.alone ?? isLarge,
    };
    const verdict = verdictOf(target, twist, { asker, body });
    const hashes = HASHES.test(target.name) && body !== undefined && isInGoodForm(target, body);
    return { kind, verdict, hashes, asker, sent };
  };
  return draw;
}
