/**
 * What servers log while all tests run, kept for test/logs.mjs with the words that must not stand in it: those of the schools that
 * were served. Nothing is kept unless FINGERPOST_TEST_LOGS names a folder.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Instant } from '../../src/domain/time.ts';
import type { Log } from '../../src/server/log.ts';
import { createLog } from '../../src/server/log.ts';

const folder = process.env['FINGERPOST_TEST_LOGS'];
const SILENT: Log = { log: () => {}, failed: () => {} };

const keep = (ending: 'log' | 'canaries', text: string): void => {
  if (folder && text !== '') appendFileSync(join(folder, `${process.pid}-${threadId}.${ending}`), `${text}\n`);
};

/** The log of a server in this process, with a line for each request. */
export const keptLog = (now: () => Instant): Log =>
  folder ? createLog({ isOn: true, now, say: keepLines, warn: keepLines }) : SILENT;

/** Keeps what a server has printed. */
export function keepLines(text: string): void {
  keep('log', text.trim());
}

/** Keeps the words of records, given as JSON. */
export function keepWords(...texts: readonly string[]): void {
  if (!folder) return;
  const words = texts
    .flatMap((text) => [...stringsIn(JSON.parse(text))])
    .filter((word) => isSomebodys(word) && isNew(word));
  keep('canaries', words.map((word) => JSON.stringify(word)).join('\n'));
}

const WORDS = ['entry', 'revision', 'quarantine'].map((table) => `SELECT json FROM ${table}`).join(' UNION ALL ');
const NAMES = 'SELECT json_quote(name) json FROM school UNION ALL SELECT json_quote(login) FROM account';

/** Keeps the words in the data file of this folder, if there is one. */
export function keepWordsOf(dataDir: string): void {
  const file = join(dataDir, 'fingerpost.db');
  if (!folder || !existsSync(file)) return;
  const data = new DatabaseSync(file, { readOnly: true });
  const rows = data.prepare(`${WORDS} UNION ALL ${NAMES}`).all() as { readonly json: string }[];
  data.close();
  keepWords(...rows.map(({ json }) => json));
}

const kept = new Set<string>();
const isNew = (word: string): boolean => kept.size < kept.add(word).size;

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* stringsIn(one);
}

/** A sentence, a name, a UPN or an address of mail, and no id, day or word of the program. */
const isSomebodys = (text: string): boolean =>
  (text.length > 5 && text.includes(' ')) || /^(?:\p{Lu}[\p{L}’'-]{2,}|[A-Z]\d{11}[\dA-Z]|\S+@\S+)$/u.test(text);
