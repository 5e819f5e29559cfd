/** "Move to another pupil": asks the server what would move, then has it moved. Online only: other people's devices hold it. */
import type { SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { MoveConfirm, MoveDone, MovePreview, MoveWanted } from '../../protocol/move.ts';
import { moveDone, movePreview } from '../../protocol/move.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** All that would move, and on whose devices it is. Changes nothing. */
export const previewMove = (school: SchoolId, wanted: MoveWanted): Promise<Result<MovePreview, CallFailure>> =>
  callServer(['POST', `/api/schools/${school}/moves/preview`], movePreview, wanted);

/** Moves what was shown, or nothing. */
export const confirmMove = (school: SchoolId, wanted: MoveConfirm): Promise<Result<MoveDone, CallFailure>> =>
  callServer(['POST', `/api/schools/${school}/moves`], moveDone, wanted);
