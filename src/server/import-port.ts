/** The import's two needs of the server: the school as it is, and operations. Source: import/port.ts. */
import type { RecordId } from '../domain/ids.ts';
import type { ImportPort } from './import/port.ts';
import { newId } from './office.ts';
import type { OperationDeps } from './operations/carry-out.ts';
import { carryOut } from './operations/carry-out.ts';
import { officeNow } from './operations/office-now.ts';
import { tallyOf } from './operations/operation-rows.ts';

/** The port over the real store. */
export const importPort = (deps: OperationDeps): ImportPort => ({
  newRecord: () => newId(Date.parse(deps.now())) as RecordId,
  read: async (school) => {
    const { forms, ...now } = await officeNow(deps, school);
    const open = forms.filter(({ closed }) => !closed);
    return { ...now, forms: open.map(({ code, year }) => ({ code, year })) };
  },
  carryOut: async (as, steps) => {
    const id = await carryOut(deps, as, { kind: 'import', steps });
    return id === null ? null : tallyOf(deps.store.read, { school: as.school, id });
  },
});
