/** What is held of a pupil's own account and devices. Not what opens them: passwords, codes and tokens lie there as hashes only. */
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { Run } from '../store/store.ts';

/** All of it. */
export async function accountHeld(run: Run, school: SchoolId, record: RecordId): Promise<object> {
  const places = await run
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select(['account.id', 'account.login', 'account.disabled', 'membership.opened', 'membership.joined'])
    .where('membership.school', '=', school)
    .where('membership.person', '=', record)
    .execute();
  const ids = places.map(({ id }) => id);
  const sessions = await run
    .selectFrom('session')
    .select(['account', 'created', 'seen', 'kind', 'by', 'on', 'proved'])
    .where('account', 'in', ids)
    .orderBy('created')
    .execute();
  const passkeys = await run
    .selectFrom('passkey')
    .select(['account', 'id', 'name', 'transports', 'made', 'used'])
    .where('account', 'in', ids)
    .execute();
  const identities = await run
    .selectFrom('identity')
    .select(['account', 'issuer', 'subject', 'made'])
    .where('account', 'in', ids)
    .execute();
  const browsers = await run
    .selectFrom('known_browser')
    .select(['account', 'seen'])
    .where('account', 'in', ids)
    .execute();
  const apps = await run.selectFrom('totp').select(['account', 'made']).where('account', 'in', ids).execute();
  const codes = await run.selectFrom('code').select(['account', 'expires']).where('account', 'in', ids).execute();
  const contacts = await run
    .selectFrom('device')
    .select(['device', 'seen', 'sent'])
    .where('school', '=', school)
    .where('person', '=', record)
    .execute();
  const devices = await run
    .selectFrom('holder')
    .select(['device', 'clear_asked', 'clear_by', 'clear_told', 'cleared'])
    .where('school', '=', school)
    .where('person', '=', record)
    .execute();
  const enrolments = await run
    .selectFrom('enrolment')
    .select(['id', 'device', 'key', 'made'])
    .where('school', '=', school)
    .where('person', '=', record)
    .execute();
  const received = await run
    .selectFrom('sent')
    .innerJoin('holder', 'holder.id', 'sent.holder')
    .select(['holder.device', 'sent.groups', 'sent.first', 'sent.last'])
    .where('holder.school', '=', school)
    .where('holder.person', '=', record)
    .where('sent.record', '=', record)
    .execute();
  const ways = { passkeys, identities, browsers, apps };
  return { places, sessions, ...ways, codes, contacts, devices, enrolments, received };
}
