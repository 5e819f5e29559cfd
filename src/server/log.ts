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

/** Kinds of errors: of the language and of Node, our own, those of the store and of libraries. Any other name is somebody's word until it is listed. */
const KINDS: ReadonlySet<string> = new Set([
  'AggregateError',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AbortError',
  'DataError',
  'InvalidAccessError',
  'NotSupportedError',
  'OperationError',
  'TimeoutError',
  'ProblemError',
  'TooBusy',
  'UnusableData',
  'Usage',
  'NoResultError',
  'RequestError',
  'ZodError',
]);

/** Its kind and its place, never its message, which may hold what people wrote. */
function failureLine(problem: unknown): Line {
  if (!(problem instanceof Error)) return { error: 'unknown' };
  return { error: KINDS.has(problem.name) ? problem.name : 'Error', at: placeOf(problem) };
}

const FUNCTION = String.raw`(?:(?:async|new|get|set) )*[\w.$<>#]+(?: \[as [\w.$<>#]+\])?`;
const PLACE = String.raw`(?:file:///(?:[A-Z]:/)?|node:|/)[\w/.@+%~-]+:\d+:\d+`;
const FRAME = new RegExp(String.raw`^ {4}(at (?:${FUNCTION} \(${PLACE}\)|(?:async )?${PLACE}))$`, 'm');
/** What V8 and Node put before a message. */
const BEFORE_MESSAGE = /^[\w$.]*(?: \[\w+\])?(?:: )?$/;

/** The first frame below the message: a message may hold a line that looks like one. '': it cannot be told from the message. */
function placeOf({ stack, message }: Error): string {
  if (typeof stack !== 'string' || typeof message !== 'string') return '';
  const heading = message === '' ? stack.search(/\n|$/) : stack.indexOf(message);
  if (heading < 0 || !BEFORE_MESSAGE.test(stack.slice(0, heading))) return '';
  return FRAME.exec(stack.slice(heading + message.length))?.[1] ?? '';
}
