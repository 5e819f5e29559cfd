/**
 * The copy as a page that anybody can read, without the app and without internet: every entry with all its fields, then who has
 * read and changed it and on whose devices it is. What people wrote stands as text: nothing in it can run.
 */
import { html, raw } from 'hono/html';
import { clockOf, dateOf } from '../../domain/time.ts';
import type { Instant } from '../../domain/time.ts';
import { fullDate } from '../../domain/date-words.ts';
import { BASE_FIELDS } from '../../domain/entry.ts';
import { whoCanSee } from '../../domain/access.ts';
import type { Entry } from '../../domain/record.ts';
import { PART_TITLES, fieldName, groupsInWords, kindName, titleOf } from './copy-words.ts';
import type { Material } from './material.ts';
import { isAuthorsAlone } from './refused.ts';

/** The copy. `people`: who is meant by an id. */
export interface Copy extends Material {
  readonly school: string;
  readonly pupil: string;
  readonly record: string;
  readonly made: Instant;
  readonly people: Readonly<Record<string, { readonly name: string } | undefined>>;
}

type Html = ReturnType<typeof html>;

/** The parts that are told as tables, in their order. */
const ROW_PARTS = [
  'unfinished',
  'seen',
  'changes',
  'sentTo',
  'moved',
  'rosterChanges',
  'requests',
  'keptLonger',
  'letGo',
  'owed',
] as const;

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}section{border-top:1px solid #999;margin-top:1rem}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}small{color:#444}';

/** The page as a text. */
export async function copyPage(copy: Copy): Promise<string> {
  const page = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>What the school holds</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>${copy.pupil}: what ${copy.school} holds</h1>
        <p>
          Made on ${whenOf(copy.made)}. Black bars are other people’s words or names. The same stands, for another
          program, in the file that comes with this page.
        </p>
        <h2>The record</h2>
        ${copy.entries.map((entry) => entryPart(copy, entry))}
        ${
          copy.earlier.length === 0
            ? ''
            : html`<h2>Earlier wordings</h2>
                ${copy.earlier.map(({ was }) => entryPart(copy, was))}`
        }
        ${
          copy.refused.length === 0
            ? ''
            : html`<h2>Sent by somebody and not accepted</h2>
                ${copy.refused.map((one) => refusedPart(copy, one))}`
        }
        ${ROW_PARTS.map((part) => rowsPart(copy, PART_TITLES[part], copy[part]))}
        <h2>${PART_TITLES.account}</h2>
        ${fieldsPart(copy, copy.account)}
        ${
          copy.activities.length === 0
            ? ''
            : html`<h2>Activities as the school planned them</h2>
                ${copy.activities.map((entry) => entryPart(copy, entry))}`
        }
      </body>
    </html>`;
  return String(await page);
}

const whenOf = (at: Instant): string => `${fullDate(dateOf(at))}, ${clockOf(at)}`;

const personIn = ({ people, record, pupil }: Copy, person: string): string => {
  if (person === record) return pupil;
  return person === '' ? 'The school’s server, or a command on it' : (people[person]?.name ?? person);
};

/** Fields that every entry has are told in words. */
const ownFields = (entry: Entry): object =>
  Object.fromEntries(
    Object.entries(entry).filter(([field]) => !(field in BASE_FIELDS) || field === 'withdrawn' || field === 'replaced'),
  );

const entryPart = (copy: Copy, entry: Entry): Html =>
  html`<section>
    <h3>${titleOf(entry)}</h3>
    ${fieldsPart(copy, ownFields(entry))}
    <p>
      <small
        >Added by ${personIn(copy, entry.author)}, last changed by ${personIn(copy, entry.by)} on ${whenOf(entry.at)}.
        Read by ${whoCanSee(entry, 'staff')}.</small
      >
    </p>
  </section>`;

const refusedPart = (copy: Copy, { by, change }: Material['refused'][number]): Html =>
  html`<section>
    <h3>${kindName(change.name)}, ${whenOf(change.at)}</h3>
    ${change.args === null ? wordless(change.name) : fieldsPart(copy, change.args as object)}
    <p><small>Sent by ${personIn(copy, by)}.</small></p>
  </section>`;

const wordless = (name: string): Html =>
  html`<p>
    ${isAuthorsAlone(name) ? 'What is written in an unfinished interview is its author’s alone.' : 'Its words were deleted.'}
  </p>`;

const rowsPart = (copy: Copy, title: string, rows: readonly object[]): Html | string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0) return '';
  return html`<h2>${title}</h2>
    <table>
      <tr>
        ${columns.map((column) => html`<th>${fieldName(column)}</th>`)}
      </tr>
      ${rows.map(
        (row) =>
          html`<tr>
            ${columns.map((column) => html`<td>${told(copy, column, (row as Record<string, unknown>)[column])}</td>`)}
          </tr>`,
      )}
    </table>`;
};

const fieldsPart = (copy: Copy, fields: object): Html =>
  html`<dl>
    ${Object.entries(fields)
      .filter(([, value]) => !isNothing(value))
      .map(
        ([field, value]) =>
          html`<dt>${fieldName(field)}</dt>
            <dd>${told(copy, field, value)}</dd>`,
      )}
  </dl>`;

const isNothing = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0);

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const PERSONS = new Set(['person', 'by', 'adviser', 'logged_by', 'clear_by', 'madeBy']);

/** A value in words: dates, people and groups by name, the rest as it is. */
function told(copy: Copy, field: string, value: unknown): Html | string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return textTold(copy, field, value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'object') return JSON.stringify(value) ?? '';
  if (!Array.isArray(value)) return fieldsPart(copy, value);
  return html`${value.map((inner: unknown, i) => html`${i === 0 ? '' : html`<br />`}${told(copy, field, inner)}`)}`;
}

function textTold(copy: Copy, field: string, text: string): string {
  if (INSTANT.test(text)) return whenOf(text as Instant);
  if (field === 'groups') return groupsInWords(text);
  return PERSONS.has(field) ? personIn(copy, text) : text;
}
