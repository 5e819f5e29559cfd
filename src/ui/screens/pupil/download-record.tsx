/**
 * The pupil's own record to take away, made on the device from what the pupil may see: a page that anybody can read, and the
 * same as data for another program. UK GDPR articles 15 and 20.
 */
import { render } from 'preact';
import { whoCanSee } from '../../../domain/access.ts';
import { fullDate } from '../../../domain/date-words.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import { saveFile } from '../../queries/files.ts';
import { timelineItems } from '../shared/timeline-items.ts';
import { OwnFacts } from './own-facts.tsx';
import { OwnItem } from './own-items.tsx';
import type { OwnView } from './own-page.tsx';

/** Gives the pupil the page to read, with the data in it. */
export const saveRecordPage = (view: OwnView): void =>
  saveFile('my-careers-record.html', 'text/html', recordPage(view));

/** Gives the pupil the data alone. */
export const saveRecordData = ({ record }: OwnView): void =>
  saveFile('my-careers-record.json', 'application/json', JSON.stringify(record, null, 1));

const STYLE = 'body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}';

/** The page as HTML, with the words of the screen. The data stand in a script of type application/json. */
export function recordPage(view: OwnView): string {
  const box = document.createElement('div');
  render(<RecordToRead view={view} />, box);
  // Icons are drawn by the app: the file has none.
  for (const icon of box.querySelectorAll('svg')) icon.remove();
  const words = box.innerHTML;
  render(null, box);
  const data = JSON.stringify(view.record, null, 1).replaceAll('<', '\\u003c');
  return [
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>My careers record</title><style>${STYLE}</style>`,
    words,
    `<script type="application/json" id="record">${data}</script></html>`,
  ].join('\n');
}

/** Everything that the pupil may see, in the order of the screen. */
function RecordToRead({ view }: { readonly view: OwnView }) {
  const { record, digest, school, today } = view;
  const name = digest.pupil ? `${digest.pupil.name} ${digest.pupil.surname}`.trim() : '';
  return (
    <>
      <h1>{name === '' ? 'My careers record' : `${name}: my careers record`}</h1>
      <p>{[school.settings?.name ?? '', fullDate(today)].filter((words) => words !== '').join(', ')}.</p>
      <OwnFacts view={view} level={2} />
      {timelineItems(record).map(({ entry, date, kind, title }) => (
        <section key={entry.id}>
          <h2>{title}</h2>
          <p>
            {fullDate(date)}. {kind}. Added by{' '}
            {entry.author === (record.id as string) ? 'you' : staffNameOf(school.staffById, entry.author)}.
          </p>
          <OwnItem entry={entry} view={view} />
          <p>
            <small>Who can see this: {whoCanSee(entry)}.</small>
          </p>
        </section>
      ))}
    </>
  );
}
