/** "Bring in pupils": asks the server what a list would do, then has it done. Online only: it touches the whole school. */
import type { SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { ImportConfirm, ImportDone, ImportPreview, ImportText } from '../../protocol/roster-import.ts';
import { importDone, importPreview } from '../../protocol/roster-import.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** A school of 1,500 goes in in some seconds; a slow line must send 5 MB first. */
const IMPORT_TIMEOUT_MS = 180_000;

/** What the list would do. Nothing is stored. */
export const previewImport = (school: SchoolId, ask: ImportText): Promise<Result<ImportPreview, CallFailure>> =>
  callServer(['POST', `/api/schools/${school}/import/preview`], importPreview, ask, IMPORT_TIMEOUT_MS);

/** Does what was previewed, or nothing when list or pupils have changed since. */
export const confirmImport = (school: SchoolId, ask: ImportConfirm): Promise<Result<ImportDone, CallFailure>> =>
  callServer(['POST', `/api/schools/${school}/import`], importDone, ask, IMPORT_TIMEOUT_MS);
