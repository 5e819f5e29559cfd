/**
 * The version of the wire. A changed schema fails test/protocol/version.test.ts until this number is raised.
 * History: 1, the first. 2, the school's options year and its range of occupations, both optional.
 * 3, the plans that were used in an interview, and the breaks of a visit, both optional.
 * 4, applications, a kind of entry that older devices keep and do not show; English as an additional language in the
 * identity, optional, and as columns of a list; everybody as whom the demo school can be tried;
 * pupils who are not on the list, optional.
 * 5, readings of records; an account's other schools in the answer to signing in, optional; what the local authority may be
 * told, a kind of entry that older devices keep and do not show, with a refusal of its own; how many years the school keeps a
 * record, optional.
 * 6, how many years the school keeps each part of a record, optional.
 */
export const PROTOCOL_VERSION = 6;

/** The oldest protocol that this server still answers; an older app is told to update and loses nothing. */
export const OLDEST_PROTOCOL = 1;
