/** Own mutations before the server has taken them (src/sync/outbox.ts): order, batches, typing, bundles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_MAX, bytesOf } from '../../src/protocol/limits.ts';
import type { OwnState } from '../../src/sync/ports.ts';
import {
  batch,
  bundles,
  inJournal,
  inOutbox,
  isTooBig,
  queue,
  replaceTyping,
  strippedEnvelope,
  typingTarget,
} from '../../src/sync/outbox.ts';
import { uuid } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';
import { BEN, aChecked, aRow, aWrite, anEnvelope, anOwn, entryId } from './support.ts';

const orders = (rows: readonly OwnState[]) => rows.map(({ order }) => order);
const on = (...numbers: number[]) => ({ touches: numbers.map((n) => ({ entry: entryId(n), creates: false })) });

describe('the queue', () => {
  it('holds what has no outcome, in the order in which it was saved', () => {
    const rows = [aRow(2), aRow(1), aRow(3, { taken: 5 }), aRow(4, { taken: 6, refused: 'missing' })];
    expect(orders(queue(rows))).toEqual([1, 2]);
    expect(rows.map(inOutbox)).toEqual([true, true, false, false]);
    expect(rows.map(inJournal)).toEqual([false, false, true, false]);
  });
  it('puts what has had to wait behind the rest, and what builds on it with it', () => {
    const rows = [aRow(1, { ...on(1), waited: 1 }), aRow(2, on(2)), aRow(3, on(1)), aRow(4, on(3))];
    expect(orders(queue(rows))).toEqual([2, 4, 1, 3]);
  });
  it('carries the waiting along through what builds on what builds on it', () => {
    const rows = [aRow(1, { ...on(1), waited: 2 }), aRow(2, on(1, 2)), aRow(3, on(2)), aRow(4, on(3))];
    expect(orders(queue(rows))).toEqual([4, 1, 2, 3]);
  });
  it('does not take an entry of another record for the same', () => {
    const rows = [aRow(1, { ...on(1), waited: 1 }), aRow(2, { ...on(1), record: BEN })];
    expect(orders(queue(rows))).toEqual([2, 1]);
  });
  it(`never lets a change overtake an earlier one of the same entry (seed ${SEED})`, () => {
    const row = fc.record({ entries: fc.uniqueArray(fc.nat(3), { minLength: 1 }), waited: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (all) => {
        const queued = queue(all.map(({ entries, waited }, i) => aRow(i, { ...on(...entries), waited })));
        for (const [i, later] of queued.entries())
          for (const earlier of queued.slice(i + 1)) {
            const shares = earlier.touches.some((t) => later.touches.some((u) => u.entry === t.entry));
            expect(shares && earlier.order < later.order).toBe(false);
          }
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
});

describe('a batch', () => {
  const notes = (n: number) => Array.from({ length: n }, (_, i) => anOwn(i, 'note.add', { id: uuid(i), words: 'a' }));
  it('is at most 100 mutations', () => {
    const all = notes(BATCH_MAX + 1);
    expect(batch(all, all, Infinity)).toHaveLength(BATCH_MAX);
  });
  it('is as much as fits, and what does not fit stays in front of the rest', () => {
    const all = notes(3);
    const [first] = all;
    expect(orders(batch(all, all, bytesOf(first?.envelope) + 1) as unknown as OwnState[])).toEqual([0]);
  });
  it('leaves out one whose box does not open, and goes on', () => {
    const [a, b] = notes(2);
    if (!a || !b) throw new Error('two were made');
    expect(batch([a, b], [{ ...a, envelope: null }, b], Infinity).map(({ order }) => order)).toEqual([1]);
  });
  it('ends where one was replaced since the boxes were opened', () => {
    const [a, b] = notes(2);
    if (!a || !b) throw new Error('two were made');
    expect(batch([{ ...a, id: b.id }, b], [a, b], Infinity)).toEqual([]);
  });
  it('carries the version that was got first, and the act', () => {
    const own = anOwn(1, 'note.add', { id: uuid(1), words: 'a' }, { first: 8 });
    expect(batch([own], [own], Infinity)[0]?.wire).toMatchObject({ first: 8, name: 'note.add' });
  });
});

describe('typing', () => {
  const aspiration = (n: number, write: object, over: Partial<OwnState> = {}) =>
    anOwn(n, 'aspiration.write', { write }, over);
  const later = aChecked(9, 'aspiration.write', { write: aWrite(2, [1]) });
  it('takes the place of a pending write of the wording that it was written on', () => {
    const pending = aspiration(1, aWrite(1));
    expect(typingTarget(later, [pending])).toBe(pending);
  });
  it.each([
    ['of another wording', aspiration(1, aWrite(7))],
    ['that the server has taken', aspiration(1, aWrite(1), { taken: 5 })],
    ['that was refused', aspiration(1, aWrite(1), { taken: 5, refused: 'missing' as const })],
    ['that is offered again after a restore', aspiration(1, aWrite(1), { first: 5 })],
    ['on another record', aspiration(1, aWrite(1), { record: BEN })],
    ['of another kind', anOwn(1, 'preparation.write', { text: 'ideas', write: aWrite(1) })],
    ['whose box does not open', { ...aspiration(1, aWrite(1)), envelope: null }],
  ])('leaves a write alone %s', (_, pending) => {
    expect(typingTarget(later, [pending])).toBeNull();
  });
  it('leaves another text of the same entry alone', () => {
    const ideas = anOwn(1, 'preparation.write', { text: 'ideas', write: aWrite(1) });
    const worries = aChecked(2, 'preparation.write', { text: 'worries', write: aWrite(2, [1]) });
    expect(typingTarget(worries, [ideas])).toBeNull();
  });
  it('is under a new id, over what the replaced wording was written over', () => {
    const now = replaceTyping(aspiration(1, aWrite(1, [5], 'as it was')), later);
    expect(now.id).toBe(later.envelope.id);
    expect(now.args).toEqual({ write: { ...aWrite(2, [5]), base: 'as it was' } });
  });
  it('names the replaced wording as written over once it has been in a request', () => {
    const sent = aspiration(1, aWrite(1, [5]), { sent: true });
    expect(replaceTyping(sent, later).args).toMatchObject({ write: { over: [uuid(5), uuid(1)] } });
  });
});

describe('what is refused', () => {
  it('is kept without the words of others that it carried for merging', () => {
    const envelope = anEnvelope(1, 'aspiration.write', { write: aWrite(1, [5], 'words of somebody else') });
    expect(strippedEnvelope(envelope).args).toEqual({ write: aWrite(1, [5]) });
  });
  it('is kept as it is when it carries none, or cannot be read', () => {
    const note = anEnvelope(1, 'note.add', { id: uuid(1), words: 'a' });
    const unknown = anEnvelope(1, 'tarot.read', { cards: 3 });
    expect(strippedEnvelope(note)).toBe(note);
    expect(strippedEnvelope(unknown)).toBe(unknown);
  });
  it('stands in one bundle with what shares an entry with it', () => {
    const rows = [
      aRow(1, on(1)),
      aRow(2, on(2)),
      aRow(3, on(3, 2)),
      aRow(4, on(1)),
      aRow(5, { ...on(1), record: BEN }),
    ];
    expect(bundles(rows).map(orders)).toEqual([[1, 4], [2, 3], [5]]);
  });
  it('stands in one bundle when something later joins two', () => {
    expect(bundles([aRow(1, on(1)), aRow(2, on(2)), aRow(3, on(1, 2))]).map(orders)).toEqual([[1, 2, 3]]);
  });
});

describe('size', () => {
  it(`in bytes is that of UTF-8 (seed ${SEED})`, () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, (words) => {
        expect(bytesOf({ words })).toBe(Buffer.byteLength(JSON.stringify({ words })));
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
  it('is too much above 64 kB', () => {
    const note = (words: string) => anEnvelope(1, 'note.add', { id: uuid(1), words });
    expect(isTooBig(note('a'.repeat(64 * 1024)))).toBe(true);
    expect(isTooBig(note('a'.repeat(60 * 1024)))).toBe(false);
  });
});
