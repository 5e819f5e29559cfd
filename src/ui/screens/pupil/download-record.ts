/** The pupil's own record as a page that anybody can read, made on the device from what the pupil may see. UK GDPR article 20. */
import { whoCanSee } from '../../../domain/access.ts';
import { fullDate } from '../../../domain/date-words.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { Entry } from '../../../domain/record.ts';
import { allWords } from '../../../domain/text-merge.ts';
import type { WrittenText } from '../../../domain/text.ts';
import { saveFile } from '../../queries/files.ts';
import { timelineItems } from '../shared/timeline-items.ts';
import type { OwnView } from './own-page.tsx';

/** Gives the pupil one file: readable words, and below them the same as data for another program. */
export const saveRecordFiles = (view: OwnView): void =>
  saveFile('my-careers-record.html', 'text/html', recordPage(view));

/** The page as HTML. Every word of the record is escaped; the data stand in a script of type application/json. */
export function recordPage({ record, digest, school, today }: OwnView): string {
  const name = digest.pupil ? `${digest.pupil.name} ${digest.pupil.surname}`.trim() : 'My record';
  const items = timelineItems(record).map(({ entry, date, kind, title }) => {
    const who = entry.author === (record.id as string) ? 'you' : staffNameOf(school.staffById, entry.author);
    return [
      `<section><h2>${safe(title)}</h2>`,
      `<p>${safe(fullDate(date))}. ${safe(kind)}. Added by ${safe(who)}.</p>`,
      ...linesOf(entry).map((words) => `<p>${safe(words).replaceAll('\n', '<br>')}</p>`),
      `<p><small>Who can see this: ${safe(whoCanSee(entry))}.</small></p></section>`,
    ].join('\n');
  });
  const data = JSON.stringify(record, null, 1).replaceAll('<', '\\u003c');
  return [
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>My careers record</title>',
    `<h1>${safe(name)}: my careers record</h1><p>${safe(school.settings?.name ?? '')}, ${safe(fullDate(today))}.</p>`,
    ...items,
    `<script type="application/json" id="record">${data}</script></html>`,
  ].join('\n');
}

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The words of an entry, whatever its kind: every text that a person wrote, in the order of its fields. */
function linesOf(entry: Entry): readonly string[] {
  const values: readonly unknown[] = Object.entries(entry)
    .filter(([field]) => !BASE.has(field))
    .flatMap(([, value]) => (isFacts(value) ? [value.organisation, value.learned] : [value]));
  return values
    .map((value) => (typeof value === 'string' ? value : isText(value) ? allWords(value) : ''))
    .filter((words) => words.includes(' '));
}

const BASE = new Set(['kind', 'id', 'readers', 'author', 'by', 'at', 'madeAt', 'version']);

const isText = (value: unknown): value is WrittenText =>
  typeof value === 'object' && value !== null && 'heads' in value && 'past' in value;

const isFacts = (value: unknown): value is { readonly organisation: string; readonly learned: string } =>
  typeof value === 'object' && value !== null && 'learned' in value;
