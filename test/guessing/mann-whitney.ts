/** The Mann–Whitney U test, two-sided, by its normal approximation with ties: are two sets of numbers drawn alike? For more than twenty of each. */

/** `p`: how likely a difference as large as this is, if they are drawn alike. */
export function mannWhitney(a: readonly number[], b: readonly number[]): { readonly u: number; readonly p: number } {
  const all = [...a.map((value) => ({ value, ofA: true })), ...b.map((value) => ({ value, ofA: false }))].toSorted(
    (x, y) => x.value - y.value,
  );
  let [ranksOfA, ties] = [0, 0];
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const same = to - from;
    ranksOfA += ((from + 1 + to) / 2) * all.slice(from, to).filter(({ ofA }) => ofA).length;
    ties += same ** 3 - same;
    from = to;
  }
  const [n, m] = [a.length, b.length];
  const total = n + m;
  const u = ranksOfA - (n * (n + 1)) / 2;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
  if (deviation === 0) return { u, p: 1 };
  // Half a step for what is counted and not measured.
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation;
  return { u, p: 2 * (1 - normal(z)) };
}

/** The part of a normal distribution below z. Source: Abramowitz and Stegun, 26.2.17; off by less than 1e-7. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const sum = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429].reduce(
    (total, factor, n) => total + factor * t ** (n + 1),
    0,
  );
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
