/**
 * For how long a device opens without having heard from the school. It is policy in honest code and not cryptography: who
 * changes the code or the files can go on. Source: reliability guide 4.2, 4.4; SPEC has no part in it.
 */
import type { Role } from '../domain/group.ts';

const HOUR_MS = 3_600_000;

/** Hours by role. An administrator holds names alone, and works with the server. */
const HOURS: Readonly<Record<Role, number>> = {
  adviser: 168,
  leader: 168,
  tutor: 72,
  pastoral: 72,
  subject: 72,
  senior: 72,
  pupil: 168,
  admin: 0,
};

/** Of somebody with these roles: the longest of theirs. 0: never without signing in. */
export const leaseHours = (roles: readonly Role[]): number => Math.max(0, ...roles.map((role) => HOURS[role]));

/**
 * The last contact. `clock`: what this device's clock said then, in milliseconds since 1970; `server`: the largest time that
 * the school's server has told, an instant; `seen`: the largest time that this clock has shown since.
 */
export interface Lease {
  readonly hours: number;
  readonly clock: number;
  readonly server: string | null;
  readonly seen: number;
}

/** A lease that begins now. */
export const beginLease = (hours: number, nowMs: number): Lease => ({ hours, clock: nowMs, server: null, seen: nowMs });

/** The school has answered: the lease begins afresh, unless the answer is older than one that was heard. */
export const renewed = (lease: Lease, server: string, nowMs: number): Lease =>
  lease.server !== null && server <= lease.server ? lease : { ...lease, server, clock: nowMs, seen: nowMs };

/** The clock shows this time. */
export const noted = (lease: Lease, nowMs: number): Lease => (nowMs > lease.seen ? { ...lease, seen: nowMs } : lease);

/**
 * Is it over? What has passed is taken from the clock, since the contact: one that is wrong all the time does no harm, and
 * one that is turned back brings nothing back.
 */
export const isOver = ({ hours, clock, seen }: Lease, nowMs: number): boolean =>
  Math.max(nowMs, seen) - clock >= hours * HOUR_MS;
