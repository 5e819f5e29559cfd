/** Taking a list of names away as a file: the server writes it down first, and may ask who it is. Without internet there is none. */
import { plural } from '../../../domain/date-words.ts';
import type { ExportWanted } from '../../../protocol/sign-in.ts';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
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
