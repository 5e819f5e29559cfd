/** One's own account, asked for once. Apart from its page, because what stands behind every page asks for it too. */
import type { Result } from '../../domain/result.ts';
import type { MyAccount } from '../../protocol/sign-in.ts';
import { myAccount } from '../../protocol/sign-in.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** The account, as the server knows it. */
export const fetchAccount = (): Promise<Result<MyAccount, CallFailure>> =>
  callServer(['GET', '/api/account'], myAccount);

/** The same; null where it cannot be asked. */
export async function lookAtAccount(): Promise<MyAccount | null> {
  const answer = await fetchAccount();
  return answer.ok ? answer.value : null;
}
