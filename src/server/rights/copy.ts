/**
 * The copy of everything that is held about a pupil, for whoever has a right to it: marks are looked at first, each is kept or
 * blacked with a reason, and any part can be held back where it would do serious harm. Made afresh each time and kept nowhere.
 * Source: UK GDPR Art. 15; Data Protection Act 2018 Sch. 2 para. 16, Sch. 3 para. 5.
 */
import { createHash } from 'node:crypto';
import type { RecordId } from '../../domain/ids.ts';
import { fullName } from '../../domain/person-names.ts';
import type { EntryOf } from '../../domain/record.ts';
import { SCHOOL_RECORD, entriesOf, entryOf, singleton } from '../../domain/record.ts';
import type { Decisions } from '../../protocol/rights-asked.ts';
import type { CopyMade, CopyReview, MarkDecision } from '../../protocol/rights.ts';
import type { Place } from '../accounts/places.ts';
import { schoolNameOf } from '../accounts/accounts.ts';
import type { Instant } from '../../domain/time.ts';
import { ProblemError } from '../http/problem.ts';
import { nameOfPerson } from '../office.ts';
import type { RequestTable } from '../store/schema.ts';
import { entriesOfKinds, readRecord } from '../store/store.ts';
import { blacked, isGone } from './blacking.ts';
import type { CopyRow } from './copy-parts.ts';
import { isFact, rowsOf } from './copy-parts.ts';
import { copyPage } from './copy-page.ts';
import { namedElsewhere } from './elsewhere.ts';
import type { Placed } from './marks.ts';
import { marksIn, wordsOf } from './marks.ts';
import type { Material } from './material.ts';
import { materialOf } from './material.ts';
import { isNaming, nameFinder } from './names.ts';
import type { RightsDeps } from './requests.ts';
import { noteDone, oneRequest, requestRow } from './requests.ts';

type Decided = Readonly<{ what: MarkDecision; reason: string }>;

/** What the review and the copy are made of. */
interface Working {
  readonly row: RequestTable;
  readonly record: RecordId;
  readonly pupil: EntryOf<'pupil'>;
  /** All other pupils of the school. */
  readonly others: readonly EntryOf<'pupil'>[];
  readonly material: Material;
  /** What can be held back: entries, and rows of other parts, by their ids. */
  readonly parts: ReadonlyMap<string, CopyRow>;
  readonly held: ReadonlySet<string>;
  readonly marks: readonly Placed[];
  readonly decisions: ReadonlyMap<string, Decided>;
  /** The ids of marks about which there is nothing to decide: what they stand in is held back, or black as a whole. */
  readonly moot: ReadonlySet<string>;
}

/** Everything at one moment. Throws not-found, conflict. */
async function working({ store: { read } }: RightsDeps, { school }: Place, id: string): Promise<Working> {
  const row = await requestRow(read, school, id);
  if (row.kind !== 'copy') throw new ProblemError('conflict', 'No copy was asked for here.');
  const record = row.record as RecordId;
  const whole = await readRecord(read, school, record);
  const pupil = entryOf(whole, singleton('pupil'), 'pupil');
  if (!pupil) throw new ProblemError('not-found');
  const material = await materialOf(read, school, record);
  const staff = entriesOf(await readRecord(read, school, SCHOOL_RECORD), 'staff').map(({ name }) => name);
  const others = (await entriesOfKinds(read, school, ['pupil'])).flatMap(([of, entry]) =>
    entry.kind === 'pupil' && of !== record ? [entry] : [],
  );
  const identity = entryOf(whole, singleton('identity'), 'identity');
  const own = [pupil, ...(identity ? [{ name: identity.legalForename, surname: identity.legalSurname }] : [])];
  const rows = await read
    .selectFrom('decision')
    .select(['mark', 'what', 'reason'])
    .where('school', '=', school)
    .where('request', '=', id)
    .execute();
  const decisions = new Map(rows.map(({ mark, what, reason }) => [mark, { what: what as MarkDecision, reason }]));
  const all = rowsOf(material);
  // Of an entry with earlier wordings the entry stands for the part.
  const parts = new Map(
    all
      .filter(({ canHold }) => canHold)
      .toReversed()
      .map((one) => [one.part, one]),
  );
  const held = new Set([...parts.keys()].filter((part) => decisions.get(heldId(part))?.what === 'hold'));
  const marks = marksIn(material, nameFinder(others, own, staff));
  const gone = new Set(all.filter((one) => isGone(one, held)).map(({ part, section }) => `${part} ${section}`));
  const moot = mootIn({ marks, decisions, gone });
  return { row, record, pupil, others, material, parts, held, marks, decisions, moot };
}

/** The id under which holding back a part is decided. */
const heldId = (part: string): string => `p-${part}`;

interface Mooted extends Pick<Working, 'marks' | 'decisions'> {
  /** Rows that are not in the copy. */
  readonly gone: ReadonlySet<string>;
}

function mootIn({ marks, decisions, gone }: Mooted): ReadonlySet<string> {
  const black = marks.filter(({ id }) => decisions.get(id)?.what === 'black');
  const wholes = new Set(black.filter(({ span }) => span === null).map(({ part }) => part));
  const textOf = ({ part, section, path }: Placed): string => JSON.stringify([part, section, path]);
  const texts = new Set(black.filter(({ why }) => why === 'others-words').map(textOf));
  const isMoot = (mark: Placed): boolean => {
    if (gone.has(`${mark.part} ${mark.section}`)) return true;
    if (mark.span !== null && wholes.has(mark.part) && !isFact(mark.path)) return true;
    return mark.why === 'name' && texts.has(textOf(mark));
  };
  return new Set(marks.filter(isMoot).map(({ id }) => id));
}

const openIn = ({ marks, decisions, moot }: Working): readonly Placed[] =>
  marks.filter(({ id }) => !decisions.has(id) && !moot.has(id));

const AROUND = 60;
const PREVIEW = 160;

/** What is to be looked at, and what was decided; that somebody looks is written down first. Throws not-found, conflict. */
export async function lookAt(deps: RightsDeps, asker: Place, id: string): Promise<CopyReview> {
  const review = await reviewOf(deps, asker, id);
  const detail = { request: id, marks: review.marks.length };
  await deps.store.write((tx) =>
    noteDone(tx, asker, review.request, { at: deps.now(), what: 'copy.looked-at', detail }),
  );
  return review;
}

async function reviewOf(deps: RightsDeps, asker: Place, id: string): Promise<CopyReview> {
  const work = await working(deps, asker, id);
  const { marks, decisions, material, moot } = work;
  return {
    request: await oneRequest(deps, asker, id),
    marks: marks
      .filter((mark) => !moot.has(mark.id))
      .map(({ id: mark, why, part, place, span, text }) => ({
        id: mark,
        why,
        part,
        place,
        before: span === null ? '' : text.slice(Math.max(0, span.from - AROUND), span.from),
        words: span === null ? text : text.slice(span.from, span.to),
        after: span === null ? '' : text.slice(span.to, span.to + AROUND),
        decision: decisions.get(mark) ?? null,
      })),
    parts: [...work.parts.values()].toReversed().map((one) => ({
      id: heldId(one.part),
      title: one.title,
      words: wordsOf(one).slice(0, PREVIEW),
      held: decisions.get(heldId(one.part)) ?? null,
    })),
    unfinished: await Promise.all(
      material.unfinished.map(async ({ by, since }) => ({
        by: await nameOfPerson(deps.store.read, asker.school, by),
        since: since as Instant,
      })),
    ),
    elsewhere: await namedElsewhere(deps.store.read, asker.school, work),
    open: openIn(work).length,
  };
}

/** What is decided in this copy is kept with it, also when the other pupil's record is erased. */
const NAMELESS = 'Write the reason without the name of another pupil: it would stay when their record is erased.';
const nameOf = ({ text, span }: Placed) => ({ name: text.slice(span?.from, span?.to), surname: '' });

/** Writes down what was decided. Throws not-found, conflict, bad-request. */
export async function decide(
  deps: RightsDeps,
  asker: Place,
  [id, { decisions }]: readonly [string, Decisions],
): Promise<CopyReview> {
  const work = await working(deps, asker, id);
  if (work.row.closed !== null) throw new ProblemError('conflict', 'It is closed. Open it again first.');
  const known = new Set([...work.marks.map((mark) => mark.id), ...[...work.parts.keys()].map(heldId)]);
  const { school, person } = asker;
  const at = deps.now();
  const others = nameFinder(work.others, [], []);
  for (const { id: mark, what, reason } of decisions) {
    if (!known.has(mark)) throw new ProblemError('conflict', 'The record has changed meanwhile. Look at it again.');
    if ((what === 'black' || what === 'hold') && reason.trim() === '')
      throw new ProblemError('bad-request', 'Write a reason for what is not handed out.');
    if ((what === 'hold') !== mark.startsWith('p-') && what !== null)
      throw new ProblemError('bad-request', 'Words are kept or blacked; parts are held back.');
    const named = work.marks.filter((one) => one.id === mark && one.why === 'name').map(nameOf);
    if (isNaming(reason, others, named)) throw new ProblemError('bad-request', NAMELESS);
  }
  await deps.store.write(async (tx) => {
    for (const { id: mark, what, reason } of decisions) {
      const of = tx.deleteFrom('decision').where('school', '=', school).where('request', '=', id);
      await of.where('mark', '=', mark).execute();
      if (what === null) continue;
      await tx.insertInto('decision').values({ school, request: id, mark, what, reason, by: person, at }).execute();
    }
    const detail = { request: id, decisions: decisions.length };
    await noteDone(tx, asker, work.row, { at, what: 'copy.reviewed', detail });
  });
  return reviewOf(deps, asker, id);
}

/** Makes the copy. Throws not-found, conflict. */
export async function makeCopy(deps: RightsDeps, asker: Place, id: string): Promise<CopyMade> {
  const work = await working(deps, asker, id);
  const open = openIn(work).length;
  if (open > 0)
    throw new ProblemError('conflict', `${open === 1 ? '1 mark has' : `${open} marks have`} not been looked at yet.`);
  const at = deps.now();
  const { read } = deps.store;
  const staff = entriesOf(await readRecord(read, asker.school, SCHOOL_RECORD), 'staff');
  const black = work.marks.filter((mark) => work.decisions.get(mark.id)?.what === 'black');
  const copy = {
    format: 'fingerpost-subject-access',
    version: 1,
    school: await schoolNameOf(read, asker.school),
    pupil: fullName(work.pupil),
    record: work.record,
    made: at,
    /** Names of the people whose ids stand below. */
    people: Object.fromEntries(staff.map(({ id: person, name, roles }) => [person, { name, roles }])),
    ...blacked(work.material, black, work.held),
  };
  const data = JSON.stringify(copy, null, 1);
  const page = await copyPage(copy);
  const sum = createHash('sha256').update(data).digest('base64url');
  const detail = { request: id, black: black.length, held: work.held.size, sum };
  await deps.store.write((tx) => noteDone(tx, asker, work.row, { at, what: 'copy.made', detail }));
  return { data, page };
}
