/**
 * What was stored and sent once is understood for ever in the same way.
 * Beside this file, in corpus/, lie records and mutations as they are kept, with what each mutation does, and the shape
 * of every mutation's arguments. A test that fails here says that words which wait in an outbox, or lie in a journal,
 * would be read differently from now on.
 *
 * To change a mutation on purpose:
 *   1. raise `version` in its definition, and let its `args` go on taking what the older version took;
 *   2. add a case of the new version to the file of its theme, without "does";
 *   3. run  FINGERPOST_CORPUS=write npx vitest run test/domain/corpus.test.ts && npm run format  and read the difference.
 * To change a digest: raise DIGEST_VERSION, and step 3.
 * It only adds. A line that is there is never written over: to take one back (a mistake that was never released), delete
 * it by hand first. A new mutation needs steps 2 and 3. Entries are on the wire: test/protocol/version.test.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { view } from '../../src/domain/access.ts';
import { withEntries } from '../../src/domain/change.ts';
import { DIGEST_VERSION } from '../../src/domain/digest.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { recordOpened } from '../../src/domain/mutations/opened.ts';
import { MUTATIONS, applyMutation, checkMutation } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord, Entry } from '../../src/domain/record.ts';
import { DEFAULT_READERS, entry as entrySchema } from '../../src/domain/record.ts';
import { mutation as onTheWire } from '../../src/protocol/sync.ts';
import { frozen } from '../support/generate-records.ts';
import { shapeOf } from '../support/shape-of.ts';

const THEMES = ['interview', 'draft', 'step', 'experience', 'application', 'la-sharing', 'pupil', 'school'] as const;
const WRITES = process.env['FINGERPOST_CORPUS'] === 'write';
/** The version that the server gives in the corpus: above every one in its records. */
const VERSION = 20;

/** What one mutation does to the records of the corpus: the entries that it changes, whole, or why it is refused. */
interface Case {
  readonly what: string;
  readonly person: PersonId;
  readonly envelope: MutationEnvelope;
  does?: Outcome;
}
type Outcome = { readonly changed: readonly Entry[] } | { readonly refused: string };

const at = (name: string) => new URL(`./corpus/${name}.json`, import.meta.url);
const read = <T>(name: string): T => JSON.parse(readFileSync(at(name), 'utf8')) as T;
const write = (name: string, value: unknown) => writeFileSync(at(name), `${JSON.stringify(value, null, 2)}\n`);

const RECORDS = new Map(frozen(read<CareersRecord[]>('records')).map((record) => [record.id, record]));
const recordOf = (id: RecordId): CareersRecord => RECORDS.get(id) ?? { id, entries: {} };
const CASES = THEMES.map((theme) => [theme, read<Case[]>(theme)] as const);
const shapes = read<Record<string, string>>('shapes');
/** By version, what the adviser's digest of the pupil in the corpus is. */
const digests = read<Record<string, Digest>>('digests');
const digestNow = () => digestOf(view(recordOf('aisha' as RecordId), 'jo-mercer' as PersonId, ['N', 'G']));

/** What happens now: applied on a server, on the record of the corpus. */
function outcomeOf({ envelope, person }: Case, record = recordOf(envelope.record)): Outcome {
  const checked = checkMutation(envelope);
  if (!checked.ok) return { refused: checked.error.kind };
  const ctx = { person, at: envelope.at, version: VERSION, rank: envelope.first ?? VERSION };
  const applied = applyMutation(record, checked.value, ctx);
  return applied.ok ? { changed: applied.value } : { refused: applied.error.kind };
}

if (WRITES) {
  for (const [theme, cases] of CASES) {
    for (const one of cases) one.does ??= outcomeOf(one);
    write(theme, cases);
  }
  for (const { name, version, args } of MUTATIONS) shapes[`${name}@${version}`] ??= shapeOf(args);
  digests[DIGEST_VERSION] ??= digestNow();
  write('digests', digests);
  write('shapes', Object.fromEntries(Object.entries(shapes).toSorted()));
}

const versionsOf = (name: string, last: number) => Array.from({ length: last }, (_, n) => `${name}@${n + 1}`);
const EVERY_VERSION = MUTATIONS.flatMap(({ name, version }) => versionsOf(name, version)).toSorted();

describe('the records of the corpus', () => {
  const entries = [...RECORDS.values()].flatMap((record) => Object.values(record.entries));

  it('hold an entry of every kind', () => {
    expect([...new Set(entries.map((one) => one.kind))].toSorted()).toEqual(Object.keys(DEFAULT_READERS).toSorted());
  });

  it.each(entries.map((one) => [`${one.kind} ${one.id}`, one] as const))('are still entries: %s', (_name, one) => {
    expect(entrySchema.parse(one)).toEqual(one);
  });
});

describe('the mutations of the corpus', () => {
  it('have a case and a shape for every version of every mutation', () => {
    const cases = CASES.flatMap(([, all]) => all).map(({ envelope }) => `${envelope.name}@${envelope.version}`);
    expect([...new Set(cases)].toSorted()).toEqual(EVERY_VERSION);
    expect(Object.keys(shapes)).toEqual(EVERY_VERSION);
  });

  it('change something at least once each, readings apart', () => {
    const changing = CASES.flatMap(([, all]) => all).filter(
      ({ does }) => does && 'changed' in does && does.changed.length > 0,
    );
    const names = new Set([...changing.map(({ envelope }) => envelope.name), recordOpened.name]);
    expect(names.size).toBe(MUTATIONS.length);
  });

  describe.each(CASES)('of %s', (_theme, cases) => {
    it.each(cases.map((one) => [`${one.envelope.name}: ${one.what}`, one] as const))(
      'do what they did: %s',
      (_, one) => {
        expect(onTheWire.safeParse(one.envelope).success, 'it can be sent').toBe(true);
        const outcome = outcomeOf(one);
        expect(outcome).toEqual(one.does);
        if (!('changed' in outcome)) return;
        const after = withEntries(recordOf(one.envelope.record), outcome.changed);
        expect(outcomeOf(one, after), 'once more changes nothing').toEqual({ changed: [] });
        for (const changed of outcome.changed) expect(entrySchema.safeParse(changed).success).toBe(true);
      },
    );
  });

  it.each(MUTATIONS.map((one) => [one.name, one] as const))('%s takes what its version took', (name, definition) => {
    const now = shapeOf(definition.args);
    expect(now, `raise the version of ${name}; see the head of this file`).toBe(
      shapes[`${name}@${definition.version}`],
    );
  });
});

describe('the digest of the corpus', () => {
  it('is what it was: devices keep digests and compute them again only when their version rises', () => {
    expect(digestNow()).toEqual(digests[DIGEST_VERSION]);
  });
});
