/**
 * The copy of everything that is held about a pupil, for whoever has a right to it: marks are looked at first, each is kept or
 * blacked with a reason, and an entry can be held back where it would do serious harm. Made afresh each time and kept nowhere.
 * Source: UK GDPR Art. 15; Data Protection Act 2018 Sch. 2 para. 16, Sch. 3 para. 5.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import { entryWords } from '../../domain/entry-words.ts';
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
import type { Run } from '../store/store.ts';
import { entriesOfKinds, readRecord } from '../store/store.ts';
import { blacked } from './blacking.ts';
import { kindName } from './copy-words.ts';
import { copyPage } from './copy-page.ts';
import type { Placed } from './marks.ts';
import { marksIn, titleOf } from './marks.ts';
import type { Material } from './material.ts';
import { materialOf } from './material.ts';
import { nameFinder } from './names.ts';
import type { RightsDeps } from './requests.ts';
import { noteDone, oneRequest, requestRow } from './requests.ts';

type Decided = Readonly<{ what: MarkDecision; reason: string }>;

/** What the review and the copy are made of. */
interface Working {
  readonly row: RequestTable;
  readonly record: RecordId;
  readonly pupil: EntryOf<'pupil'>;
  readonly material: Material;
  readonly marks: readonly Placed[];
  readonly decisions: ReadonlyMap<string, Decided>;
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
  const own = [fullName(pupil), ...(identity ? [`${identity.legalForename} ${identity.legalSurname}`] : [])];
  const rows = await read
    .selectFrom('decision')
    .select(['mark', 'what', 'reason'])
    .where('school', '=', school)
    .where('request', '=', id)
    .execute();
  return {
    row,
    record,
    pupil,
    material,
    marks: marksIn(material, nameFinder(others, own, staff)),
    decisions: new Map(rows.map(({ mark, what, reason }) => [mark, { what: what as MarkDecision, reason }])),
  };
}

/** The id under which holding back a part is decided. */
const heldId = (part: string): string => `p-${part}`;
const isHeld = ({ decisions }: Working, part: string): boolean => decisions.get(heldId(part))?.what === 'hold';

/** Is there nothing to decide: its part is held back, or is black as a whole? */
function isMoot(work: Working, { part, why }: Placed): boolean {
  if (isHeld(work, part)) return true;
  const whole = work.marks.find((mark) => mark.part === part && mark.span === null);
  return why !== 'note' && whole !== undefined && work.decisions.get(whole.id)?.what === 'black';
}

const openIn = (work: Working): readonly Placed[] =>
  work.marks.filter((mark) => !work.decisions.has(mark.id) && !isMoot(work, mark));

const AROUND = 60;
const PREVIEW = 160;

/** What is to be looked at, and what was decided. Throws not-found, conflict. */
export async function reviewOf(deps: RightsDeps, asker: Place, id: string): Promise<CopyReview> {
  const work = await working(deps, asker, id);
  const { marks, decisions, material } = work;
  return {
    request: await oneRequest(deps, asker, id),
    marks: marks
      .filter((mark) => !isMoot(work, mark))
      .map(({ id: mark, why, part, place, span, text }) => ({
        id: mark,
        why,
        part,
        place,
        before: span === null ? '' : text.slice(Math.max(0, span.from - AROUND), span.from),
        words: span === null ? text.slice(0, PREVIEW) : text.slice(span.from, span.to),
        after: span === null ? '' : text.slice(span.to, span.to + AROUND),
        decision: decisions.get(mark) ?? null,
      })),
    parts: material.entries.map((entry) => ({
      id: heldId(entry.id),
      title: titleOf(entry),
      words: entryWords(entry).join(' ').slice(0, PREVIEW),
      held: decisions.get(heldId(entry.id)) ?? null,
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

/** Other pupils' records in which the pupil's whole name stands. */
async function namedElsewhere(
  run: Run,
  school: SchoolId,
  { record, pupil }: Working,
): Promise<CopyReview['elsewhere']> {
  const name = JSON.stringify(fullName(pupil)).slice(1, -1);
  const { rows } = await sql<{ record: string; kind: string }>`SELECT DISTINCT record, kind FROM entry
    WHERE school = ${school} AND record <> ${record} AND kind <> 'pupil' AND kind <> 'identity'
    AND instr(json, ${name}) > 0 ORDER BY record LIMIT 100`.execute(run);
  const found: CopyReview['elsewhere'] = [];
  for (const { record: other, kind } of rows) {
    const of = entryOf(await readRecord(run, school, other as RecordId), singleton('pupil'), 'pupil');
    if (of) found.push({ record: other as RecordId, name: fullName(of), where: kindName(kind) });
  }
  return found;
}

/** Writes down what was decided. Throws not-found, conflict, bad-request. */
export async function decide(
  deps: RightsDeps,
  asker: Place,
  [id, { decisions }]: readonly [string, Decisions],
): Promise<CopyReview> {
  const work = await working(deps, asker, id);
  if (work.row.closed !== null) throw new ProblemError('conflict', 'It is closed. Open it again first.');
  const known = new Set([
    ...work.marks.map((mark) => mark.id),
    ...work.material.entries.map((entry) => heldId(entry.id)),
  ]);
  const { school, person } = asker;
  const at = deps.now();
  for (const { id: mark, what, reason } of decisions) {
    if (!known.has(mark)) throw new ProblemError('conflict', 'The record has changed meanwhile. Look at it again.');
    if ((what === 'black' || what === 'hold') && reason.trim() === '')
      throw new ProblemError('bad-request', 'Write a reason for what is not handed out.');
    if ((what === 'hold') !== mark.startsWith('p-') && what !== null)
      throw new ProblemError('bad-request', 'Names are kept or blacked; entries are held back.');
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
  const copy = {
    format: 'fingerpost-subject-access',
    version: 1,
    school: await schoolNameOf(read, asker.school),
    pupil: fullName(work.pupil),
    record: work.record,
    made: at,
    /** Names of the people whose ids stand below. */
    people: Object.fromEntries(staff.map(({ id: person, name, roles }) => [person, { name, roles }])),
    ...withoutHeld(work),
  };
  const data = JSON.stringify(copy, null, 1);
  const page = await copyPage(copy);
  const black = work.marks.filter((mark) => work.decisions.get(mark.id)?.what === 'black').length;
  const held = work.material.entries.filter((entry) => isHeld(work, entry.id)).length;
  const sum = createHash('sha256').update(data).digest('base64url');
  await deps.store.write((tx) =>
    noteDone(tx, asker, work.row, { at, what: 'copy.made', detail: { request: id, black, held, sum } }),
  );
  return { data, page };
}

/** What is handed out: black where it was decided, without what is held back. */
function withoutHeld(work: Working): Material {
  const { material, marks, decisions } = work;
  const black = marks.filter((mark) => decisions.get(mark.id)?.what === 'black');
  const held = new Set<string>(material.entries.filter(({ id }) => isHeld(work, id)).map(({ id }) => id));
  const names = (value: object): boolean => [...held].some((id) => JSON.stringify(value).includes(id));
  return {
    ...blacked(material, black, (part) => !held.has(part)),
    changes: material.changes,
    seen: material.seen.map((row) => (names(row) ? withoutDetail(row) : row)),
    rosterChanges: material.rosterChanges.filter((row) => !names(row)),
    moved: material.moved.filter((row) => !names(row)),
  };
}

/** That something was done stays; on what, is not told. */
const withoutDetail = (row: object): object => ({ ...row, detail: {} });
