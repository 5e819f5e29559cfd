/**
 * Applications for what comes after school, by the pupil and those who help with them. A wrong one is taken away with
 * entry.withdraw; one that the pupil withdrew stays, and says so. Source: policy 5.4.2.
 */
import * as z from 'zod/mini';
import { create, set } from '../change.ts';
import { applicationEntry } from '../entries/career.ts';
import { BASE_FIELDS } from '../entry.ts';
import { entryId } from '../ids.ts';
import { defineMutation } from '../mutation.ts';

const fields = z.omit(applicationEntry, BASE_FIELDS);

/** An application, or a place that the pupil thinks of. */
export const applicationAdd = defineMutation({
  name: 'application.add',
  version: 1,
  args: z.extend(fields, { id: entryId }),
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, { id, ...application }, ctx) => create(record, ['application', id], application, ctx),
});

/** Changes where, what, how far it is and when; what is not named stays. */
export const applicationChange = defineMutation({
  name: 'application.change',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId, to: z.partial(fields) }),
  touches: ({ id }) => [{ entry: id, creates: false }],
  apply: (record, { id, to }, ctx) => set(record, ['application', id], to, ctx),
});

/** What may be done to applications. */
export const applicationMutations = [applicationAdd, applicationChange] as const;
