/** To the school's own sign-in service, from which the browser comes back to the app. */
import { handOver } from '../../device/key-handover.ts';
import type { SsoBegun } from '../../protocol/sign-in.ts';

/** Goes there. What is open is handed over first: a browser in a hurry drops the page that is left before it could. */
export async function goToService({ to }: SsoBegun): Promise<void> {
  await handOver();
  location.assign(to);
}
