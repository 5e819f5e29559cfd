/**
 * What the server writes down as it runs: JSON lines with the time in UTC, to the millisecond. A request is known by its pattern, a
 * failure by its kind and its place: nothing that anybody wrote, and nobody. Source: OWASP ASVS 5.0, 16.2, 16.3.4.
 */
import type { Instant } from '../domain/time.ts';

/** What a line says, by name. */
export type Line = Readonly<Record<string, string | number>>;

/** Where it goes. `log`: a line for each request, where that is wanted; `failed`: something failed that should not, always. */
export interface Log {
  readonly log: (line: Line) => void;
  readonly failed: (problem: unknown) => void;
}

interface LogParts {
  /** Requests are written down. */
  readonly isOn: boolean;
  readonly now: () => Instant;
  /** Standard output. */
  readonly say: (line: string) => void;
  /** Error output. */
  readonly warn: (line: string) => void;
}

/** Requests to standard output if it is on, failures to the error output in any case. */
export function createLog({ isOn, now, say, warn }: LogParts): Log {
  const timed = (line: Line): string => JSON.stringify({ time: now(), ...line });
  return {
    log: isOn ? (line) => say(timed(line)) : () => {},
    failed: (problem) => warn(timed(failureLine(problem))),
  };
}

/** Its kind and its place, never its message, which may hold what people wrote. */
function failureLine(problem: unknown): Line {
  if (!(problem instanceof Error)) return { error: 'unknown' };
  const place = (problem.stack ?? '').split('\n').find((line) => line.startsWith('    at '));
  return { error: problem.name, at: place?.trim() ?? '' };
}
