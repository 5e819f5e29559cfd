/**
 * A changed wire fails until PROTOCOL_VERSION is raised: devices of the older app are in schools for weeks, and an older
 * server may stand beside a newer app. shapes.json holds the shape of every message and of every kind of entry, by version.
 *
 * To change the wire on purpose:
 *   1. raise PROTOCOL_VERSION in src/protocol/version.ts, with a line in its history;
 *   2. see to it that the older version is still answered (or raise OLDEST_PROTOCOL: its devices are told to update);
 *      an entry that lies in stores and on devices must still be an entry: a new field is optional;
 *   3. run  FINGERPOST_CORPUS=write npx vitest run test/protocol/version.test.ts && npm run format  and read the difference.
 * It only adds a version; one that is there is never written over (test/domain/corpus.test.ts says how to take one back).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type * as core from 'zod/v4/core';
import { entry } from '../../src/domain/record.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import * as accounts from '../../src/protocol/accounts.ts';
import * as demo from '../../src/protocol/demo.ts';
import * as problem from '../../src/protocol/problem.ts';
import * as rosterImport from '../../src/protocol/roster-import.ts';
import * as sync from '../../src/protocol/sync.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import { shapeOf } from '../support/shape-of.ts';

const FILE = new URL('./shapes.json', import.meta.url);
const shapes = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Record<string, string>>;

const isSchema = (value: unknown): value is core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

const ENTRY = shapeOf(entry);
/** The shape of every schema that a file of the protocol exports; an entry by its name, for it is shown by itself. */
const messagesOf = (file: string, exports: object): (readonly [string, string])[] =>
  Object.entries(exports)
    .filter((pair): pair is [string, core.$ZodType] => isSchema(pair[1]))
    .map(([name, schema]) => [`${file} ${name}`, shapeOf(schema).replaceAll(ENTRY, 'entry')] as const);

const kinds = entry._zod.def.options.map((option) => {
  const kind = option._zod.def.shape.kind._zod.def.values[0];
  return [`entry ${kind}`, shapeOf(option)] as const;
});
const now = Object.fromEntries(
  [
    ...messagesOf('accounts', accounts),
    ...messagesOf('demo', demo),
    ...messagesOf('problem', problem),
    ...messagesOf('roster-import', rosterImport),
    ...messagesOf('sync', sync),
    ...kinds,
  ].toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

if (process.env['FINGERPOST_CORPUS'] === 'write') {
  shapes[PROTOCOL_VERSION] ??= now;
  writeFileSync(FILE, JSON.stringify(shapes, null, 2));
}

describe('the wire', () => {
  it('has a shape for every version that is still answered', () => {
    const answered = Array.from({ length: PROTOCOL_VERSION - OLDEST_PROTOCOL + 1 }, (_, n) => `${OLDEST_PROTOCOL + n}`);
    expect(Object.keys(shapes)).toEqual(expect.arrayContaining(answered));
    expect(Object.keys(now)).toContain('sync syncRequest');
  });

  it('has the messages of its version, no more and no less', () => {
    expect(Object.keys(now), 'raise PROTOCOL_VERSION; see the head of this file').toEqual(
      Object.keys(shapes[PROTOCOL_VERSION] ?? {}),
    );
  });

  it.each(Object.entries(now))('has the shape of its version: %s', (name, shape) => {
    expect(shape, 'raise PROTOCOL_VERSION; see the head of this file').toBe(shapes[PROTOCOL_VERSION]?.[name]);
  });
});

describe('a record line', () => {
  const corpus = new URL('../domain/corpus/records.json', import.meta.url);
  const records = JSON.parse(readFileSync(corpus, 'utf8')) as CareersRecord[];

  it.each(records.map((record) => [record.id, record] as const))('carries the record %s unchanged', (_id, record) => {
    const line = { line: 'record', version: 20, ...record };
    expect(sync.recordLine.parse(line)).toEqual(line);
    expect(sync.replyLine.parse(line)).toEqual(line);
  });
});
