/** Makes entries and texts of the demo with ids that sort by time; no moment is later than the one at which it is made. */
import type { EntryId, PersonId, TextId } from '../../domain/ids.ts';
import type { EntryOf, FieldsOf, Kind } from '../../domain/record.ts';
import { newEntry, singleton } from '../../domain/record.ts';
import type { WrittenText } from '../../domain/text.ts';
import type { Instant } from '../../domain/time.ts';
import type { Random } from './random.ts';

/** Who made an entry and when; `changed`: who changed it last, if somebody did. */
export interface Made {
  readonly by: PersonId;
  readonly at: Instant;
  readonly id?: EntryId;
  readonly changed?: { readonly by: PersonId; readonly at: Instant };
}

/** Makes entries as mutations would have made them, never dated after now. */
export interface Maker {
  readonly rng: Random;
  readonly id: (at: Instant) => EntryId;
  readonly entry: <K extends Kind>(kind: K, fields: FieldsOf<K>, made: Made) => EntryOf<K>;
  /** The one entry of its kind. */
  readonly single: <K extends Kind>(kind: K, fields: FieldsOf<K>, made: Omit<Made, 'id'>) => EntryOf<K>;
  readonly text: (words: string, made: Omit<Made, 'id'>) => WrittenText;
}

/** The server's version of everything in the demo, until the store gives its own. */
export const DEMO_VERSION = 1;

/** A maker over one stream of chance. */
export function maker(rng: Random, now: Instant): Maker {
  const past = (at: Instant): Instant => (at < now ? at : now);
  const id = (at: Instant) => rng.uuid(Date.parse(past(at))) as EntryId;
  const entry: Maker['entry'] = (kind, fields, { by, at, id: given, changed }) => {
    const ctx = { person: by, at: past(at), version: DEMO_VERSION, rank: DEMO_VERSION };
    const made = newEntry(kind, given ?? id(at), fields, ctx);
    return changed ? { ...made, by: changed.by, at: past(changed.at) } : made;
  };
  return {
    rng,
    id,
    entry,
    single: (kind, fields, made) => entry(kind, fields, { ...made, id: singleton(kind) }),
    text: (words, { by, at }) => ({
      heads: [{ id: rng.uuid(Date.parse(past(at))) as TextId, text: words, by, at: past(at) }],
      past: [],
    }),
  };
}
