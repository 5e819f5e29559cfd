/** The restore drill: real files, the real app, real engines and runners (test/drill/drill.ts). A larger one: npm run drill. */
import { describe, expect, it } from 'vitest';
import { SEED } from '../support/seed.ts';
import { drill } from '../drill/drill.ts';

describe('a backup that is put back under devices that are ahead of it', () => {
  it.each([SEED, SEED + 1])(
    'loses nothing, doubles nothing, brings back nobody erased, nothing withdrawn and no right; all is back in two minutes (seed %i)',
    { timeout: 120_000 },
    async (seed) => {
      const figures = await drill({ seed, pupils: 12, devices: 7, outageMs: 30_000 });
      expect(figures).toMatchObject({ lost: 0, twice: 0, unerased: 0, unwithdrawn: 0, letIn: 0, signedOut: 0 });
      expect(figures.words).toBeGreaterThan(40);
      expect(figures.ahead).toBeGreaterThan(20);
      expect(figures.backS).toBeLessThanOrEqual(120);
      expect(figures.ownBackS).toBeLessThanOrEqual(120);
    },
  );
});
