/**
 * What servers logged while the tests ran, line by line against a list of what a line may say: anything else may be somebody's
 * words, name or address. And whatever the list lets through has no word, name, UPN or login of the schools that were served.
 * Source: OWASP ASVS 5.0, 16.2.5.
 *   node test/logs.mjs FOLDER       of files that test/support/kept-logs.ts has written
 */
import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';

const isCount = (value) => Number.isInteger(value) && value >= 0;
/** Those that Node's parser knows: it answers any other word 400 itself, and nothing is logged. */
const METHODS = new Set(http.METHODS);

/** Written out here too: a list that is read from the server's own would hold whatever the server holds. */
const ERRORS = new Set(
  `AbortError AggregateError DataError Error EvalError InvalidAccessError NoResultError NotSupportedError OperationError ProblemError
   RangeError ReferenceError RequestError SyntaxError TimeoutError TooBusy TypeError URIError UnusableData Usage ZodError unknown`.split(
    /\s+/,
  ),
);
const FUNCTION = String.raw`(?:(?:async|new|get|set) )*[\w.$<>#]+(?: \[as [\w.$<>#]+\])?`;
const PLACE = String.raw`(?:file:///|node:|/)[\w/.@+%~:-]+:\d+:\d+`;
const AT = new RegExp(`^(?:at (?:${FUNCTION} \\(${PLACE}\\)|(?:async )?${PLACE}))?$`);

/** Patterns: what the table of who may ask what has, the files of the app, and what is not there. */
const TABLE = readFileSync(new URL('server/permission/routes-table.ts', import.meta.url), 'utf8');
const ROUTES = new Set(['/*', '/api/*', ...[...TABLE.matchAll(/^[A-Z]+_(\/\S*)/gm)].map(([, route]) => route)]);

/** When, and what: a request is known by its pattern, an error by its kind and its place: neither holds what was asked or said. */
const FIELDS = {
  time: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  method: (value) => METHODS.has(value),
  route: (value) => ROUTES.has(value),
  status: isCount,
  ms: isCount,
  error: (value) => ERRORS.has(value),
  at: (value) => AT.test(value),
};

/** What a server says when it starts and stops, and of a backup. */
const SENTENCES = [
  /^Fingerpost is at http:\/\/127\.0\.0\.1:\d+$/,
  /^(?:Installing|Building|Stopping)…$/,
  /^Making a demo school with [\d,]+ pupils…$/,
  /^Made it in \d+ s\.$/,
  /^[\d:.TZ-]+ (?:The backup failed|Backups that are too old could not be deleted), and will be tried again: E[A-Z]+: [a-z ]+, [a-z]+ '[\w/.-]+'$/,
];

function isKnown(line) {
  if (!line.startsWith('{')) return SENTENCES.some((sentence) => sentence.test(line));
  const entries = Object.entries(JSON.parse(line));
  return entries[0]?.[0] === 'time' && entries.every(([name, value]) => FIELDS[name]?.(value) === true);
}

const isPartOfAWord = (text) => text !== undefined && /[\p{L}\p{N}]/u.test(text);

/** Does it stand in the line, and not within another word? */
function holds(line, canary) {
  for (let at = line.indexOf(canary); at >= 0; at = line.indexOf(canary, at + 1)) {
    if (!isPartOfAWord(line[at - 1]) && !isPartOfAWord(line[at + canary.length])) return true;
  }
  return false;
}

const [folder] = process.argv.slice(2);
const linesOf = (ending) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean));
const lines = linesOf('.log');
const canaries = [...new Set(linesOf('.canaries'))].map((line) => JSON.parse(line));
const odd = lines.filter((line) => !isKnown(line));
/** Once each: most differ by their times alone. */
const different = new Set(lines.map((line) => line.replace(/"time":"[\d:.TZ-]+"|"ms":\d+/g, '')));
const found = [...different].flatMap((line) =>
  canaries.filter((canary) => holds(line, canary)).map((canary) => `${JSON.stringify(canary)} in ${line}`),
);
for (const line of odd.slice(0, 20)) console.error(`Not a line that a log may have: ${line}`);
for (const one of found.slice(0, 20)) console.error(`Somebody’s words in a log: ${one}`);
console.log(
  `${lines.length} lines of log, ${odd.length} of them odd; ${canaries.length} words of schools, ${found.length} found in a line`,
);
// None at all: nothing was looked at, or looked for.
process.exitCode = lines.length > 100 && canaries.length > 0 && odd.length + found.length === 0 ? 0 : 1;
