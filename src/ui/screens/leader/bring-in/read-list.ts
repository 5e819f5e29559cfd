/** A chosen file as text: UTF-8 or UTF-16 with its mark; anything else is refused with what to do, never guessed. */
import type { Result } from '../../../../domain/result.ts';
import { err, ok } from '../../../../domain/result.ts';
import { encodingOf } from '../../../../protocol/list-encoding.ts';
import { IMPORT_MAX_BYTES } from '../../../../protocol/roster-import.ts';

const MEGABYTE = 1024 * 1024;
const EXCEL = 'This is an Excel file. In Excel choose Save as, then “CSV UTF-8”, and bring that file.';
const NOT_TEXT =
  'Some letters in this file cannot be read, such as é or ł. In Excel choose Save as, then “CSV UTF-8”, and bring that file.';

/** The text, or a sentence. Excel workbooks, wrong encodings and files above 5 MB are refused. */
export async function readList(file: File): Promise<Result<string, string>> {
  if (file.size > IMPORT_MAX_BYTES)
    return err(`This file is larger than ${IMPORT_MAX_BYTES / MEGABYTE} MB. Bring one year group at a time.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return err(EXCEL);
  try {
    return ok(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes));
  } catch {
    return err(NOT_TEXT);
  }
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
