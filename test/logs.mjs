/**
 * What the servers of the browser journeys logged, line by line against a list of what a line may say: anything else may be
 * somebody's words, name or address. Source: OWASP ASVS 5.0, 16.2.5.
 *   node test/logs.mjs FOLDER
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const isCount = (value) => Number.isInteger(value) && value >= 0;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/** When, and what: a request is known by its pattern, an error by its kind and its place: neither holds what was asked or said. */
const FIELDS = {
  time: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  method: (value) => METHODS.has(value),
  route: (value) => /^\/[a-z:/*-]*$/.test(value),
  status: isCount,
  ms: isCount,
  error: (value) => /^\w+$/.test(value),
  at: (value) => /^(?:at (?:async )?(?:[\w.$<> [\]]+ )?\(?[\w:/.@+-]+\)?)?$/.test(value),
};

/** What a server says when it starts and stops. */
const SENTENCES = [
  /^Fingerpost is at http:\/\/127\.0\.0\.1:\d+$/,
  /^(?:Installing|Building|Stopping)…$/,
  /^Making a demo school with [\d,]+ pupils…$/,
  /^Made it in \d+ s\.$/,
];

function isKnown(line) {
  if (!line.startsWith('{')) return SENTENCES.some((sentence) => sentence.test(line));
  const entries = Object.entries(JSON.parse(line));
  return entries[0]?.[0] === 'time' && entries.every(([name, value]) => FIELDS[name]?.(value) === true);
}

const [folder] = process.argv.slice(2);
const lines = readdirSync(folder).flatMap((file) =>
  readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean),
);
const odd = lines.filter((line) => !isKnown(line));
for (const line of odd.slice(0, 20)) console.error(`Not a line that a log may have: ${line}`);
console.log(`${lines.length} lines of log, ${odd.length} of them odd`);
// None at all: nothing was looked at.
process.exitCode = lines.length > 100 && odd.length === 0 ? 0 : 1;
