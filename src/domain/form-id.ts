/** Forms have ids made from their codes, so that the same form is not made twice by two imports. */
import type { EntryId, FormCode } from './ids.ts';

/** The id of the entry of a form: "form-10B". */
export const formEntryId = (code: FormCode): EntryId => `form-${code.replaceAll(/[^A-Za-z0-9/_-]/g, '_')}` as EntryId;
