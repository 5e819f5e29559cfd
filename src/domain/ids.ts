/**
 * Branded identifiers. A brand is made by its parser only, so an id of one kind cannot stand in for another.
 * Ids are UUIDs (version 7 when made here, so that they sort by time) or the fixed names of singletons ("pupil", "school").
 */
import * as z from 'zod/mini';

const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9/_-]{0,63}$/;
const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Ids are keys of plain objects: a name that every object has ("constructor") would be found where nothing is. */
const isNoObjectKey = (text: string): boolean => !(text in Object.prototype);
const id = () => z.string().check(z.regex(ID_PATTERN), z.refine(isNoObjectKey, { error: 'not an id' }));
const uuid = () => z.string().check(z.regex(UUID_PATTERN));

/** A record: a pupil's career record (UUID) or a school record ("school", "roster", "office", "directory", "programme/2026"). */
export const recordId = id().brand<'RecordId'>();
export type RecordId = z.infer<typeof recordId>;

/** An entry within its record: UUID, or the kind's own name for a singleton. The key of an entry is (record, id). */
export const entryId = id().brand<'EntryId'>();
export type EntryId = z.infer<typeof entryId>;

/** A mutation, unique in the world: UUIDv7. */
export const mutationId = uuid().brand<'MutationId'>();
export type MutationId = z.infer<typeof mutationId>;

/** A member of staff (the id of the staff entry), or a pupil (the id of the pupil's own record). */
export const personId = id().brand<'PersonId'>();
export type PersonId = z.infer<typeof personId>;

/** One wording of a text, UUID. */
export const textId = uuid().brand<'TextId'>();
export type TextId = z.infer<typeof textId>;

/** One thing that a person did in one go, over several mutations. UUID. */
export const actId = uuid().brand<'ActId'>();
export type ActId = z.infer<typeof actId>;

/** A school of the installation: letters, digits, hyphens, at most 64. */
export const schoolId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))
  .brand<'SchoolId'>();
export type SchoolId = z.infer<typeof schoolId>;

/** The code of a form, such as 10B or 11/3; at most 20 characters. */
export const formCode = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9 /._-]{0,19}$/))
  .brand<'FormCode'>();
export type FormCode = z.infer<typeof formCode>;
