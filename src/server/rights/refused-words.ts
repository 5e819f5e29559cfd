/**
 * The words of changes that were refused: gone by the clock, or because the careers leader let go of them, and then again on a
 * backup that was put back. That it was refused, and why, stays. Source: SPEC I11, I14.
 */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import { REFUSED_DAYS } from '../../protocol/refused.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run, Store } from '../store/store.ts';

const DAY_MS = 86_400_000;

/** Have its words not been let go of? */
export const HAS_WORDS = sql<boolean>`json_type(quarantine.json, '$.args') <> 'null'`;

/** Of one change. */
export const dropRefused = (
  tx: Run,
  { school, person, id }: Extract<LedgerLine, { readonly kind: 'refused-gone' }>,
): Promise<void> => dropWords(tx, sql`school = ${school} AND person = ${person} AND id = ${id}`);

/** Of what was refused too long ago, at every school. */
export const forgetRefused = (store: Store, now: Instant): Promise<void> =>
  store.write(async (tx) => {
    const since = toInstant(Date.parse(now) - REFUSED_DAYS * DAY_MS);
    await dropWords(
      tx,
      sql`NOT EXISTS (SELECT 1 FROM mutation WHERE mutation.school = quarantine.school
        AND mutation.person = quarantine.person AND mutation.id = quarantine.id AND mutation.received >= ${since})`,
    );
  });

/** What would have made an entry stays without a word: what builds on it is still to be refused (I11). */
async function dropWords(tx: Run, which: RawBuilder<unknown>): Promise<void> {
  await sql`DELETE FROM quarantine WHERE creates = '' AND ${which}`.execute(tx);
  await sql`UPDATE quarantine SET json = json_set(json, '$.args', json('null')) WHERE ${HAS_WORDS} AND ${which}`.execute(
    tx,
  );
}
