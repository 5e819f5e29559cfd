/** Ending a booking without an interview, said with its Undo. */
import type { Booking } from '../../../domain/bookings.ts';
import { showToast } from '../../parts/toast.tsx';
import { useSave } from '../shared/use-save.ts';

/** What can be said of a booking: it was not attended, it is cancelled, it stands again. */
export function useEndBooking({ record, interview: { id }, name }: Pick<Booking, 'record' | 'interview' | 'name'>) {
  const save = useSave();
  const again = () => void save('interview.reinstate', record, { id, why: null });
  const end = async (how: 'interview.did-not-attend' | 'interview.cancel', words: string) => {
    const saved = await save(how, record, { id, why: null });
    if (saved.kind === 'saved') showToast({ words, undo: again });
  };
  return {
    didNotAttend: () => void end('interview.did-not-attend', `${name} did not attend.`),
    cancel: () => void end('interview.cancel', `${name}: cancelled.`),
    again,
  };
}
