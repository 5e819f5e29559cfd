/** Why something can only be done with internet: said before it is tried, while what works without stays in use. */
import { Notice } from '../../parts/states.tsx';
import { useOnline } from '../../queries/online.ts';

/** Nothing while there is internet. `title`: "Inviting needs internet"; `why`: a sentence. */
export function NeedsInternet({ title, why }: { readonly title: string; readonly why: string }) {
  const online = useOnline();
  if (online) return null;
  return (
    <Notice title={title}>
      <p>There is none at the moment. {why}</p>
    </Notice>
  );
}
