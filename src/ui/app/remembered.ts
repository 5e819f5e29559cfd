/** Sessions that this device remembers. */
import type { KeptSession } from '../../device/last-key.ts';
import { sessionIn } from '../../device/last-session.ts';
import type { Session } from '../../protocol/accounts.ts';
import { session as sessionSchema } from '../../protocol/accounts.ts';

/** The session that was kept so; null when it cannot be read; or why not. */
export async function rememberedIn(kept: KeptSession | null): Promise<Session | 'locked' | 'cleared' | null> {
  const found = await sessionIn(kept);
  if (found === 'locked' || found === 'cleared') return found;
  const parsed = sessionSchema.safeParse(found);
  return parsed.success ? parsed.data : null;
}
