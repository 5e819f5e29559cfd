/** Differences to settle: found where texts overlap and nowhere else, and gone after a write over all of them. */
import { describe, expect, test } from 'vitest';
import { differencesIn } from '../../src/domain/differences.ts';
import { settle } from '../../src/domain/settle-difference.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { MutationId, TextId } from '../../src/domain/ids.ts';
import { checkMutation, replayOne } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import { singleton } from '../../src/domain/record.ts';
import { NO_TEXT } from '../../src/domain/text.ts';
import type { WrittenText } from '../../src/domain/text.ts';
import { NOW, PEOPLE, aDraft, aRecord, anEntry, anExperience, nextId, uuid } from '../support/builders.ts';

/** Two wordings on one base. */
const inTwoWays = (base: string, mine: string, theirs: string): WrittenText => ({
  heads: [
    { id: uuid(1) as TextId, text: mine, by: PEOPLE.adviser, at: NOW, base },
    { id: uuid(2) as TextId, text: theirs, by: PEOPLE.tutor, at: NOW, base },
  ],
  past: [],
});
const CLASH = inTwoWays('Wants to be a vet.', 'Wants to be a nurse.', 'Wants to be a pilot.');
const APART = inTwoWays('One two three four five.', 'First two three four five.', 'One two three four last.');
const aspiration = (words: WrittenText) => anEntry('aspiration', { words }, { id: singleton('aspiration') });
const preparation = (wants: WrittenText) =>
  anEntry(
    'preparation',
    { ideas: NO_TEXT, strengths: NO_TEXT, wants, worries: NO_TEXT },
    { id: singleton('preparation') },
  );

const EVERYWHERE: readonly (readonly [string, CareersRecord])[] = [
  ['the career ideas', aRecord('aisha', aspiration(CLASH))],
  ['an answer before an interview', aRecord('aisha', preparation(CLASH))],
  ['what was learned from an activity', aRecord('aisha', anExperience({ reflection: CLASH }))],
  ['an unfinished interview', aRecord('aisha', { ...aDraft(nextId()), texts: { why: CLASH } })],
];

describe('a difference', () => {
  test.each(EVERYWHERE)('is found in %s, with both wordings', (_, record) => {
    const found = differencesIn(record);
    expect(found.map(({ sides }) => sides.map(({ text }) => text))).toStrictEqual([
      ['Wants to be a nurse.', 'Wants to be a pilot.'],
    ]);
  });

  test.each(EVERYWHERE)('in %s is gone after the write that settles it, and its words stand alone', (_, record) => {
    const [difference] = differencesIn(record);
    const { name, args } = settle(difference!, uuid(3) as TextId, 'Wants to be a pilot.');
    const envelope = { id: uuid(4) as MutationId, name, version: 1, record: record.id, at: NOW, args };
    expect(checkMutation(envelope).ok).toBe(true);
    const after = replayOne(record, { envelope, taken: null }, PEOPLE.adviser);
    expect(differencesIn(after!)).toStrictEqual([]);
    expect(JSON.stringify(after)).not.toContain('nurse');
    expect(JSON.stringify(after)).toContain('pilot');
  });

  test('is none where both changed other words, nor where there is one wording', () => {
    expect(differencesIn(aRecord('aisha', aspiration(APART), anExperience()))).toStrictEqual([]);
  });

  test('is counted for lists, but not in drafts, which are nobody else’s', () => {
    const all = EVERYWHERE.map(([, record]) => digestOf(record).differences);
    expect(all).toStrictEqual([1, 1, 1, 0]);
  });
});
