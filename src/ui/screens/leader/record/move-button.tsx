/** The button "Move to another pupil": for the careers leader, on what can be moved. Its dialog is loaded when it is asked for. */
import { whatMoves } from '../../../../domain/move-entry.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import { Button } from '../../../parts/button.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { useLater } from '../../shared/use-later.ts';
import type { BodyView } from './item-body.tsx';

interface MoveButtonProps {
  readonly view: BodyView;
  readonly entry: EntryId;
  /** "Interview, 11 Nov": which one. */
  readonly about: string;
}

/** The button and its dialog; nothing where there is nothing to move. */
export function MoveButton(props: MoveButtonProps) {
  const { session } = useHouse();
  const { Shown, open, close } = useLater(() => import('./move-entry.tsx').then((m) => m.MoveEntry));
  if (!session.roles.includes('leader') || !whatMoves(props.view.record, props.entry).ok) return null;
  return (
    <>
      <Button look="plain" onClick={open} about={`: ${props.about}`}>
        Move to another pupil
      </Button>
      {Shown ? <Shown {...props} onClose={close} /> : null}
    </>
  );
}
