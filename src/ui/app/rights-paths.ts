/** The addresses of "Records and requests", apart from the others so that they are loaded with its pages. Ids are random, as everywhere. */
import type { PersonId, RecordId } from '../../domain/ids.ts';

const part = encodeURIComponent;

/** Those that have no id in them. */
export const RIGHTS_PATHS = {
  requests: '/records/requests',
  due: '/records/due',
  gone: '/records/gone',
  periods: '/records/how-long',
  devices: '/records/devices',
  refused: '/records/refused',
} as const;

/** What was asked about one pupil's record. */
export const pupilRightsPath = (record: RecordId): string => `/records/pupils/${part(record)}`;
/** One of them, with the copy that is to be looked at. */
export const requestPath = (request: string): string => `/records/requests/${part(request)}`;
/** Whose records a device could have seen. */
export const deviceSeenPath = (holder: number): string => `/records/devices/${holder}`;
/** The same of all devices of a person. */
export const personSeenPath = (person: PersonId): string => `/records/people/${part(person)}`;
