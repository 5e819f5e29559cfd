/**
 * How long a session lives, by whom it is of and what it runs on. Source: OWASP ASVS 5.0, 7.1.1, 7.3; NIST SP 800-63B-4, 2.2.3;
 * why these: docs/decisions/0033.
 */
import type { Role } from '../../domain/group.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whose it is. `shared`: a device that others use as well. */
export type SessionKind = 'staff' | 'staff-shared' | 'tutor' | 'pupil' | 'pupil-shared' | 'admin' | 'demo';

interface Limits {
  /** It ends after this long unused, ms. An app that is open asks every minute: this counts from when it was closed. */
  readonly idleMs: number;
  /** It ends after this long, used or not, ms. */
  readonly longestMs: number;
}

/** How long each kind lives. */
export const LIMITS: Readonly<Record<SessionKind, Limits>> = {
  staff: { idleMs: 7 * DAY, longestMs: 14 * DAY },
  'staff-shared': { idleMs: 12 * HOUR, longestMs: 12 * HOUR },
  tutor: { idleMs: 3 * DAY, longestMs: 7 * DAY },
  pupil: { idleMs: 7 * DAY, longestMs: 30 * DAY },
  'pupil-shared': { idleMs: 30 * MINUTE, longestMs: 8 * HOUR },
  admin: { idleMs: 15 * MINUTE, longestMs: 8 * HOUR },
  demo: { idleMs: 7 * DAY, longestMs: 14 * DAY },
};

/** The kind of this name; one that is not known is of staff. */
export const kindNamed = (name: string | undefined): SessionKind =>
  name !== undefined && Object.hasOwn(LIMITS, name) ? (name as SessionKind) : 'staff';

/** No session lives longer. */
export const LONGEST_MS = Math.max(...Object.values(LIMITS).map(({ longestMs }) => longestMs));

/** These work without internet for days, on a device of their own. */
const AWAY: ReadonlySet<Role> = new Set(['adviser', 'leader', 'pastoral', 'senior']);

/** The kind of a session by the roles of its account, at all schools. Who also keeps accounts has the shortest. */
export function kindOf(
  roles: readonly Role[],
  { shared, demo }: { readonly shared: boolean; readonly demo: boolean },
): SessionKind {
  if (demo) return 'demo';
  if (roles.includes('admin')) return 'admin';
  if (roles.every((role) => role === 'pupil')) return shared ? 'pupil-shared' : 'pupil';
  if (shared) return 'staff-shared';
  return roles.some((role) => AWAY.has(role)) ? 'staff' : 'tutor';
}
