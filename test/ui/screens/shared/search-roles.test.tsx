// @vitest-environment happy-dom
/** What each role finds follows from what they hold: a word that stands in every kind of entry, looked for by everybody. */
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { grants } from '../../../../src/domain/grants.ts';
import type { EntryId, PersonId } from '../../../../src/domain/ids.ts';
import type { CareersRecord } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import { NO_TEXT } from '../../../../src/domain/text.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { Search } from '../../../../src/ui/screens/shared/search.tsx';
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
} from '../../../support/builders.ts';
import type { Part } from '../../../support/cast.ts';
import { CAST_DAY, CAST_FACTS, HER_RECORD, personOf, rolesOf } from '../../../support/cast.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { JO } from '../adviser/adviser-world.ts';

afterEach(cleanup);

const CANARY = 'canary';
const id = (n: number) => uuid(n) as EntryId;

/** Aisha's record, the word in each kind of entry that has words. */
const HERS: CareersRecord = aRecord(
  HER_RECORD,
  aPupil(),
  anEntry(
    'support',
    { sen: 'K', pupilPremium: false, lookedAfter: false, outcomes: CANARY },
    { id: singleton('support') },
  ),
  anEntry('adjustment', { words: CANARY }, { id: singleton('adjustment') }),
  anEntry('grades', { predicted: CANARY, options: '' }, { id: singleton('grades') }),
  anEntry('aspiration', { words: written(CANARY) }, { id: singleton('aspiration') }),
  anEntry('intention', { route: null, detail: CANARY, backUp: '' }, { id: singleton('intention') }),
  anEntry(
    'preparation',
    { ideas: written(CANARY), strengths: NO_TEXT, wants: NO_TEXT, worries: NO_TEXT },
    { id: singleton('preparation') },
  ),
  anEntry('request', { about: [], words: CANARY, avoid: '', soon: false, askedOn: CAST_DAY }),
  anInterview({ id: id(1), status: 'finished', summary: CANARY }),
  aNote({ interview: id(1), why: CANARY }),
  aStep({ id: id(2), what: CANARY }),
  aFollowup(id(2), { words: CANARY }),
  anEntry('ask', { to: 'adviser', words: CANARY, answer: null }),
  anExperience({ facts: { title: CANARY } }),
  anEntry('lmi', { source: CANARY, decision: '', date: '2026-10-01' as IsoDate }),
  anEntry('concern', { on: null, words: CANARY, should: '', answer: null }),
  aDraft(id(3), { why: CANARY }, { author: 'ad' as PersonId }),
);
const OTHER: CareersRecord = aRecord('pupil-2', aPupil({ name: 'Ben', surname: 'Cole' }), aNote({ why: CANARY }));

/** What of it each part finds, by the words of its row. From the table of who reads what. */
const PUPIL_AND_ALL_AROUND = ['Adjustment', 'Career ideas', 'Experience', 'Follow-up', 'Interview', 'Next step'];
const LEARNING = ['After school', 'Facts used', 'Grades and options'];
const FOUND: Readonly<Record<Exclude<Part, 'pu2' | 'tu2' | 'ex' | 'pa2' | 'ad2' | 'ol' | 'co'>, readonly string[]>> = {
  pu: [...PUPIL_AND_ALL_AROUND, ...LEARNING, 'Asked for an interview', 'Preparation', 'Something’s not right'],
  tu: [...PUPIL_AND_ALL_AROUND, ...LEARNING, 'Question'],
  pa: [...PUPIL_AND_ALL_AROUND, 'After school', 'Support'],
  ad: [
    ...PUPIL_AND_ALL_AROUND,
    ...LEARNING,
    'Asked for an interview',
    'Preparation',
    'Private note',
    'Question',
    'Support',
    'Unfinished interview',
  ],
  bk: [
    ...PUPIL_AND_ALL_AROUND,
    ...LEARNING,
    'Asked for an interview',
    'Preparation',
    'Private note',
    'Question',
    'Support',
  ],
  le: [
    ...PUPIL_AND_ALL_AROUND,
    ...LEARNING,
    'Asked for an interview',
    'Preparation',
    // Of both pupils.
    'Private note',
    'Private note',
    'Question',
    'Something’s not right',
    'Support',
  ],
  su: [],
  am: [],
  se: [],
  gone: [],
};

async function foundBy(part: Part, typed = CANARY): Promise<readonly string[]> {
  const person = personOf(part);
  const held = grants(person, CAST_FACTS, CAST_DAY);
  const records = [HERS, OTHER].flatMap((record) => {
    const groups = held.get(record.id);
    return groups ? [{ record, groups }] : [];
  });
  renderScreen(<Search onClose={() => {}} />, {
    session: { ...JO, person, roles: rolesOf(part) },
    now: `${CAST_DAY}T10:05:00.000Z`,
    records,
  });
  const field = await screen.findByRole<HTMLInputElement>('textbox');
  field.value = typed;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  // The end of the search, not that of loading.
  await waitFor(() => expect(document.querySelector('.how-far output')?.textContent ?? '').not.toBe(''));
  const region = screen.queryByRole('region', { name: /^Words in/ });
  const rows = [...(region?.querySelectorAll('.row') ?? [])];
  const own = rolesOf(part).includes('pupil');
  return rows
    .map(
      (row) =>
        row
          .querySelector(own ? '.name' : '.quiet')
          ?.textContent.trim()
          .replace(/, \d+ \w+ \d{4}$/, '') ?? '',
    )
    .toSorted();
}

test.each(Object.entries(FOUND))('%s finds the word where it may be read and nowhere else', async (part, kinds) => {
  expect(await foundBy(part as Part)).toEqual([...kinds].toSorted());
});

test.each<Part>(['pu', 'tu', 'co', 'pa', 'su', 'am', 'se', 'pu2', 'tu2', 'ex', 'ol'])(
  'a private note about Aisha is not found by %s',
  async (part) => {
    expect(await foundBy(part)).not.toContain('Private note');
  },
);

test('an adviser of another year finds the note of that year alone', async () => {
  expect(await foundBy('ad2')).toEqual(['Private note']);
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['Ben Cole']);
});

test.each<readonly [Part, readonly string[]]>([
  ['pu', []],
  ['tu', ['Aisha Khan']],
  ['su', ['Aisha Khan']],
  ['am', ['Aisha Khan']],
  ['le', ['Aisha Khan']],
  ['se', []],
  ['gone', []],
])('the name of Aisha is found by %s only where it is held', async (part, names) => {
  await foundBy(part, 'ais');
  expect(screen.queryAllByRole('link').map((link) => link.textContent)).toEqual(names);
});
