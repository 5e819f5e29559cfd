/**
 * The key of this device's session with the server: with each request, in memory only while the device is open, and sealed
 * beside the note of who used it. Without it the session's cookie opens nothing.
 */
import { SESSION_KEY_HEADER } from '../protocol/session-key-header.ts';

let now: string | null = null;

/** The key that requests of this window bring. */
export const sessionKey = {
  now: (): string | null => now,
  set: (key: string | null): void => void (now = key),
};

/** For each request of this window. */
export const sessionKeyHeader = (): Readonly<Record<string, string>> =>
  now === null ? {} : { [SESSION_KEY_HEADER]: now };
