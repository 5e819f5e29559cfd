/** Pupils chosen on one screen for work on the next. In memory only: who they are never goes into an address. */
import type { RecordId } from '../../domain/ids.ts';

let chosen: readonly RecordId[] = [];

/** The pupils last chosen, in the order chosen; none after a reload. */
export const selectedPupils = (): readonly RecordId[] => chosen;

/** Chooses these pupils for the next screen, each once, in place of any chosen before. */
export function selectPupils(ids: readonly RecordId[]): void {
  chosen = [...new Set(ids)];
}
