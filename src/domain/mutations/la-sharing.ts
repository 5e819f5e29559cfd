/**
 * Saying whether the local authority may be told more than the basics: the careers leader writes down what the school was told,
 * and the pupil says it from 16 on. Source: Education and Skills Act 2008 s.72; policy 5.5.13.
 */
import * as z from 'zod/mini';
import { put } from '../change.ts';
import { laSharingEntry } from '../entries/career.ts';
import type { Context } from '../entry.ts';
import { BASE_FIELDS } from '../entry.ts';
import { decidesOn } from '../la-sharing.ts';
import { defineMutation } from '../mutation.ts';
import type { CareersRecord, FieldsOf } from '../record.ts';
import { entryOf, singleton } from '../record.ts';
import { err } from '../result.ts';
import type { IsoDate } from '../time.ts';
import { dateOf } from '../time.ts';

type Said = FieldsOf<'la-sharing'>;

/**
 * What is said. Of a pupil only the decision is heard: who, when and how are as they must be. Of the careers leader who decided
 * need not be said: it follows from the age on that day.
 */
export const laSharingSet = defineMutation({
  name: 'la-sharing.set',
  version: 1,
  setsOver: true,
  args: z.omit(laSharingEntry, BASE_FIELDS),
  touches: () => [{ entry: singleton('la-sharing'), creates: true }],
  apply: (record, args, ctx) => {
    const said = asSaid(record, args, ctx);
    return isTooYoung(record, said, ctx) ? err({ kind: 'too-young' }) : put(record, 'la-sharing', said, ctx);
  },
});

const isOwn = ({ id }: CareersRecord, { person }: Context): boolean => (id as string) === person;

const bornOf = (record: CareersRecord): IsoDate | null =>
  entryOf(record, singleton('identity'), 'identity')?.born ?? null;

function asSaid(record: CareersRecord, said: Said, ctx: Context): Said {
  const { decision, decidedOn } = said;
  if (decision === 'not-asked') return { decision, decidedBy: null, decidedOn: null, how: null };
  if (isOwn(record, ctx)) return { decision, decidedBy: 'pupil', decidedOn: dateOf(ctx.at), how: 'app' };
  const born = bornOf(record);
  if (said.decidedBy !== null || born === null || decidedOn === null) return said;
  return { ...said, decidedBy: decidesOn(born, decidedOn) ? 'pupil' : 'parent' };
}

/** By the birth date, which pupil and careers leader both read. Where it is not known, the careers leader says who decided. */
function isTooYoung(record: CareersRecord, { decidedBy, decidedOn }: Said, ctx: Context): boolean {
  const born = bornOf(record);
  if (isOwn(record, ctx)) return !decidesOn(born, dateOf(ctx.at));
  return decidedBy === 'pupil' && born !== null && decidedOn !== null && !decidesOn(born, decidedOn);
}

/** What may be done about telling the local authority. */
export const laSharingMutations = [laSharingSet] as const;
