/** Sending what is sealed on this device, whoever saved it. */
import { keptOthers, keptSession } from '../../device/last-key.ts';
import type { Delivering } from '../../device/seal-delivery.ts';
import { deliverSealed } from '../../device/seal-delivery.ts';
import { APP_VERSION } from './server.ts';

export type { Delivering };

/** Brings all of it to the server. Who is signed in sends their own by themselves: that is left out. */
export function bringSealed(): Promise<Delivering> {
  const open = new Set([keptSession(), ...keptOthers()].flatMap((kept) => (kept && !kept.locked ? [kept.scope] : [])));
  return deliverSealed({ app: APP_VERSION, isOpen: (database) => open.has(database) });
}
