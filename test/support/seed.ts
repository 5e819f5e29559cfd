/**
 * The seed of the properties: the same in every run, so that the gate does not blink; another with FINGERPOST_SEED=7.
 * fast-check prints seed and path of a failure; titles carry the seed.
 */
export const SEED = Number(process.env['FINGERPOST_SEED'] ?? 20_261_126);
/** Cases of each property; FINGERPOST_RUNS for a long run. */
export const runs = (atLeast: number): number => Math.max(atLeast, Number(process.env['FINGERPOST_RUNS'] ?? 0));
