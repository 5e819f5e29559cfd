/** A history in sentences: what happened, in which step, to whom. Ids are cut to their ends, which tell them apart. */
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { HeadLine, SyncRequest } from '../../src/protocol/sync.ts';
import { PUPILS } from './school.ts';
import type { SimDevice } from './sim-device.ts';

/** The end of an id; a pupil by number. */
export function short(id: string): string {
  const pupil = (PUPILS as readonly string[]).indexOf(id);
  return pupil >= 0 ? `pupil ${pupil + 1}` : id.length === 36 ? id.slice(-4).replace(/^0+/, '#') : id;
}

const listed = (words: readonly string[]): string => (words.length === 0 ? 'nothing' : words.join(', '));

/** What somebody saves on a device. */
export const savedWords = (device: SimDevice, envelopes: readonly MutationEnvelope[]): string =>
  `${device.name} saves ${listed(envelopes.map(({ id, name, record, args }) => `${name} ${short(id)} on ${short(record)} ${argWords(args)}`))}`;

const argWords = (args: unknown): string =>
  JSON.stringify(args)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => short(id))
    .slice(0, 160);

/** What the server judges and is about to send. */
export function headWords(person: string, request: SyncRequest, head: HeadLine): string {
  const outcomes = head.outcomes.map((o) => {
    const at = o.status === 'waits' ? '' : ` at ${o.version}`;
    return `${short(o.id)} ${o.status}${at}${o.status === 'refused' ? ` (${o.problem})` : ''}`;
  });
  const grants = head.grants
    ? `; grants ${JSON.stringify(head.grants.records).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, short)}`
    : '';
  const asked = `from ${request.cookie ?? 'nothing'}, wanting ${listed(request.want.map(short))}`;
  return `the server answers ${short(person)} ${asked}: at ${head.start}, ${listed(outcomes)}; ${head.records} records${grants}`;
}

/** What lies on a device after a commit. */
export function deviceWords(device: SimDevice): string {
  const own = device.own.map((m) => {
    const state = m.refused
      ? `refused (${m.refused})`
      : m.taken === null
        ? m.waited > 0
          ? 'waiting'
          : 'unsent'
        : `taken at ${m.taken}`;
    return `${m.order} ${m.envelope?.name ?? '?'} ${short(m.id)} ${state}`;
  });
  return `${device.name} has everything up to ${device.meta.cookie ?? 'nothing'}, wants ${listed(device.want.map(short))}; own: ${listed(own)}`;
}
