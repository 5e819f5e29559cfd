/** Finding words in records (src/domain/find-words.ts). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { view, visible } from '../../src/domain/access.ts';
import { activityWords, entryWords } from '../../src/domain/entry-words.ts';
import type { WordsFound } from '../../src/domain/find-words.ts';
import { findWords, gatherWords, readyWords, wantedWords } from '../../src/domain/find-words.ts';
import type { EntryId, PersonId } from '../../src/domain/ids.ts';
import { plain, plainWords } from '../../src/domain/plain-words.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';
import {
  aDraft,
  aFollowup,
  aNote,
  aPupil,
  aRecord,
  aStep,
  anEntry,
  anExperience,
  anInterview,
  uuid,
  written,
} from '../support/builders.ts';
import { CAREER_KINDS, aRecordOf, anyGroups } from '../support/generate-records.ts';
import { person } from '../support/generate-values.ts';
import { SEED, runs } from '../support/seed.ts';

const found = (record: CareersRecord, typed: string) => findWords(readyWords(record), wantedWords(typed));
const shown = ({ snippet }: WordsFound) =>
  snippet.map(({ text, found: marked }) => (marked ? `[${text}]` : text)).join('');
const id = (n: number) => uuid(n) as EntryId;

describe('words in a record', () => {
  it('are found by their beginnings, all of them in one entry, in any order', () => {
    const record = aRecord(
      'a',
      aStep({ id: id(1), what: 'Visit the college open evening' }),
      aStep({ what: 'Open a bank account' }),
    );
    expect(found(record, 'even OPEN').map(({ entry }) => entry)).toEqual([id(1)]);
    expect(found(record, 'open').length).toBe(2);
    expect(found(record, 'pen')).toEqual([]);
    expect(found(record, 'evening bank')).toEqual([]);
  });

  it('are not looked for while fewer than three letters are typed', () => {
    expect(wantedWords('co')).toEqual([]);
    expect(wantedWords(' c. o ')).toEqual([]);
    expect(wantedWords('c o l')).toEqual(['c', 'o', 'l']);
    expect(findWords(readyWords(aRecord('a', aStep())), [])).toEqual([]);
  });

  it('are shown from the text that has most of them, whatever stands in the others', () => {
    const record = aRecord('a', aNote({ why: 'Not sure about nursing.', now: 'Likes nursing and biology.' }));
    expect(found(record, 'biology nursing').map(shown)).toEqual(['Likes [nursing] and [biology].']);
  });

  it('stand newest first', () => {
    const at = (day: string) => `${day}T10:00:00.000Z` as Instant;
    const record = aRecord('a', aStep({ id: id(1), at: at('2026-09-01') }), aStep({ id: id(2), at: at('2026-11-01') }));
    expect(found(record, 'college').map(({ entry, date }) => [entry, date])).toEqual([
      [id(2), '2026-11-01'],
      [id(1), '2026-09-01'],
    ]);
  });

  it('say under which entry they are shown, and in which interview', () => {
    const interview = anInterview({
      id: id(1),
      status: 'finished',
      summary: 'Pharmacy',
      date: '2026-10-01' as IsoDate,
    });
    const step = aStep({ id: id(2), interview: id(1), what: 'Read about pharmacy' });
    const record = aRecord(
      'a',
      interview,
      step,
      aNote({ id: id(3), interview: id(1), why: 'Pharmacy or not' }),
      aFollowup(id(2), { id: id(4), words: 'Pharmacy it is' }),
      aStep({ id: id(5), what: 'Pharmacy visit' }),
      aFollowup(id(5), { id: id(6), words: 'Pharmacy is shut' }),
      aFollowup(id(99), { id: id(7), words: 'Pharmacy, on a step that is not here' }),
    );
    const places = Object.fromEntries(
      found(record, 'pharmacy').map((one) => [one.entry, [one.interview, one.shownWith]]),
    );
    expect(places).toEqual({
      [id(1)]: [id(1), id(1)],
      [id(2)]: [id(1), id(1)],
      [id(3)]: [id(1), id(1)],
      [id(4)]: [id(1), id(1)],
      [id(5)]: [null, id(5)],
      [id(6)]: [null, id(5)],
      [id(7)]: [null, id(99)],
    });
    const held = found(record, 'pharmacy').find(({ entry }) => entry === id(1));
    expect(held).toMatchObject({ date: '2026-10-01', finished: true });
    expect(found(record, 'pharmacy').filter(({ finished }) => finished).length).toBe(4);
  });

  it('of a closed draft and of what was removed are not found', () => {
    const record = aRecord(
      'a',
      aDraft(id(1), { why: 'Wants to be a vet' }),
      aDraft(id(2), { why: 'Wants to be a vet' }, { closed: true }),
      { ...aStep({ what: 'Ask a vet' }), withdrawn: 'wrong pupil' },
    );
    expect(found(record, 'vet').map(({ kind }) => kind)).toEqual(['draft']);
  });

  it('are not names: those are found as names', () => {
    const identity = { legalForename: 'Samira', legalSurname: 'Iqbal', born: null, upn: null, sex: null };
    expect(found(aRecord('a', aPupil({ name: 'Samira' }), anEntry('identity', identity)), 'samira')).toEqual([]);
  });
});

describe('an activity', () => {
  const took = (record: string, reflection = '') =>
    aRecord(
      record,
      anExperience({ id: id(1), facts: { title: 'Hospital lab team' }, reflection: written(reflection) }),
    );

  it('stands once, with how many others took part; what a pupil wrote of it stands by itself', () => {
    const all = ['a', 'b', 'c'].map((name) =>
      found(took(name, name === 'b' ? 'The hospital was loud' : ''), 'hospital'),
    );
    const gathered = all.reduce(gatherWords, []);
    expect(gathered.map(({ record, activity, others }) => [record, activity, others])).toEqual([
      ['a', true, 2],
      ['b', false, 0],
    ]);
  });

  it('keeps its place however late another of its pupils is found', () => {
    const before = gatherWords([], [...found(took('a'), 'hospital'), ...found(aRecord('b', aStep()), 'college')]);
    const after = gatherWords(before, found(took('c'), 'hospital'));
    expect(after.map(({ record }) => record)).toEqual(['a', 'b']);
    expect(before.map(({ others }) => others)).toEqual([0, 0]);
  });
});

describe('whoever looks', () => {
  const looking = fc.record({
    record: aRecordOf('pupil-1', CAREER_KINDS, ['note', 'step', 'draft', 'experience']),
    person,
    groups: fc.oneof(anyGroups, fc.constant([])),
  });

  it('finds nothing of an entry that they may not see, and each text of those they may', () => {
    let looked = 0;
    fc.assert(
      fc.property(looking, ({ record, person: who, groups }) => {
        const ready = readyWords(view(record, who as PersonId, groups));
        for (const entry of Object.values(record.entries)) {
          for (const text of [...entryWords(entry), ...activityWords(entry)]) {
            const words = plainWords(text);
            if (words.length === 0) continue;
            looked += 1;
            const hit = findWords(ready, words).some((one) => one.entry === entry.id);
            expect(hit).toBe(visible(entry, who as PersonId, groups));
          }
        }
      }),
      { seed: SEED, numRuns: runs(100) },
    );
    expect(looked).toBeGreaterThan(50);
  });

  it('finds only entries in which every word stands', () => {
    fc.assert(
      fc.property(looking, fc.constantFrom('a', 'e', '1'), ({ record }, letter) => {
        for (const one of findWords(readyWords(record), [letter])) {
          const entry = record.entries[one.entry];
          const texts = entry ? [...entryWords(entry), ...activityWords(entry)] : [];
          expect(texts.some((text) => plainWords(text).some((word) => word.startsWith(plain(letter))))).toBe(true);
          expect(one.snippet.some((piece) => piece.found)).toBe(true);
        }
      }),
      { seed: SEED, numRuns: runs(100) },
    );
  });
});
