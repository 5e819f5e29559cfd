/** What goes with an entry that is moved to another pupil, and what cannot be moved (src/domain/move-entry.ts). */
import { describe, expect, it } from 'vitest';
import { view } from '../../src/domain/access.ts';
import { whatMoves } from '../../src/domain/move-entry.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import {
  PEOPLE,
  aDraft,
  aFollowup,
  aNote,
  aPupil,
  aRecord,
  aStep,
  anExperience,
  anInterview,
  uuid,
  written,
} from '../support/builders.ts';

const AISHA = uuid(1);
const HERSELF = { author: AISHA as PersonId };
const moved = (entry: Entry, ...others: readonly Entry[]) => {
  const moves = whatMoves(aRecord(AISHA, aPupil(), entry, ...others), entry.id);
  return moves.ok ? moves.value.map(({ id }) => id) : moves.error.kind;
};

const held = anInterview({ status: 'finished' });

describe('what moves with an entry', () => {
  it('is an interview’s note, its steps, and what staff said on any of them', () => {
    const [step, note] = [aStep({ interview: held.id }), aNote({ interview: held.id })];
    const [said, added] = [aFollowup(step.id), aFollowup(held.id, { what: 'addendum' })];
    const others = [aStep(), aNote(), aFollowup(aStep().id), anInterview({ status: 'finished' })];
    expect(moved(held, step, note, said, added, ...others)).toEqual([held.id, note.id, step.id, said.id, added.id]);
  });
  it('is not what the pupil said on it', () => {
    const step = aStep();
    expect(moved(step, aFollowup(step.id, { what: 'claims-done', ...HERSELF }))).toEqual([step.id]);
  });
  it('is the same for the careers leader, who does not see drafts', () => {
    const record = aRecord(AISHA, aPupil(), held, aNote({ interview: held.id }), aDraft(held.id));
    const seen = view(record, PEOPLE.leader, ['N', 'G', 'L']);
    expect(whatMoves(seen, held.id)).toEqual(whatMoves(record, held.id));
  });
});

describe('an entry cannot be moved', () => {
  const reflected = { ...anExperience(), reflection: written('I liked it', AISHA as PersonId) };
  const step = aStep({ interview: held.id });
  it.each<readonly [string, string, Entry, readonly Entry[]]>([
    ['that is somebody’s draft', 'missing', aDraft(held.id), []],
    ['of which a pupil has one', 'wrong-kind', aPupil(), []],
    ['that was removed', 'removed', { ...aStep(), withdrawn: 'not hers' }, []],
    ['that is a booking to come', 'booked', anInterview({ status: 'booked' }), []],
    ['that belongs to an interview on the record', 'part-of-interview', step, [held]],
    ['that the pupil added', 'own-words', anExperience(HERSELF), []],
    ['that the pupil has written about', 'own-words', reflected, []],
  ])('%s', (_, why, entry, others) => {
    expect(moved(entry, ...others)).toBe(why);
  });
  it('that is not there', () => {
    expect(whatMoves(aRecord(AISHA, aPupil()), step.id)).toEqual({ ok: false, error: { kind: 'missing' } });
  });
});

it('a step whose interview is not there is moved by itself', () => {
  const step = aStep({ interview: held.id });
  expect(moved(step)).toEqual([step.id]);
});
