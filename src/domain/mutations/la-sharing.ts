/**
 * Saying whether the local authority may be told more than the basics: the careers leader writes down what the school was told,
 * and the pupil says it from 16 on. Source: Education and Skills Act 2008 s.72; policy 5.5.13.
 */
import * as z from 'zod/mini';
import { put } from '../change.ts';
import { laSharingEntry } from '../entries/career.ts';
import { BASE_FIELDS } from '../entry.ts';
import { decidesOn } from '../la-sharing.ts';
import { defineMutation } from '../mutation.ts';
import { entryOf, singleton } from '../record.ts';
import { err } from '../result.ts';
import { dateOf } from '../time.ts';

/**
 * What is said. Who decided follows from the age on that day; it counts as it is said only where the birth date, which pupil
 * and careers leader both read, is not known. Of a pupil the decision alone is heard: it is made now, and here.
 */
export const laSharingSet = defineMutation({
  name: 'la-sharing.set',
  version: 1,
  setsOver: true,
  args: z.omit(laSharingEntry, BASE_FIELDS),
  touches: () => [{ entry: singleton('la-sharing'), creates: true }],
  apply: (record, { decision, ...said }, ctx) => {
    const own = ctx.person === (record.id as string);
    const born = entryOf(record, singleton('identity'), 'identity')?.born ?? null;
    const decidedOn = own ? dateOf(ctx.at) : said.decidedOn;
    const isOld = decidesOn(born, decidedOn);
    if (own && !isOld) return err({ kind: 'too-young' });
    const decidedBy = born && decidedOn ? (isOld ? 'pupil' : 'parent') : said.decidedBy;
    const asked = { decidedBy, decidedOn, how: own ? 'app' : said.how } as const;
    const nobody = { decidedBy: null, decidedOn: null, how: null };
    return put(record, 'la-sharing', { decision, ...(decision === 'not-asked' ? nobody : asked) }, ctx);
  },
});

/** What may be done about telling the local authority. */
export const laSharingMutations = [laSharingSet] as const;
