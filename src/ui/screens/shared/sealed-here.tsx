/** What is sealed on this device and waits to be sent, whoever saved it: sent from here, by whoever has the device. */
import { useEffect, useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import type { Delivering } from '../../queries/sealed.ts';
import { bringSealed } from '../../queries/sealed.ts';

/** How often it is tried again while something is left. */
const AGAIN_MS = 10_000;

/** Nothing, unless something waits here. */
export function SealedHere() {
  const [found, setFound] = useState<Delivering | null>(null);
  const isLeft = found === null || found.brought < found.waiting;
  useEffect(() => {
    let over = false;
    const bring = () => void bringSealed().then((now) => over || setFound(now));
    const again = isLeft ? setInterval(bring, AGAIN_MS) : undefined;
    addEventListener('online', bring);
    if (found === null) bring();
    return () => {
      over = true;
      clearInterval(again);
      removeEventListener('online', bring);
    };
  }, [isLeft]);
  return (
    <p class="hint" role="status">
      {found && found.waiting > 0 ? wordsOf(found) : ''}
    </p>
  );
}

/** "3 changes that were saved on this device wait to be sent. They are sealed: nobody can read them here." */
function wordsOf({ waiting, brought }: Delivering): string {
  const left = waiting - brought;
  const sent = `${plural(brought, 'change', 'changes')} saved on this device ${brought === 1 ? 'has' : 'have'} reached the school, sealed.`;
  if (left <= 0) return sent;
  const rest = `${plural(left, 'change', 'changes')} saved on this device ${left === 1 ? 'waits' : 'wait'} to be sent, sealed: nobody can read ${left === 1 ? 'it' : 'them'} here.`;
  return brought > 0 ? `${sent} ${rest}` : rest;
}
