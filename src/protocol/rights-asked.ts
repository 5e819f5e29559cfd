/**
 * What the careers leader sends about pupils' rights, as the server checks it; what each is sent to: rights.ts.
 */
import * as z from 'zod/mini';
import { KEPT_PARTS } from '../domain/entries/school.ts';
import { REQUEST_KINDS } from '../domain/request-clock.ts';
import { recordId } from '../domain/ids.ts';
import { prose } from '../domain/text.ts';
import { isoDate } from '../domain/time.ts';

/** A reason or a note: some sentences. */
const words = prose.check(z.maxLength(2000));
const reason = words.check(z.refine((text) => text.trim() !== '', { error: 'a reason' }));

/** What was asked; `received`: the day on which it came. */
export const newRequest = z.strictObject({
  record: recordId,
  kind: z.enum(REQUEST_KINDS),
  asker: z.enum(['pupil', 'parent', 'other']),
  received: isoDate,
  words,
});
export type NewRequest = z.infer<typeof newRequest>;

/** What is done to it. Pauses end and begin on the day of the server's clock. */
export const requestChange = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('pause'), why: reason }),
  z.strictObject({ does: z.literal('resume') }),
  z.strictObject({ does: z.literal('extend'), why: reason }),
  z.strictObject({ does: z.literal('close'), outcome: z.enum(['done', 'refused', 'withdrawn']), reason: words }),
  z.strictObject({ does: z.literal('open-again') }),
]);
export type RequestChange = z.infer<typeof requestChange>;

/** Decisions, by the marks' and the parts' ids; `what` null takes one back. */
export const decisions = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        id: z.string().check(z.maxLength(80)),
        what: z.nullable(z.enum(['keep', 'black', 'hold'])),
        reason: words,
      }),
    )
    .check(z.maxLength(1000)),
});
export type Decisions = z.infer<typeof decisions>;

/** Keeps a record longer; `until` null: no longer than the school's period. */
export const keepLonger = z.strictObject({ record: recordId, until: z.nullable(isoDate), reason: words });
export type KeepLonger = z.infer<typeof keepLonger>;

/** What is to go. Whatever is not due any more when its turn comes stays. */
export const disposalConfirm = z.strictObject({
  steps: z
    .array(z.strictObject({ record: recordId, what: z.enum(['support', 'record', ...KEPT_PARTS]) }))
    .check(z.minLength(1), z.maxLength(5000)),
});
export type DisposalConfirm = z.infer<typeof disposalConfirm>;

const years = z.nullable(z.int().check(z.gte(0), z.lte(1000)));
/** For how many years after leaving the record and its parts are to be kept; what the rules refuse, the answer says in a sentence. */
export const periodsWanted = z.strictObject({
  record: years,
  notes: years,
  interviews: years,
  experiences: years,
  plans: years,
});

/** Erasing one pupil's record because it was asked. `early`: below the floor of policy 5.3.5, all the same. */
export const eraseAsked = z.strictObject({ reason, early: z.boolean() });
export type EraseAsked = z.infer<typeof eraseAsked>;
