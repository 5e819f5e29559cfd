/**
 * Input that somebody sends who means harm, or whose program is broken: values to put anywhere, bodies, and addresses; and every
 * endpoint that it is sent to, with a message that is as it should be.
 */
import * as fc from 'fast-check';
import type * as z from 'zod/mini';
import { activation, invitation, pupilCodesWanted, schoolOpened, signIn } from '../../src/protocol/accounts.ts';
import { demoSignIn } from '../../src/protocol/demo.ts';
import { moveConfirm, moveWanted } from '../../src/protocol/move.ts';
import { devicesHere } from '../../src/protocol/holders.ts';
import {
  decisions,
  disposalConfirm,
  eraseAsked,
  keepLonger,
  newRequest,
  periodsWanted,
  requestChange,
} from '../../src/protocol/rights-asked.ts';
import { rollOverChoices, rollOverConfirm, undoConfirm } from '../../src/protocol/roster-operations.ts';
import { delivery, enrolling } from '../../src/protocol/sealed.ts';
import { sessionKey } from '../../src/protocol/session-key.ts';
import { importConfirm, importText } from '../../src/protocol/roster-import.ts';
import { syncRequest } from '../../src/protocol/sync.ts';
import {
  exportWanted,
  newPassword,
  passkeyMade,
  passkeyProof,
  passkeyUsed,
  proof,
  rulesWanted,
  secondStep,
  ssoSignIn,
  totpCode,
} from '../../src/protocol/sign-in.ts';
import { PEOPLE } from '../support/builders.ts';
import { AISHA, BEN, SCHOOL, firstSync } from './school-server.ts';

const DEEP = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

/** Values of wrong types and sizes, and text that breaks stores. Written to JSON as they are. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfff',
  '\u202egnirts',
  '\ufeff',
  '\ufffe',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  "' OR 1=1; DROP TABLE entry; --",
  '" OR ""="',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}',
  '=HYPERLINK("http://evil.example")',
  '%00%0d%0aSet-Cookie: sid=x',
  '\r\nSet-Cookie: sid=x',
  '-0',
  'NaN',
  '1e999',
  '9'.repeat(400),
  'x'.repeat(201),
  'x'.repeat(20_001),
  '\u{1f9ff}'.repeat(10_001),
  'e' + '\u0301'.repeat(5000),
  '2026-02-30',
  '2026-11-11T25:61:00Z',
  '0000-00-00',
  '+275760-09-13T00:00:00.001Z',
  [],
  {},
  [[]],
  [null],
  Array.from({ length: 2001 }, () => 'a'),
  { length: 1e9 },
  JSON.parse('{"toString":"x","valueOf":"x","then":"x"}') as unknown,
  { toJSON: 'x' },
  DEEP(9),
  DEEP(12),
];

/** Bodies that are no message at all. */
export const HOSTILE_BODIES: readonly (string | Uint8Array)[] = [
  '',
  ' ',
  'null',
  'true',
  '0',
  '""',
  '[]',
  '{}',
  '{',
  '}',
  '{"a":}',
  "{'a':1}",
  '{"a":1,}',
  '{"a":1}{"a":1}',
  '{"a":01}',
  '{"a":1e400}',
  '{"a":-}',
  '{"a":"\\x"}',
  '{"a":"\\ud800"}',
  '{"a":"\u0000"}',
  '\ufeff{}',
  '/* */ {}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"\\u005f_proto__":{"admin":true}}',
  '{"a":{"b":{"__proto__":[]}}}',
  '{"login":"lee","login":"jo"}',
  'login=lee&password=x',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  '--boundary\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--boundary--',
  '['.repeat(100_000),
  '{"a":'.repeat(20_000),
  '['.repeat(1000) + ']'.repeat(1000),
  `"${'x'.repeat(200_000)}"`,
  `[${'0,'.repeat(100_000)}0]`,
  `{${Array.from({ length: 10_000 }, (_, n) => `"k${n}":${n}`).join(',')}}`,
  '9'.repeat(100_000),
  ' '.repeat(300_000),
  'x'.repeat(300_000),
  Uint8Array.from([0xff, 0xfe, 0x7b, 0x00]),
  Uint8Array.from([0xc0, 0x80]),
  Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  Uint8Array.from([0x22, 0xf5, 0x80, 0x80, 0x80, 0x22]),
  Uint8Array.from([0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00]),
];

/** Pieces of an address in place of an id. */
export const HOSTILE_SEGMENTS: readonly string[] = [
  '%00',
  '%0d%0aSet-Cookie:%20sid=x',
  '%E0%A4%A',
  '%',
  '%2e%2e%2f%2e%2e',
  '..%5c..',
  '%ff%fe',
  '%ed%a0%80',
  '__proto__',
  'constructor',
  '*',
  ':school',
  "'%20OR%201=1--",
  'a'.repeat(5000),
  '%F0%9F%A7%BF'.repeat(200),
  '-1',
  ' ',
  '%20',
  '$%7Bjndi:ldap://evil.example/a%7D',
  '?a[__proto__][admin]=1',
  ';jsessionid=1',
  '@evil.example',
];

/** Headers with which the body is announced as something else. */
export const HOSTILE_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': '' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'multipart/form-data; boundary=boundary' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'a'.repeat(4000) },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br, gzip, deflate' },
  { 'content-length': '99999999999' },
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
];

/** Somewhere in a message, something else. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_VALUES) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.double() },
);

type Path = readonly (string | number)[];

/** Every place of a message, its root included. */
export function placesIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Array.isArray(value)
    ? value.flatMap((one, n) => placesIn(one, [...at, n]))
    : Object.entries(value).flatMap(([key, one]) => placesIn(one, [...at, key]));
  return [at, ...inner];
}

/** The message with something else at a place; `undefined` takes the place away. */
export function withAt(value: unknown, [first, ...rest]: Path, other: unknown): unknown {
  if (first === undefined) return other;
  if (Array.isArray(value)) return value.map((one, n) => (n === first ? withAt(one, rest, other) : (one as unknown)));
  const now = value as Readonly<Record<string, unknown>>;
  return { ...now, [first]: withAt(now[first], rest, other) };
}

const at = `/api/schools/${SCHOOL}`;
const CSV = 'UPN,Forename,Surname,DOB,Year,Form\nB801200005001,Aisha,Khan,2011-10-03,10,10B';

/** What a passkey might be made of. */
const MADE = { name: 'Phone', id: 'AA', clientDataJSON: 'AA', attestationObject: 'AA', transports: ['internal'] };
/** What a passkey might sign. */
const SIGNED = { id: 'AA', clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA', userHandle: 'AA' };

const PUBLIC_KEY = Buffer.alloc(65, 4).toString('base64');
const SEAL = { id: firstSync.device, seal: 'AAAA' };
const PERIODS = { record: 7, notes: 3, interviews: null, experiences: null, plans: null };
const CHOICES = { tutors: 'stay', pastoral: 'stay', caseloads: 'stay', stay: [] };

/** Every endpoint that takes a body: what it takes, and a message that is as it should be. POST where nothing else is said. */
export const ENDPOINTS: readonly (readonly [string, z.ZodMiniType, unknown])[] = [
  ['PUT /api/session', schoolOpened, { school: SCHOOL }],
  ['PUT /api/session/key', sessionKey, { key: Buffer.alloc(32, 1).toString('base64') }],
  [`PUT ${at}/enrolment`, enrolling, { device: firstSync.device, key: PUBLIC_KEY }],
  [`${at}/sealed`, delivery, { enrolment: 'A'.repeat(43), epoch: 'e', seals: [SEAL] }],
  [`${at}/moves/preview`, moveWanted, { record: AISHA, entry: 'e-1', to: BEN }],
  [`${at}/moves`, moveConfirm, { record: AISHA, entry: 'e-1', to: BEN, entries: ['e-1'] }],
  [`${at}/roster/roll-over/preview`, rollOverChoices, CHOICES],
  [`${at}/roster/roll-over`, rollOverConfirm, { ...CHOICES, fingerprint: '0'.repeat(64) }],
  [`${at}/roster/undo`, undoConfirm, { operation: 'o-1', fingerprint: '0'.repeat(64) }],
  ['/api/session', signIn, { login: 'nobody', password: 'wrong' }],
  ['/api/activation', activation, { code: 'ABCD-EFGH-JKLM', login: 'nobody', password: 'long enough for staff' }],
  ['/api/demo/session', demoSignIn, { as: 'tutor' }],
  ['/api/session/second', secondStep, { code: '123456' }],
  ['/api/passkey/session', passkeyUsed, { signed: SIGNED }],
  ['/api/sso/session', ssoSignIn, { code: 'ABCD-EFGH-JKLM' }],
  ['/api/account/proof', proof, { password: 'some password' }],
  ['/api/account/proof/passkey', passkeyProof, { signed: SIGNED }],
  [`${at}/exports`, exportWanted, { what: 'pupil-list', pupils: 2 }],
  [`PUT ${at}/sign-in-rules`, rulesWanted, { from: '2027-01-04' }],
  ['PUT /api/account/password', newPassword, { password: 'gravel meadow lantern' }],
  ['PUT /api/account/totp', totpCode, { code: '123456' }],
  ['PUT /api/account/passkeys', passkeyMade, MADE],
  [
    `${at}/people`,
    invitation,
    { name: 'Sam Lee', roles: ['tutor'], guidance: { level: 'Level 6', from: '2020-01-01', to: null } },
  ],
  [`${at}/pupils/codes`, pupilCodesWanted, { records: [AISHA, BEN] }],
  [`${at}/import/preview`, importText, { text: CSV, columns: ['upn', null], wholeSchool: false }],
  [`${at}/import`, importConfirm, { text: CSV, wholeSchool: true, fingerprint: '0'.repeat(64) }],
  ['/api/devices/asked', devicesHere, { devices: [firstSync.device] }],
  ['/api/devices/cleared', devicesHere, { devices: [firstSync.device] }],
  [`${at}/requests`, newRequest, { record: AISHA, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: 'All' }],
  [`${at}/requests/none`, requestChange, { does: 'close', outcome: 'refused', reason: 'Not the parent' }],
  [`${at}/requests/none/decisions`, decisions, { decisions: [{ id: 'm-1', what: 'black', reason: 'Another pupil' }] }],
  [`${at}/retention/longer`, keepLonger, { record: AISHA, until: '2030-01-01', reason: 'A claim' }],
  [`${at}/retention/periods/preview`, periodsWanted, PERIODS],
  [`PUT ${at}/retention/periods`, periodsWanted, PERIODS],
  [`${at}/disposals`, disposalConfirm, { steps: [{ record: AISHA, what: 'record' }] }],
  [`${at}/records/none/erase`, eraseAsked, { reason: 'It was asked', early: true }],
  [`${at}/sync`, syncRequest, { ...firstSync, want: [AISHA], check: [[AISHA, 1]] }],
];

/** Those that take none: what is sent to them is not read. */
export const WITHOUT_BODY: readonly string[] = [
  `${at}/people/${PEOPLE.tutor}/code`,
  `${at}/roster/go-on`,
  `${at}/roster/undo/preview`,
  `${at}/holders/0/clear`,
  `${at}/requests/none/copy`,
  `${at}/refused/none/words`,
  `${at}/disposals/go-on`,
  '/api/session/enrol',
  '/api/passkey',
  '/api/account/proof/asked',
  '/api/account/proof/sso',
  '/api/account/totp',
  '/api/account/recovery',
  '/api/account/passkeys',
  '/api/account/sso',
];

/** A route as the app has it, with what stands for its parts. */
export const addressOf = (route: string): string =>
  route
    .replace('/:school/', `/${SCHOOL}/`)
    .replace('/:person/', `/${PEOPLE.tutor}/`)
    .replace('/:holder/', '/0/')
    .replace(/\/:(request|record|passkey|session|place)(?=\/|$)/, '/none');
