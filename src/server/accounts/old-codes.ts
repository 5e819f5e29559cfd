/**
 * Codes that an earlier version gave are stored as a fast hash. Each is hashed slowly over that, which needs no code, and works
 * as before. Source: OWASP ASVS 5.0, 6.5.2; docs/decisions/0038.
 */
import type { Store } from '../store/store.ts';
import { slowOver } from './codes.ts';
import { saltOf } from './passwords.ts';
import { giveRecovery, saltedAlike } from './ways.ts';

const isFast = ({ hash }: { readonly hash: string }): boolean => saltOf(hash) === null;

/** Done behind the first requests of a server: what is cut off goes on at its next start. Throws TooBusy. */
export async function hashOldCodes({ read, write }: Store): Promise<void> {
  const codes = await read.selectFrom('code').select('hash').execute();
  for (const { hash } of codes.filter(isFast)) {
    const slow = await slowOver(read, hash);
    await write((tx) => tx.updateTable('code').set({ hash: slow }).where('hash', '=', hash).execute());
  }
  const recovery = await read.selectFrom('recovery').selectAll().execute();
  for (const account of new Set(recovery.filter(isFast).map((row) => row.account))) {
    const fast = recovery.filter((row) => row.account === account).map(({ hash }) => hash);
    const hashes = await saltedAlike(fast);
    await write(async (tx) => {
      // Others may have been made meanwhile.
      const now = await tx.selectFrom('recovery').select('hash').where('account', '=', account).execute();
      if (now.every(({ hash }) => fast.includes(hash))) await giveRecovery(tx, account, hashes);
    });
  }
}
