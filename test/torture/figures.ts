/** A line of the torture's report. `broken`: what must not have happened. */
export interface Line {
  readonly what: string;
  readonly broken: boolean;
}
export const line = (what: string, broken = false): Line => ({ what, broken });

/** Median and 95th percentile of milliseconds, in words. */
export function spread(ms: readonly number[]): string {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (p: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
