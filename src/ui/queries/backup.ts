/**
 * A file of one's own unsent words, made on the device: the last resort when a tablet is full or cannot send.
 * It is plain JSON and readable by anyone who opens it; the screens say so. (A sealed file comes with a later issue.)
 */
import type { OwnMutation } from '../../sync/ports.ts';
import { saveFile } from './files.ts';

/** Saves what has no word from the school, or was refused, as a file: by the share sheet where files can be shared, else as a download. */
export function saveBackupFile(own: readonly OwnMutation[]): void {
  const unsent = own.filter((m) => m.taken === null || m.refused !== null).map((m) => m.envelope);
  saveFile(
    'fingerpost-backup.json',
    'application/json',
    JSON.stringify({ format: 'fingerpost-backup-1', mutations: unsent }, null, 1),
  );
}

/** Saves words that could not be saved on the device, as they stand on screen. */
export const saveWordsFile = (words: string): void => saveFile('fingerpost-words.txt', 'text/plain', words);
