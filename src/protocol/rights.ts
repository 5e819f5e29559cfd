/**
 * What is asked about a pupil's data, the copy that is given, how long records are kept and how they are let go of: online,
 * for the careers leader. All below /api/schools/:school.
 *   GET  /requests                        → requests
 *   POST /requests                        newRequest → oneRequest
 *   POST /requests/:request               requestChange → oneRequest
 *   GET  /requests/:request/review        → copyReview
 *   POST /requests/:request/decisions     decisions → copyReview
 *   POST /requests/:request/copy          → copyMade
 *   GET  /retention                       → retention
 *   POST /retention/periods/preview       periodsWanted → periodsPreview
 *   PUT  /retention/periods               periodsWanted → 204
 *   POST /retention/longer                keepLonger → 204
 *   GET  /disposals                       → disposals
 *   POST /disposals                       disposalConfirm → disposals
 *   POST /disposals/go-on                 → disposals
 *   GET  /records/:record/named           → namedElsewhere
 *   POST /records/:record/erase           eraseAsked → disposals
 * What is sent stands in rights-asked.ts, which browsers do not load.
 */
import * as z from 'zod/mini';
import { KEPT_PARTS, periods } from '../domain/entries/school.ts';
import { REQUEST_KINDS } from '../domain/request-clock.ts';
import { recordId } from '../domain/ids.ts';
import { instant, isoDate } from '../domain/time.ts';

/** What people wrote; the server has checked it as it came. */
const words = z.string();
const line = words;
const pupilShown = z.strictObject({ record: recordId, name: line });

/** Who asked. */
const asker = z.enum(['pupil', 'parent', 'other']);
const requestKind = z.enum(REQUEST_KINDS);
/** How it ended. */
const requestOutcome = z.enum(['done', 'refused', 'withdrawn']);

const pause = z.strictObject({ from: isoDate, to: z.nullable(isoDate), why: words });

const request = z.strictObject({
  record: recordId,
  kind: requestKind,
  asker,
  received: isoDate,
  words,
  id: z.string(),
  /** The pupil's name; null: erased since. */
  name: z.nullable(line),
  logged: instant,
  by: line,
  pauses: z.array(pause),
  /** Why it takes two months more. */
  extended: z.nullable(words),
  due: isoDate,
  closed: z.nullable(isoDate),
  outcome: z.nullable(requestOutcome),
  reason: z.nullable(words),
});
export type RightsRequest = z.infer<typeof request>;

/** Open ones first, by the day on which they are due. */
export const requests = z.strictObject({ requests: z.array(request) });
/** One of them, as it is after it was changed. */
export const oneRequest = z.strictObject({ request });

/** Why the careers leader has to look at something before it is handed out. */
const markWhy = z.enum(['name', 'also-present', 'note', 'others-words']);
export type MarkWhy = z.infer<typeof markWhy>;
/** In the copy, black in it, or held back with all its part because it would do serious harm. */
const markDecision = z.enum(['keep', 'black', 'hold']);
export type MarkDecision = z.infer<typeof markDecision>;

const decided = z.nullable(z.strictObject({ what: markDecision, reason: words }));

/** Some words of somebody else, or a private note, with what stands around them. */
const mark = z.strictObject({
  id: z.string(),
  why: markWhy,
  /** The part of the copy that it stands in. */
  part: z.string(),
  /** "Private note, 11 November 2026: Ideas explored". */
  place: z.string(),
  before: z.string(),
  words: z.string(),
  after: z.string(),
  decision: decided,
});
export type Mark = z.infer<typeof mark>;

/** An entry, or a row of another part (a request, a refused change), as a whole: it can be held back. */
const part = z.strictObject({ id: z.string(), title: z.string(), words: z.string(), held: decided });
export type CopyPart = z.infer<typeof part>;

/** Other pupils' records in which a pupil's full name stands, and in what. */
export const namedElsewhere = z.strictObject({
  elsewhere: z.array(z.strictObject({ ...pupilShown.shape, where: z.string() })),
});
export type NamedElsewhere = z.infer<typeof namedElsewhere>;

/** What must be looked at. What stands `elsewhere` is not in the copy. */
export const copyReview = z.strictObject({
  request,
  marks: z.array(mark),
  parts: z.array(part),
  /** Interviews that are still being written: their words are not in the copy. */
  unfinished: z.array(z.strictObject({ by: line, since: instant })),
  ...namedElsewhere.shape,
  /** Marks without a decision. */
  open: z.int(),
});
export type CopyReview = z.infer<typeof copyReview>;

/** The copy: data for another program, and a page to read. Kept nowhere; made afresh when it is asked for again. */
export const copyMade = z.strictObject({ data: z.string(), page: z.string() });
export type CopyMade = z.infer<typeof copyMade>;

const letGo = z.enum(['support', 'record', ...KEPT_PARTS]);
const dueRecord = z.strictObject({
  ...pupilShown.shape,
  form: z.nullable(z.string()),
  year: z.int(),
  left: isoDate,
  /** Support: since when it has had no purpose. The rest: the last day on which it was kept. */
  until: isoDate,
  what: letGo,
  /** Why it cannot go now, as a sentence. */
  stays: z.nullable(z.string()),
});
export type DueRecord = z.infer<typeof dueRecord>;

const longer = z.strictObject({ ...pupilShown.shape, until: isoDate, reason: words, by: line, at: instant });
export type KeptLonger = z.infer<typeof longer>;

/** What is due. `periods`: the school's; while none is set for the record, it is never due. */
export const retention = z.strictObject({
  periods,
  due: z.array(dueRecord),
  longer: z.array(longer),
  /** How many records of people who have left are not due yet, and the next day on which one is. */
  later: z.int(),
  next: z.nullable(isoDate),
});
export type Retention = z.infer<typeof retention>;

/** Of how many pupils each would come onto the list at once by other periods, and of how many it would leave the list. */
export const periodsPreview = z.strictObject({
  comes: z.array(z.strictObject({ what: letGo, pupils: z.int() })),
  leaves: z.array(z.strictObject({ what: letGo, pupils: z.int() })),
});
export type PeriodsPreview = z.infer<typeof periodsPreview>;

/** A certificate: what went, when, who approved it. No names. `ended` null: it goes on, or was cut off. */
const disposal = z.strictObject({
  id: z.string(),
  why: z.enum(['due', 'asked']),
  reason: words,
  by: line,
  begun: instant,
  ended: z.nullable(instant),
  /** Since when the data file is free of it; null: not yet. */
  swept: z.nullable(instant),
  /** The day on which the last backup that holds it goes, if the server runs then and has made a newer one; null: not yet known. */
  backups: z.nullable(isoDate),
  steps: z.int(),
  done: z.int(),
  records: z.int(),
  support: z.int(),
  /** Parts of records that stayed: of how many pupils each. */
  parts: z.array(z.strictObject({ part: z.enum(KEPT_PARTS), pupils: z.int() })),
  entries: z.int(),
  wordings: z.int(),
  /** Ids of the records, as the audit names them. */
  ids: z.array(z.string()),
});
export type Disposal = z.infer<typeof disposal>;

/** Certificates, the latest first. */
export const disposals = z.strictObject({ disposals: z.array(disposal) });
export type Disposals = z.infer<typeof disposals>;
