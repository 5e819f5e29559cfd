/**
 * The ledger is done again on a backup that was put back, before anybody is answered. All of it, whatever of it the backup
 * has already: every line done twice is as done once. Source: SPEC I14, I19.
 */
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { kindNamed } from '../accounts/limits.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { joinPlace, placesOf } from '../accounts/places.ts';
import { keepWays } from '../accounts/ways.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run, Store } from '../store/store.ts';
import { nextVersion, putEntries, readRecord } from '../store/store.ts';
import { clearAgain } from '../holders/clearing.ts';
import { partGoneAgain } from '../rights/parts.ts';
import { dropRefused } from '../rights/refused-words.ts';
import { letGoAgain } from '../rights/wordings.ts';
import { moveAgain, movedBefore } from './moved.ts';
import { erase } from './restore.ts';
import type { SetLine } from './rights.ts';
import { withRights } from './rights.ts';

/** What it came to, for the person who restores. */
export interface Replayed {
  /** Pupils whom the backup still had and who are erased now. */
  readonly erased: number;
  /** Entries whose readers or rights are as they were set after the backup. */
  readonly rights: number;
  /** Accounts whose password of the backup is not the last: they need a code. */
  readonly passwords: number;
  /** Activation codes of the backup: each may have been used since, so none works any more. */
  readonly codes: number;
}

/** Does the lines again, in order, in one transaction. */
export const replay = (store: Store, lines: readonly LedgerLine[]): Promise<Replayed> =>
  store.write(async (tx) => {
    const accounts = await replayAccounts(tx, lines);
    let [erased, rights] = [0, 0];
    const before = await movedBefore(tx, lines);
    for (const line of lines) {
      if (line.kind === 'erased' && (await eraseAgain(tx, line.school, line.record, line.at))) erased += 1;
      if (line.kind === 'set' && (await setAgain(tx, line))) rights += 1;
      if (line.kind === 'moved' && (await moveAgain(tx, line, before))) rights += 1;
      await goneAgain(tx, line);
    }
    return { ...accounts, erased, rights };
  });

/** What was let go of, and devices that were cleared. */
async function goneAgain(tx: Run, line: LedgerLine): Promise<void> {
  switch (line.kind) {
    case 'let-go':
      return letGoAgain(tx, line);
    case 'refused-gone':
      return dropRefused(tx, line);
    case 'part-gone':
      await partGoneAgain(tx, line);
      return;
    case 'clear':
    case 'cleared':
      return clearAgain(tx, line);
    default:
  }
}

async function eraseAgain(tx: Run, school: SchoolId, record: RecordId, at: Instant): Promise<boolean> {
  const there = await tx
    .selectFrom('record')
    .select('id')
    .where('school', '=', school)
    .where('id', '=', record)
    .executeTakeFirst();
  await erase(tx, school, record, at);
  return there !== undefined;
}

/** True when the entry is another by it. One that is not there is owed it. */
async function setAgain(tx: Run, line: SetLine): Promise<boolean> {
  const record = await readRecord(tx, line.school, line.record);
  const entry = record.entries[line.entry];
  if (!entry) {
    const { school, record: id, entry: of, rank } = line;
    await tx
      .insertInto('owed')
      .values({ school, record: id, entry: of, rank, line: JSON.stringify(line) })
      .onConflict((oc) => oc.doNothing())
      .execute();
    return false;
  }
  const set = withRights(entry, line, entry.version);
  if (set === entry) return false;
  const version = await nextVersion(tx, line.school);
  await putEntries(tx, line.school, record, { entries: [{ ...set, version }], version });
  return true;
}

/** What the ledger says of an entry that was not there, in the order in which it was set. */
export async function owedTo(tx: Run, school: SchoolId, record: RecordId, entry: string): Promise<readonly SetLine[]> {
  const rows = await tx
    .selectFrom('owed')
    .select('line')
    .where('school', '=', school)
    .where('record', '=', record)
    .where('entry', '=', entry)
    .orderBy('rank')
    .execute();
  return rows.map(({ line }) => JSON.parse(line) as SetLine);
}

async function replayAccounts(tx: Run, lines: readonly LedgerLine[]): Promise<Pick<Replayed, 'codes' | 'passwords'>> {
  const codes = await tx.deleteFrom('code').executeTakeFirst();
  const prints = new Map<string, string>();
  const ways = new Map<string, readonly string[]>();
  for (const line of lines) {
    if (line.kind === 'password') prints.set(line.account, line.print);
    else if (line.kind === 'ways') ways.set(line.account, line.ways);
    else await replayOnAccount(tx, line);
  }
  let passwords = 0;
  for (const [id, print] of prints) {
    const account = await tx.selectFrom('account').select('password').where('id', '=', id).executeTakeFirst();
    if (!account || (account.password !== null && hashSecret(account.password) === print)) continue;
    await tx.updateTable('account').set({ password: null }).where('id', '=', id).execute();
    passwords += 1;
  }
  for (const [account, known] of ways) if (await keepWays(tx, account, known)) passwords += 1;
  return { codes: Number(codes.numDeletedRows), passwords };
}

async function replayOnAccount(tx: Run, line: LedgerLine): Promise<void> {
  switch (line.kind) {
    case 'enabled':
    case 'disabled':
      await tx
        .updateTable('account')
        .set({ disabled: Number(line.kind === 'disabled') })
        .where('id', '=', line.account)
        .execute();
      return;
    case 'signed-out':
      await tx.deleteFrom('session').where('account', '=', line.account).where('created', '<', line.at).execute();
      return;
    case 'session-ended':
      await tx.deleteFrom('session').where('hash', '=', line.hash).execute();
      return;
    case 'joined':
      await joinPlace(tx, { account: line.account, school: line.school, person: line.person as PersonId }, line.at);
      return;
    case 'session':
      return beginAgain(tx, line);
    case 'second-step':
      await tx.updateTable('school').set({ second_step_from: line.from }).where('id', '=', line.school).execute();
      return;
    default:
  }
}

/**
 * A session that began after the backup goes on: its device brings back what the backup lacks, and nobody has to do anything.
 * It is of the account: when the backup lacks the place where it was opened, it goes on at the others.
 */
async function beginAgain(
  tx: Run,
  { hash, account, school, person, as, at }: Extract<LedgerLine, { readonly kind: 'session' }>,
): Promise<void> {
  const places = await placesOf(tx, account);
  const place = places.find((one) => one.school === school && one.person === person) ?? places[0];
  if (!place) return;
  await tx
    .insertInto('session')
    .values({ hash, ...place, kind: kindNamed(as), by: 'password', on: '', created: at, seen: at, proved: '' })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
