/** The one thing to do about sending now: Send now, Sign in, or Update now. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { updateNow } from '../../queries/app-update.ts';
import { useHouse } from '../../queries/house.tsx';
import type { SendingRemedy } from '../../queries/sending-trouble.ts';
import { failureWords } from '../../queries/server.ts';
import { fetchWelcome } from '../../queries/session.ts';
import { wordsSaved } from '../../queries/words-saved.ts';

/** The button, and why it could not help just now. */
export function SendAction({ remedy }: { readonly remedy: SendingRemedy }) {
  const { engine, signOut, shared } = useHouse();
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const attempt = async (what: () => Promise<string | null>) => {
    setBusy(true);
    setWhy(await what());
    setBusy(false);
  };
  const acts: Readonly<Record<SendingRemedy, readonly [words: string, act: () => void]>> = {
    send: ['Send now', () => engine.sync('asked')],
    'sign-in': ['Sign in', () => void attempt(() => signInAgain(signOut, shared && engine.status().waiting > 0))],
    update: ['Update now', () => void attempt(updated)],
  };
  const [words, act] = acts[remedy];
  return (
    <>
      <Button look="do" busy={busy} onClick={act}>
        {words}
      </Button>
      <output class="why">{why === null ? null : <span class="hint">{why}</span>}</output>
    </>
  );
}

/**
 * To the sign-in page, and only while the server can be reached: until somebody has signed in the records are off the
 * device, and what was not sent stays on it, sealed (SPEC I17).
 */
async function signInAgain(signOut: () => Promise<void>, wouldLose: boolean): Promise<string | null> {
  if (wouldLose)
    return 'Nothing is kept on this computer. Save a backup file first; then sign out, sign in again, and read it.';
  const answer = await fetchWelcome();
  if (!answer.ok) return failureWords(answer.error);
  await signOut();
  return null;
}

const updated = async (): Promise<string | null> =>
  (await wordsSaved()) && (await updateNow()) ? null : 'There is no newer version to be had just now. Try again later.';
