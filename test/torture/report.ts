/** What a part has to say, as it goes: figures, a line each, and what must never happen. */
import type { Line } from './figures.ts';
import { line, pause } from './figures.ts';

export interface Report {
  readonly figure: (name: string, value: string | number) => void;
  /** Something that must never happen has happened. */
  readonly violation: (what: string) => void;
}

/** Violations that are told of; the rest is counted. */
const TOLD_MAX = 20;

/** A part that reports as it goes, as one that gives its lines in the end: what it throws is a violation, as is a part without an end. */
export const reporting =
  (name: string, run: (count: number, seed: number, report: Report) => Promise<void>, longestMs: number) =>
  async (count: number, seed: number): Promise<readonly Line[]> => {
    const figures: Line[] = [];
    const violations = new Set<string>();
    const report: Report = {
      figure: (what, value) => void figures.push(line(`${name}: ${what}: ${value}`)),
      violation: (what) => void violations.add(what),
    };
    await Promise.race([run(count, seed, report), tooLong(longestMs)]).catch((problem: unknown) =>
      report.violation(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)),
    );
    return [
      line(`${name}: ${count} rounds, ${violations.size} violations (seed ${seed})`, violations.size > 0),
      ...figures,
      ...[...violations].slice(0, TOLD_MAX).map((what) => line(`  ${what}`, true)),
    ];
  };

const tooLong = (ms: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`it took longer than ${Math.round(ms / 60_000)} minutes`)), ms).unref();
  });

/** The value below which this share of the values lies; 0 when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Waits until it holds; false when it did not in time. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  for (;;) {
    if (await holds()) return true;
    if (Date.now() > end) return false;
    await pause(50);
  }
}
