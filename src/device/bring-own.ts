/**
 * Own mutations of which the device has the seal alone, brought by their author, who learns what became of them.
 * Source: SPEC I22.
 */
import type { EnrolmentRow } from './enrolment.ts';
import { enrolAgain } from './enrolment.ts';
import { bring, deliveries, signed } from './seal-delivery.ts';
import type { SealingParts } from './sealing.ts';

/** Brings what a restored server has to be offered again. Nothing is lost when it is not reached: next time. */
export async function bringOwn(parts: SealingParts): Promise<void> {
  const { db, port, sync, app, school, isOver, isHere } = parts;
  const { epoch, rows } = await port.look(async (look) => ({
    epoch: (await look.meta()).epoch,
    rows: sync.toBring(await look.own()),
  }));
  if (epoch === null || rows.length === 0 || !isHere()) return;
  await enrolAgain(parts);
  const seals = await db.seal.bulkGet(rows.map(({ order }) => order));
  const enrolment = (await db.meta.get('enrolment')) as EnrolmentRow | undefined;
  const own = rows.flatMap((row, i) => signed(row, seals[i], enrolment?.enrolment));
  for (const delivery of deliveries(epoch, own)) {
    const said = await bring(app, school, delivery);
    if (said === null || isOver()) return;
    await sync.takeBrought(port, { epoch, outcomes: said.outcomes ?? [] }, new Date().toISOString());
  }
}
