/** Changes of the whole roster that the server does: the new school year, the last change, taking it back. Online only. */
import { useEffect, useState } from 'preact/hooks';
import type { SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type {
  OperationState,
  RollOverChoices,
  RollOverPreview,
  UndoPreview,
} from '../../protocol/roster-operations.ts';
import { lastOperation, operationState, rollOverPreview, undoPreview } from '../../protocol/roster-operations.ts';
import { useHouse } from './house.tsx';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** A school of 1,500 moves up in some seconds. */
const OPERATION_TIMEOUT_MS = 180_000;
const root = (school: SchoolId): string => `/api/schools/${school}/roster`;

type Answer<T> = Promise<Result<T, CallFailure>>;

/** The last change of the roster. `last` null: there was none, or it is not known yet. `again` asks once more. */
export function useLastOperation(): { readonly last: OperationState | null; readonly again: () => void } {
  const { school } = useHouse().session;
  const [last, setLast] = useState<OperationState | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let wanted = true;
    void callServer(['GET', `${root(school)}/last`], lastOperation).then((answer) => {
      if (wanted && answer.ok) setLast(answer.value.last);
    });
    return () => void (wanted = false);
  }, [school, asked]);
  return { last, again: () => setAsked((times) => times + 1) };
}

/** Goes on with a change that was cut off, to its end. */
export const goOn = (school: SchoolId): Answer<OperationState> =>
  callServer(['POST', `${root(school)}/go-on`], operationState, undefined, OPERATION_TIMEOUT_MS);

/** What the new school year would change. Nothing is stored. */
export const previewNewYear = (school: SchoolId, choices: RollOverChoices): Answer<RollOverPreview> =>
  callServer(['POST', `${root(school)}/roll-over/preview`], rollOverPreview, choices);

/** Does what was previewed, or nothing when something has changed since. */
export const beginNewYear = (
  school: SchoolId,
  choices: RollOverChoices & { readonly fingerprint: string },
): Answer<OperationState> =>
  callServer(['POST', `${root(school)}/roll-over`], operationState, choices, OPERATION_TIMEOUT_MS);

/** What taking back the last change would do. Nothing is stored. */
export const previewUndo = (school: SchoolId): Answer<UndoPreview> =>
  callServer(['POST', `${root(school)}/undo/preview`], undoPreview);

/** Takes it back as it was previewed. */
export const takeBack = (
  school: SchoolId,
  { operation, fingerprint }: Pick<UndoPreview, 'operation' | 'fingerprint'>,
): Answer<OperationState> =>
  callServer(['POST', `${root(school)}/undo`], operationState, { operation, fingerprint }, OPERATION_TIMEOUT_MS);
