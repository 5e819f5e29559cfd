/** Lists of pupils that go out of the school: noted before they do, by whom, which, and of how many. */
import type { ListGiven } from '../../protocol/rights-asked.ts';
import type { Place } from '../accounts/places.ts';
import { audit } from '../audit/audit.ts';
import type { RightsDeps } from './requests.ts';

/** Into the audit. */
export const noteListGiven = (
  { store, now }: Pick<RightsDeps, 'store' | 'now'>,
  { school, person }: Place,
  given: ListGiven,
): Promise<void> => {
  const at = now();
  const row = { at, received: at, person, what: 'list.given', record: null, detail: given };
  return store.write((tx) => audit(tx, school, row));
};
