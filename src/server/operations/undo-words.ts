/** What an undo puts back and what it cannot, in sentences. Pure. */
import type { RecordId } from '../../domain/ids.ts';
import type { Kept, UndoPlan } from './undo.ts';
import type { Step } from './step.ts';

/** "1 pupil", "1,200 pupils". */
const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** Names that a sentence lists before it counts the rest. */
const NAMED_MAX = 5;

/** Both lists. `nameOf`: of a pupil; null: the record is no pupil's. */
export function undoWords(
  { steps, kept }: UndoPlan,
  nameOf: (record: RecordId) => string | null,
): { readonly puts: string[]; readonly keeps: string[] } {
  const count = (is: (step: Step) => boolean) => steps.filter(is).length;
  const has = (step: Step, name: string) => step.commands.some((command) => command.name === name);
  const news = count(({ does }) => does === 'leave');
  const changed = count((step) => step.does === 'change' && !isReturn(step));
  const back = count((step) => step.does === 'change' && isReturn(step));
  const duties = count((step) => step.does === 'duty' && !has(step, 'roster.end'));
  const ended = count((step) => step.does === 'duty' && has(step, 'roster.end'));
  const forms = count(({ does }) => does === 'form');
  const puts = [
    [changed, `${plural(changed, 'pupil gets', 'pupils get')} back the year, form and names from before.`],
    [
      back,
      `${plural(back, 'pupil who was marked as left is', 'pupils who were marked as left are')} back at the school.`,
    ],
    [forms, `${plural(forms, 'form is', 'forms are')} as before.`],
    [duties, `${plural(duties, 'duty goes', 'duties go')} on as before.`],
    [ended, `${plural(ended, 'duty that was begun ends', 'duties that were begun end')}.`],
    [news, `${plural(news, 'pupil who was new is', 'pupils who were new are')} marked as having left.`],
  ] as const;
  return { puts: puts.flatMap(([some, words]) => (some > 0 ? [words] : [])), keeps: keepsOf(news, kept, nameOf) };
}

const isReturn = ({ commands }: Step): boolean =>
  commands.some((command) => command.name === 'pupil.leave' && command.args.to === null);

function keepsOf(news: number, kept: UndoPlan['kept'], nameOf: (record: RecordId) => string | null): string[] {
  const records = (why: Kept) => [...new Set(kept.filter((one) => one.why === why).map(({ record }) => record))];
  const since = records('changed-since');
  const pupils = since.flatMap((record) => nameOf(record) ?? []);
  const others = kept.filter((one) => one.why === 'changed-since' && nameOf(one.record) === null).length;
  const support = records('support-is-the-leaders').length;
  const gone = records('gone').length;
  return [
    ...(news > 0
      ? [
          'The records of pupils who were new are kept, for somebody may have written in them. To have one gone for good, erase it.',
        ]
      : []),
    ...(pupils.length > 0
      ? [
          `${listed(pupils)} ${pupils.length === 1 ? 'has' : 'have'} been changed since and ${pupils.length === 1 ? 'stays' : 'stay'} as now.`,
        ]
      : []),
    ...(others > 0
      ? [
          `${plural(others, 'form or duty has', 'forms or duties have')} been changed since and ${others === 1 ? 'stays' : 'stay'} as now.`,
        ]
      : []),
    ...(support > 0
      ? [
          `Support and plans of ${plural(support, 'pupil')} stay as they are: only the careers leader can put them back.`,
        ]
      : []),
    ...(gone > 0 ? [`${plural(gone, 'pupil has', 'pupils have')} been erased since.`] : []),
  ];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_MAX);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
