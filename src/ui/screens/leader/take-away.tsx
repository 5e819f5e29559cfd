/** Taking a list of names away as a file: the server writes it down first, and may ask who it is. Without internet there is none. */
import { plural } from '../../../domain/date-words.ts';
import type { ExportWanted } from '../../../protocol/sign-in.ts';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useOnline } from '../../queries/online.ts';
import { failureWords } from '../../queries/server.ts';
import { noteExport } from '../../queries/sign-in-rules.ts';

/** Gives how to take one away. `make` makes the file. */
export function useTakeAway() {
  const { school } = useHouse().session;
  return async (wanted: ExportWanted, make: () => void): Promise<void> => {
    const noted = await noteExport(school, wanted);
    if (noted.ok) return make();
    return showToast({
      words: `Nothing was downloaded: a list of ${plural(wanted.pupils, 'pupil')} is written down by the school’s server first. ${failureWords(noted.error)}`,
    });
  };
}

/** Beside its button: why there is none at the moment. Nothing while there is internet. */
export function NoneOffline() {
  if (useOnline()) return null;
  return (
    <p class="hint">
      No list is downloaded without internet: the school’s server asks who you are, and writes it down, first. The list
      here can be read.
    </p>
  );
}
