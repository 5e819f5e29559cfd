/** Devices of the staff, and whose records they could have seen, for the careers leader. Ids and instants only. */
import type { PersonId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Holder, Holders, RecordsSent } from '../../protocol/holders.ts';
import type { Place } from '../accounts/places.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from '../http/problem.ts';
import { mustLead } from '../must-lead.ts';
import { sentTo } from './manifest.ts';

/** All of them, with what was sent to each and how it stands with clearing. Pupils' own are left out. Throws not-permitted. */
export async function listHolders(deps: ServerDeps, asker: Place): Promise<Holders> {
  await mustLead(deps, asker);
  const { store, rosters } = deps;
  const { staff } = await rosters.facts(store.read, asker.school);
  const known = new Set<string>(staff.map(({ person }) => person));
  const rows = await store.read
    .selectFrom('holder')
    .leftJoin('device', (join) =>
      join
        .onRef('device.school', '=', 'holder.school')
        .onRef('device.person', '=', 'holder.person')
        .onRef('device.device', '=', 'holder.device'),
    )
    .leftJoin('session', 'session.hash', 'device.session')
    .select(['holder.id', 'holder.person', 'device.seen', 'device.sent', 'session.hash'])
    .select(['clear_asked', 'clear_by', 'clear_told', 'cleared'])
    .select((eb) =>
      eb
        .selectFrom('sent')
        .select((of) => of.fn.count<number>('record').distinct().as('count'))
        .whereRef('sent.holder', '=', 'holder.id')
        .as('records'),
    )
    .where('holder.school', '=', asker.school)
    .orderBy('device.seen', 'desc')
    .orderBy('holder.id', 'desc')
    .execute();
  const holders = rows
    .filter(({ person }) => known.has(person))
    .map(
      ({
        id,
        person,
        seen,
        sent,
        hash,
        records,
        clear_asked: asked,
        clear_by: by,
        clear_told: told,
        cleared,
      }): Holder => ({
        id,
        person: person as PersonId,
        seen: seen as Instant | null,
        sent: sent as Instant | null,
        signedIn: hash !== null,
        records: Number(records ?? 0),
        clearing:
          asked === null
            ? null
            : { asked: asked as Instant, by: by ?? '', told: told as Instant | null, done: cleared as Instant | null },
      }),
    );
  return { holders };
}

/** Whose records one device could have seen. Throws not-permitted, not-found. */
export async function sentToHolder(deps: ServerDeps, asker: Place, id: number): Promise<RecordsSent> {
  await mustLead(deps, asker);
  const { read } = deps.store;
  const holder = await read
    .selectFrom('holder')
    .select('person')
    .where('school', '=', asker.school)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!holder) throw new ProblemError('not-found');
  return { person: holder.person as PersonId, devices: 1, records: await sentTo(read, [id]) };
}

/** The same of all devices on which a person has been signed in. Throws not-permitted, not-found. */
export async function sentToPerson(deps: ServerDeps, asker: Place, person: PersonId): Promise<RecordsSent> {
  await mustLead(deps, asker);
  const { read } = deps.store;
  const holders = await read
    .selectFrom('holder')
    .select('id')
    .where('school', '=', asker.school)
    .where('person', '=', person)
    .execute();
  const { staff } = await deps.rosters.facts(read, asker.school);
  if (holders.length === 0 && !staff.some((one) => one.person === person)) throw new ProblemError('not-found');
  const records = await sentTo(
    read,
    holders.map(({ id }) => id),
  );
  return { person, devices: holders.length, records };
}
