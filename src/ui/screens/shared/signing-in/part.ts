/** What each part of "Signing in" does: asks the server, says what it refused, and looks again. */
import { useState } from 'preact/hooks';
import type { Result } from '../../../../domain/result.ts';
import { showToast } from '../../../parts/toast.tsx';
import type { CallFailure } from '../../../queries/server.ts';
import { failureWords } from '../../../queries/server.ts';

/** One thing at a time. `trouble`: why the last one came to nothing. */
export function useDoing(again: () => void) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** Does it; true when it is done. `words` are said then. Null is a person who did not go on. */
  const doing = async <T>(call: () => Promise<Result<T, CallFailure> | null>, words?: string): Promise<T | false> => {
    setBusy(true);
    setTrouble(null);
    const answer = await call();
    setBusy(false);
    if (answer === null) return false;
    if (!answer.ok) {
      setTrouble(failureWords(answer.error));
      return false;
    }
    if (words !== undefined) showToast({ words });
    again();
    return answer.value;
  };
  return { busy, trouble, doing };
}
