/** Records as a school has them, invented from a seed: about 350 bytes an entry, words that repeat as people's words do. */
import type { Digest } from '../../../src/domain/digest.ts';
import type { RecordId } from '../../../src/domain/ids.ts';
import type { CareersRecord } from '../../../src/domain/record.ts';
import { entriesOf, entryOf } from '../../../src/domain/record.ts';

const WORDS = (
  'the a of to and in is for on with at about would like wants work college course apprenticeship level maths english ' +
  'science art design engineering nursing care animals computers games music sport visit open day employer placement ' +
  'interview application form deadline parent tutor adviser talked agreed next step read write email call ask find out ' +
  'research compare routes grades predicted option subject interest strength confidence worried unsure excited plan ' +
  'sixth city travel bus train local national hospital garage school shop website newsletter talk fair event year term'
).split(' ');

const KINDS = ['step', 'followup', 'experience', 'interview', 'note', 'step', 'application', 'step'] as const;

/** A small generator of chance (mulberry32), so that each run writes the same. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The id of the nth record. */
export const sampleId = (n: number): RecordId => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as RecordId;

function sentence(random: () => number, words: number): string {
  // Squared, so that common words are common.
  return Array.from({ length: words }, () => WORDS[Math.floor(random() ** 2 * WORDS.length)] ?? 'the').join(' ');
}

/** The nth record with so many entries, of a form of 28. */
export function sampleRecord(n: number, entryCount: number): CareersRecord {
  const random = chance(n + 1);
  const uuid = () =>
    `0198${Math.floor(random() * 65536 * 65536)
      .toString(16)
      .padStart(8, '0')}-7abc-8def-${Math.floor(random() * 2 ** 48)
      .toString(16)
      .padStart(12, '0')}`;
  const date = () => `2026-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-1${Math.floor(random() * 10)}`;
  const entries: Record<string, unknown> = {
    pupil: {
      ...base('pupil', 'pupil'),
      preferredName: 'Sam',
      legalSurname: `Field${n}`,
      year: 7 + (n % 5),
      form: `F${Math.floor(n / 28)}`,
      from: '2022-09-01',
    },
  };
  function base(kind: string, id: string) {
    const at = `${date()}T10:2${Math.floor(random() * 10)}:00.000Z`;
    const author = `p-${Math.floor(random() * 40)}`;
    return { kind, id, readers: ['P', 'T', 'S', 'G', 'L'], author, version: n, at, by: author, ranks: {}, madeAt: at };
  }
  for (let i = 1; i < entryCount; i += 1) {
    const id = uuid();
    entries[id] = {
      ...base(KINDS[i % KINDS.length] ?? 'step', id),
      what: sentence(random, 6),
      words: sentence(random, 4 + Math.floor(random() * 24)),
      due: date(),
      who: 'pupil',
      status: random() < 0.2 ? 'to-do' : 'done',
    };
  }
  // The fields are those of no kind: the device looks at none of them.
  return { id: sampleId(n), entries: entries as unknown as CareersRecord['entries'] };
}

/** About as much of it as a list needs. */
export function sampleDigest(view: CareersRecord): Digest {
  const pupil = entryOf(view, 'pupil' as never, 'pupil') as unknown as { form: string; year: number } | undefined;
  return {
    record: view.id,
    pupil: pupil && { ...pupil, name: 'Sam', surname: 'Field' },
    steps: entriesOf(view, 'step').map((step) => ({ ...step, words: undefined, ranks: undefined })),
    interviews: entriesOf(view, 'interview').map(({ id, author }) => ({ id, author, date: '2026-09-14' })),
    experiences: entriesOf(view, 'experience').map(({ id, author }) => ({ id, author, date: '2026-09-14' })),
  } as unknown as Digest;
}
