/** Files with names in them are made on the device. That one is about to be is written down here first, with how many it is about. */
import type { ExportWanted } from '../protocol/sign-in.ts';
import type { Place } from './accounts/places.ts';
import { audit } from './audit/audit.ts';
import type { ServerDeps } from './deps.ts';

/** Into the audit of the school. */
export async function noteExport(
  { store, now }: Pick<ServerDeps, 'store' | 'now'>,
  { school, person }: Place,
  { what, pupils }: ExportWanted,
): Promise<void> {
  const at = now();
  const row = { at, received: at, person, what: 'export.made', record: null, detail: { what, pupils } };
  await store.write((tx) => audit(tx, school, row));
}
