/** Fields that two people set without knowing of each other: the last stands, the earlier is shown, and one write settles it. */
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { EntryId, MutationId, PersonId } from '../../src/domain/ids.ts';
import { fieldDifferencesIn } from '../../src/domain/field-differences.ts';
import { settleFields } from '../../src/domain/settle-fields.ts';
import type { SetEntry } from '../../src/domain/field-differences.ts';
import { withEntries } from '../../src/domain/change.ts';
import { applyMutation, checkMutation } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import { singleton } from '../../src/domain/record.ts';
import {
  TODAY,
  NOW,
  PEOPLE,
  aRecord,
  aStep,
  anApplication,
  anEntry,
  anExperience,
  anInterview,
  uuid,
} from '../support/builders.ts';

interface Doing {
  readonly by?: PersonId;
  /** The version at which the server takes it. */
  readonly version: number;
  readonly over?: number;
}

function after(record: CareersRecord, name: string, args: unknown, { by = PEOPLE.tutor, version, over }: Doing) {
  const checked = checkMutation({ id: uuid(9) as MutationId, name, version: 1, record: record.id, at: NOW, args });
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const ctx = { person: by, at: NOW, version, rank: version, over };
  const applied = applyMutation(record, checked.value, ctx);
  if (!applied.ok) throw new Error(applied.error.kind);
  return withEntries(record, applied.value);
}

const STEP = uuid(5) as EntryId;
const close = (as: string, why: string | null = null) => ({ id: STEP, as, why, on: TODAY });
const withStep = aRecord('aisha', aStep({ id: STEP }));
/** The tutor said "Done" (version 5); the adviser, who knew the record as of version 1, "Not needed" (version 6). */
const inTwoWays = after(
  after(withStep, 'step.close', close('done'), { version: 5, over: 1 }),
  'step.close',
  close('not-needed', 'Moved away'),
  {
    by: PEOPLE.adviser,
    version: 6,
    over: 1,
  },
);
const sidesIn = (record: CareersRecord) =>
  fieldDifferencesIn(record).map(({ earlier, standing, by }) => [
    (earlier as { status?: string }).status,
    (standing as { status?: string }).status,
    by,
  ]);

describe('a field that two people set', () => {
  test('stands as it was set last, and shows what the other had set', () => {
    expect(sidesIn(inTwoWays)).toStrictEqual([['done', 'not-needed', PEOPLE.tutor]]);
    expect(digestOf(inTwoWays).differences).toBe(1);
  });

  test.each<[string, Doing]>([
    ['by one who knew', { by: PEOPLE.adviser, version: 6, over: 5 }],
    ['by the same person, twice', { version: 6, over: 1 }],
    ['by an older app that does not say what it knew', { by: PEOPLE.adviser, version: 6 }],
  ])('is no difference when it was set again %s', (_, doing) => {
    const done = after(withStep, 'step.close', close('done'), { version: 5, over: 1 });
    expect(sidesIn(after(done, 'step.close', close('not-needed', 'Moved away'), doing))).toStrictEqual([]);
  });

  test('is no difference when both set the same, on whatever day', () => {
    const done = after(withStep, 'step.close', close('done'), { version: 5, over: 1 });
    const again = { ...close('done'), on: '2026-11-12' };
    expect(sidesIn(after(done, 'step.close', again, { by: PEOPLE.adviser, version: 6, over: 1 }))).toStrictEqual([]);
  });

  test('of which one person set one and the other another is no difference', () => {
    const dated = after(withStep, 'step.change', { id: STEP, to: { due: '2026-12-01' } }, { version: 5, over: 1 });
    expect(
      sidesIn(after(dated, 'step.close', close('done'), { by: PEOPLE.adviser, version: 6, over: 1 })),
    ).toStrictEqual([]);
  });

  test('still differs after its second author, who has not seen the first, says more', () => {
    const more = after(inTwoWays, 'step.close', close('not-needed', 'Moved to York'), {
      by: PEOPLE.adviser,
      version: 7,
      over: 1,
    });
    expect(sidesIn(more)).toStrictEqual([['done', 'not-needed', PEOPLE.tutor]]);
  });

  test('is settled for good by somebody who saw both', () => {
    expect(inTwoWays.entries[STEP]).toHaveProperty('replaced');
    const settled = after(inTwoWays, 'step.close', close('done'), { by: PEOPLE.leader, version: 7, over: 6 });
    expect(settled.entries[STEP]).not.toHaveProperty('replaced');
  });
});

const OWN: readonly (readonly [string, SetEntry, readonly [string, object], readonly [string, object]])[] = [
  ['a step’s status', aStep({ id: STEP }), ['step.close', close('done')], ['step.close', close('not-needed', 'Ill')]],
  [
    'a step’s status and a talk',
    aStep({ id: STEP }),
    ['step.close', close('done')],
    ['followup.add', { id: uuid(8), step: STEP, words: 'We spoke' }],
  ],
  [
    'a step’s date',
    aStep({ id: STEP }),
    ['step.change', { id: STEP, to: { due: '2026-12-01' } }],
    ['step.change', { id: STEP, to: { due: '2026-12-02' } }],
  ],
  [
    'a booking that one moved and one cancelled',
    anInterview({ id: STEP, status: 'booked' }),
    ['interview.cancel', { id: STEP, why: 'Ill' }],
    [
      'interview.move',
      {
        id: STEP,
        adviser: PEOPLE.adviser,
        date: '2026-12-01',
        from: '09:00',
        minutes: 30,
        place: 'Library',
        visit: null,
      },
    ],
  ],
  [
    'the slot of a booking',
    anInterview({ id: STEP, status: 'booked' }),
    [
      'interview.move',
      { id: STEP, adviser: PEOPLE.adviser, date: '2026-12-02', from: '10:00', minutes: 45, place: 'Hall', visit: null },
    ],
    [
      'interview.move',
      {
        id: STEP,
        adviser: PEOPLE.adviser,
        date: '2026-12-01',
        from: '09:00',
        minutes: 30,
        place: 'Library',
        visit: null,
      },
    ],
  ],
  [
    'how a booking ended',
    anInterview({ id: STEP, status: 'booked' }),
    ['interview.did-not-attend', { id: STEP, why: null }],
    ['interview.decline', { id: STEP, why: 'Not today' }],
  ],
  [
    'whether an experience counts',
    anExperience({ id: STEP, status: 'claimed' }),
    ['experience.confirm', { id: STEP }],
    ['experience.not-counted', { id: STEP, why: 'No employer' }],
  ],
  [
    'a plan',
    anEntry('intention', { route: null, detail: '', backUp: '' }, { id: singleton('intention') }),
    ['intention.write', { route: 'college', detail: 'Barnsley', backUp: '' }],
    ['intention.write', { route: 'apprenticeship', detail: 'Plumbing', backUp: 'College' }],
  ],
  [
    'an application',
    anApplication({ id: STEP }),
    ['application.change', { id: STEP, to: { status: 'offer', offeredOn: '2026-11-09' } }],
    ['application.change', { id: STEP, to: { status: 'not-offered', course: 'A levels' } }],
  ],
  [
    'what the local authority is told',
    anEntry(
      'la-sharing',
      { decision: 'not-asked', decidedBy: null, decidedOn: null, how: null },
      { id: singleton('la-sharing') },
    ),
    ['la-sharing.set', { decision: 'no', decidedBy: 'parent', decidedOn: '2026-11-02', how: 'letter' }],
    ['la-sharing.set', { decision: 'yes', decidedBy: 'parent', decidedOn: '2026-11-04', how: 'form' }],
  ],
  [
    'what helps',
    anEntry('adjustment', { words: '' }, { id: singleton('adjustment') }),
    ['adjustment.set', { words: 'Sits near the front' }],
    ['adjustment.set', { words: 'Large print' }],
  ],
];

describe.each(OWN)('%s', (_, entry, first, second) => {
  const both = after(after(aRecord('aisha', entry), ...first, { version: 5, over: 1 }), ...second, {
    by: PEOPLE.adviser,
    version: 6,
    over: 1,
  });
  test.each(['earlier', 'standing'] as const)('is settled as the %s side has it', (side) => {
    const [difference] = fieldDifferencesIn(both);
    const chosen = difference![side];
    const settled = settleFields(difference!, chosen, TODAY).reduce(
      (now, { name, args }, i) => after(now, name, args, { by: PEOPLE.leader, version: 7 + i, over: 6 + i }),
      both,
    );
    expect(fieldDifferencesIn(settled)).toStrictEqual([]);
    for (const field of difference!.fields)
      expect(settled.entries[entry.id]).toHaveProperty(field, chosen[field as keyof SetEntry]);
  });
});
