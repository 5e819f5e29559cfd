/** An activity logged for many: who is logged, who has it already, who is to catch up, and a pasted list of names. */
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest-of.ts';
import { MOST_AT_ONCE, attendanceOf, groupLog, namedPupils, tooMany } from '../../src/domain/group-log.ts';
import type { EntryId, FormCode, RecordId } from '../../src/domain/ids.ts';
import { aPupil, aRecord, anExperience, uuid } from '../support/builders.ts';

const FAIR = uuid(1) as EntryId;
const pupil = (
  id: string,
  [name, surname, form]: readonly [string, string, string],
  had?: Parameters<typeof anExperience>[0],
) =>
  digestOf(
    aRecord(
      id,
      aPupil({ name, surname, form: form as FormCode }),
      ...(had ? [anExperience({ id: FAIR, ...had })] : []),
    ),
  );
const ali = pupil('ali', ['Ali', 'Khan', '10B']);
const bea = pupil('bea', ['Bea', 'O’Neill', '10B'], {});
const cal = pupil('cal', ['Cal', 'Smith', '10A'], { attended: false });
const dan = pupil('dan', ['Zofia', 'Zieliński', '10A']);
const mistaken = pupil('mistaken', ['Eve', 'Wrong', '10A'], { status: 'not-counted' });
const ALL = [ali, bea, cal, dan, mistaken];
const ids = (digests: readonly { readonly record: RecordId }[]) => digests.map(({ record }) => record);

describe('a log for many', () => {
  it('logs everybody who was not absent, leaves who was logged as they are, and counts nobody twice', () => {
    const log = groupLog([...ALL, ali, dan], FAIR, new Set(['dan', 'bea'] as RecordId[]));
    expect([ids(log.there), ids(log.absent), ids(log.already)]).toEqual([['ali', 'mistaken'], ['dan'], ['bea', 'cal']]);
  });

  it('is for 400 pupils at most, the absent among them, and says what to do', () => {
    const many = Array.from({ length: MOST_AT_ONCE }, (_, n) => pupil(`p${n}`, ['Ali', 'Khan', '10B']));
    const absent = new Set(['ali'] as RecordId[]);
    expect(tooMany(groupLog(many, FAIR, absent))).toBeNull();
    expect(tooMany(groupLog([...many, ali], FAIR, absent))).toBe(
      'That is 401 pupils. At most 400 can be logged at once: log one year group after another. It stays one activity.',
    );
  });

  it('leaves a list of those who are to catch up: absent, or expected and not logged', () => {
    const { there, missed } = attendanceOf(FAIR, ALL, [ali, bea]);
    expect(ids(there)).toEqual(['bea']);
    expect(missed.map(({ digest, standing }) => [digest.record, standing])).toEqual([
      ['ali', 'not-logged'],
      ['cal', 'absent'],
    ]);
  });
});

describe('a pasted list of names', () => {
  it('is understood either way round, with a form, with other capitals and without accents', () => {
    const text = 'Ali Khan\nO’NEILL, Bea\nSmith Cal 10A\tzielinski zofia';
    expect(namedPupils(text.replace('\t', '\n'), ALL)).toMatchObject({ found: [ali, bea, cal, dan], unknown: [] });
  });

  it('counts a pupil who stands in it twice once, and says so', () => {
    expect(namedPupils('Ali Khan\nKhan, Ali (10B)\n\n', ALL)).toEqual({
      found: [ali],
      twice: 1,
      unknown: [],
      unclear: [],
    });
  });

  it('says whom it does not find, and who is one of several of a name until the form is there', () => {
    const other = pupil('other', ['Ali', 'Khan', '10A']);
    const named = namedPupils('Ali Khan\nNo Body\nAli Khan 10A', [...ALL, other]);
    expect(named).toEqual({ found: [other], twice: 0, unknown: ['No Body'], unclear: ['Ali Khan'] });
  });
});
