import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { Context } from '../../src/domain/entry.ts';
import { PENDING_RANK, PENDING_VERSION } from '../../src/domain/entry.ts';
import type { EntryId, PersonId, RecordId, TextId } from '../../src/domain/ids.ts';
import type { CareersRecord, Entry, FieldsOf, Kind } from '../../src/domain/record.ts';
import { newEntry } from '../../src/domain/record.ts';
import type { WrittenText } from '../../src/domain/text.ts';
import { NO_TEXT } from '../../src/domain/text.ts';
import type { ClockTime, IsoDate } from '../../src/domain/time.ts';
import { addDays, toInstant } from '../../src/domain/time.ts';

const STAFF = 'staff-1' as PersonId;
const PUPIL = 'pupil-1' as PersonId;
const day = (text: string) => text as IsoDate;

/** An entry made at a version; the claimed time follows the version unless it is given. */
function entry<K extends Kind>(kind: K, id: string, fields: FieldsOf<K>, made: Partial<Context> = {}): Entry {
  const version = made.version ?? 10;
  const at = made.at ?? toInstant(version * 1000);
  return newEntry(kind, id as EntryId, fields, { person: STAFF, rank: version, version, at, ...made }) as Entry;
}
const recordOf = (...entries: readonly Entry[]): CareersRecord => ({
  id: 'r1' as RecordId,
  entries: Object.fromEntries(entries.map((e) => [e.id, e])),
});
const text = (words: string): WrittenText => ({
  heads: [{ id: '00000000-0000-7000-8000-000000000001' as TextId, text: words, by: PUPIL, at: toInstant(1) }],
  past: [],
});

const STEP: FieldsOf<'step'> = {
  what: 'Visit a college',
  who: 'pupil',
  due: day('2026-11-25'),
  tutorChecks: true,
  status: 'to-do',
  why: null,
  interview: null,
  closedOn: null,
};
const INTERVIEW: FieldsOf<'interview'> = {
  adviser: STAFF,
  date: day('2026-11-11'),
  from: '10:05' as ClockTime,
  minutes: 45,
  place: 'L2',
  type: 'personal-guidance',
  status: 'booked',
  why: null,
  visit: null,
  walkIn: false,
  summary: '',
  routes: [],
  explained: [],
  agreed: null,
  startedAt: null,
  endedAt: null,
  fromPaper: false,
  draft: null,
};
const FACTS: FieldsOf<'experience'>['facts'] = {
  title: 'Hospital lab team',
  activity: 'employer-talk',
  date: day('2026-10-12'),
  counts: ['5'],
  organisation: 'Aldermere Hospital',
  providers: [],
  tags: [],
  occupation: '',
  learned: 'A long text that lists do not need',
};
const DRAFT: FieldsOf<'draft'> = {
  interview: 'i1' as EntryId,
  startedAt: toInstant(5),
  texts: {},
  values: {},
  steps: {},
  closed: false,
};
const said = (what: 'talked' | 'claims-done' | 'needs-help', made: Partial<Context>, id = `f${made.version}`) =>
  entry('followup', id, { on: 's1' as EntryId, what, words: '' }, { person: PUPIL, ...made });

describe('the digest of a record', () => {
  it('is empty for a record that has nothing yet', () => {
    expect(digestOf(recordOf())).toEqual({
      record: 'r1',
      pupil: null,
      steps: [],
      interviews: [],
      experiences: [],
      drafts: [],
      lmi: [],
      applications: [],
      requests: [],
      asks: [],
      concerns: [],
      prepared: false,
      plan: false,
      support: null,
      sex: null,
      eal: null,
      sharing: null,
      aspiration: false,
      differences: 0,
      intention: null,
    });
  });

  it('holds no long words', () => {
    const experience = entry('experience', 'e1', {
      facts: FACTS,
      attended: true,
      status: 'confirmed',
      why: null,
      reflection: text('I asked how you get in'),
    });
    const held = entry('interview', 'i1', { ...INTERVIEW, status: 'finished', summary: 'You like the lab.' });
    const digest = digestOf(recordOf(experience, held));
    expect(JSON.stringify(digest)).not.toMatch(/long text|asked how|like the lab/);
    expect(digest.experiences[0]).toMatchObject({ attended: true, status: 'confirmed', reflected: true });
    expect(digest.interviews[0]).toMatchObject({ hasSummary: true, agreed: false, status: 'finished' });
  });

  it('leaves out what was withdrawn, for those too who still read it', () => {
    const wrong = { ...entry('step', 's1', STEP), withdrawn: 'Wrong pupil' };
    expect(digestOf(recordOf(wrong)).steps).toEqual([]);
  });

  it('does not depend on the order of the entries', () => {
    const entries = [entry('step', 's1', STEP), entry('step', 's2', STEP), entry('interview', 'i1', INTERVIEW)];
    expect(digestOf(recordOf(...entries))).toEqual(digestOf(recordOf(...entries.toReversed())));
  });

  it('says whether facts about jobs were used for a decision', () => {
    const used = (id: string, decision: string) =>
      entry('lmi', id, { source: 'National Careers Service', decision, date: day('2026-10-01') });
    expect(digestOf(recordOf(used('l1', 'To take Triple Science'), used('l2', ' '))).lmi).toMatchObject([
      { id: 'l1', decided: true },
      { id: 'l2', decided: false },
    ]);
  });
});

describe('what a pupil says about a step', () => {
  const claimOf = (...entries: readonly Entry[]) => digestOf(recordOf(...entries)).steps[0]?.claim;
  const step = (version: number, over: Partial<FieldsOf<'step'>> = {}) =>
    entry('step', 's1', { ...STEP, ...over }, { version });

  it.each([
    ['is their last word', [said('claims-done', { version: 20 }), said('needs-help', { version: 30 })], 'needs-help'],
    [
      'falls when staff have talked since',
      [said('claims-done', { version: 20 }), said('talked', { version: 30 })],
      null,
    ],
    ['stands again after that', [said('talked', { version: 20 }), said('claims-done', { version: 30 })], 'claims-done'],
    ['is null before anybody speaks', [], null],
    [
      'counts when it is not sent yet, over everything that is',
      [said('talked', { version: 30 }), said('needs-help', { version: PENDING_VERSION, rank: PENDING_RANK }, 'f0')],
      'needs-help',
    ],
  ])('%s', (_, followups, claim) => {
    expect(claimOf(step(10), ...followups)).toBe(claim);
  });

  it('goes by the order in which the server took it, not by the clocks of devices', () => {
    const early = said('needs-help', { version: 30, at: toInstant(1) });
    expect(claimOf(step(10), said('claims-done', { version: 20, at: toInstant(9_000_000) }), early)).toBe('needs-help');
  });

  it('falls when staff change what was agreed later, sent or not', () => {
    const changed = (rank: number): Entry => ({ ...step(30), ranks: { due: rank } });
    expect(claimOf(changed(30), said('claims-done', { version: 20 }))).toBe(null);
    expect(claimOf(changed(PENDING_RANK), said('claims-done', { version: 20 }))).toBe(null);
    expect(claimOf(changed(30), said('needs-help', { version: 40 }))).toBe('needs-help');
  });

  it('stands again when the step was closed by mistake and is opened', () => {
    const reopened: Entry = { ...step(40), ranks: { status: 40, why: 40, closedOn: 40 } };
    expect(claimOf(reopened, said('needs-help', { version: 20 }))).toBe('needs-help');
  });

  it('is no claim any more when the step is closed', () => {
    expect(
      claimOf(step(10, { status: 'done', closedOn: day('2026-11-20') }), said('claims-done', { version: 20 })),
    ).toBe(null);
  });

  it('leaves the last talk to be seen', () => {
    const digest = digestOf(recordOf(step(10), said('talked', { version: 20 }), said('needs-help', { version: 30 })));
    expect(digest.steps[0]).toMatchObject({ claim: 'needs-help', talkedAt: toInstant(20_000), by: STAFF });
  });
});

describe('drafts', () => {
  const drafts = (over: Partial<FieldsOf<'draft'>>) =>
    digestOf(recordOf(entry('draft', 'd1', { ...DRAFT, ...over }))).drafts;

  it('are unfinished interviews, with the parts that have words', () => {
    const texts = { why: text('Options'), now: text(' '), summary: text('You…') };
    expect(drafts({ texts, values: { status: 'paused', pausedAt: toInstant(9) } })).toEqual([
      { id: 'd1', interview: 'i1', startedAt: toInstant(5), status: 'paused', pausedAt: toInstant(9), parts: 2 },
    ]);
  });

  it('are there before the first word', () => {
    expect(drafts({})).toMatchObject([{ status: 'in-progress', parts: 0 }]);
  });

  it('are none once closed without words', () => {
    expect(drafts({ closed: true, texts: { summary: NO_TEXT, why: text('  ') } })).toEqual([]);
  });

  it('stay while words that were written elsewhere are left', () => {
    expect(drafts({ closed: true, texts: { why: text('Written on the other tablet') } })).toHaveLength(1);
  });
});

describe('requests, plans and support', () => {
  const request = entry('request', 'q1', { about: [], words: '', avoid: '', soon: true, askedOn: day('2026-11-05') });
  const requestsWith = (status: FieldsOf<'interview'>['status'], version: number) =>
    digestOf(recordOf(request, entry('interview', 'i1', { ...INTERVIEW, status }, { version }))).requests.length;

  it.each([
    ['booked', 20, 0],
    ['finished', 20, 0],
    ['declined', 20, 0],
    ['cancelled', 20, 1],
    ['booked', 5, 1],
  ] as const)('with an interview %s at %i, %i requests are open', (status, version, open) => {
    expect(requestsWith(status, version)).toBe(open);
  });

  const support = (over: Partial<FieldsOf<'support'>>) =>
    digestOf(
      recordOf(
        entry('support', 'support', { sen: 'N', pupilPremium: false, lookedAfter: false, outcomes: null, ...over }),
      ),
    );

  it('a plan is shown for support, never for pupil premium', () => {
    expect(support({}).plan).toBe(false);
    expect(support({ pupilPremium: true })).toMatchObject({ plan: false, support: { pupilPremium: true } });
    expect(support({ sen: 'E' }).plan).toBe(true);
    expect(support({ lookedAfter: true }).plan).toBe(true);
    expect(support({ outcomes: 'Chooses a course' }).plan).toBe(true);
  });

  it('a plan is shown to those who see the adjustment alone', () => {
    const digest = digestOf(recordOf(entry('adjustment', 'adjustment', { words: 'Sits near the front' })));
    expect(digest).toMatchObject({ plan: true, support: null });
  });

  it('preparation and hopes count once they have words', () => {
    const preparation = { ideas: NO_TEXT, strengths: NO_TEXT, wants: NO_TEXT, worries: text('Choosing too early') };
    const intention = { route: 'sixth-form', detail: '', backUp: '' } as const;
    const digest = digestOf(
      recordOf(
        entry('preparation', 'preparation', preparation),
        entry('aspiration', 'aspiration', { words: text('  ') }),
        entry('intention', 'intention', intention),
      ),
    );
    expect(digest).toMatchObject({ prepared: true, aspiration: false, intention: { route: 'sixth-form' } });
  });
});

describe('a whole school', () => {
  it('of 1,500 records with 40 entries has its digests in well under a second', () => {
    const entries = Array.from({ length: 40 }, (_, i) => {
      const id = `x${i}`;
      if (i % 4 === 0) return entry('step', id, { ...STEP, due: addDays(STEP.due, i) });
      if (i % 4 === 1) return entry('followup', id, { on: `x${i - 1}` as EntryId, what: 'talked', words: 'Yes' });
      if (i % 4 === 2) return entry('interview', id, INTERVIEW);
      return entry('experience', id, {
        facts: FACTS,
        attended: true,
        status: 'confirmed',
        why: null,
        reflection: NO_TEXT,
      });
    });
    const record = recordOf(...entries);
    const start = performance.now();
    for (let i = 0; i < 1500; i++) digestOf(record);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
