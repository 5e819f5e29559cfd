/**
 * The copy of everything that is held about a pupil (src/server/rights): complete against an oracle that reads the tables
 * themselves and shares no code with it, other people's words marked, black where that was decided.
 */
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import { singleton } from '../../src/domain/record.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { giveCode, makeCode } from '../../src/server/accounts/codes.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import { erase } from '../../src/server/sync/restore.ts';
import { CAREER_KINDS, aRecordOf } from '../support/generate-records.ts';
import { PEOPLE, aNote, aPupil, aStep, anEntry, anExperience, anInterview, uuid } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';
import { copiesAt } from './copies.ts';
import { missing } from './rights-oracle.ts';
import type { SchoolServer } from './school-server.ts';
import { BEN, SCHOOL, aMutation, addStep, openSchoolServer, writeDraft } from './school-server.ts';

const as = PEOPLE.leader;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer({}, false, openLedger);
});
afterEach(() => server.end());

const { post, review, reviewed, decide, logged, made, keepAll, load } = copiesAt(() => server);
const interview = (over: Parameters<typeof anInterview>[0] = {}) => anInterview({ status: 'finished', ...over });

describe('the copy', () => {
  it('has every row that an oracle links to the pupil', async () => {
    await load(
      uuid(50) as RecordId,
      aPupil({ name: 'Zoe', surname: 'Young' }),
      interview({ summary: 'You like boats.' }),
      aNote({ why: 'Her note' }),
      anExperience({ id: uuid(51) as never }),
      anEntry(
        'support',
        { sen: 'K', pupilPremium: true, lookedAfter: false, outcomes: 'Reads aloud' },
        { id: singleton('support') },
      ),
    );
    const zoe = uuid(50) as RecordId;
    const herself = zoe as string as PersonId;
    // What people do with it, so that every table has something to tell.
    const step = addStep(zoe);
    await server.sendAs(PEOPLE.tutor, step);
    await server.sendAs(
      PEOPLE.tutor,
      aMutation('step.change', zoe, { id: (step.args as { id: string }).id, to: { what: 'Another wish' } }),
    );
    await server.sendAs(
      PEOPLE.tutor,
      aMutation('support.set', zoe, { sen: 'E', pupilPremium: false, lookedAfter: true, outcomes: 'Not his to say' }),
    );
    await server.sendAs(PEOPLE.adviser, aMutation('record.opened', zoe, {}));
    await server.sendAs(PEOPLE.leader, aMutation('adjustment.set', zoe, { words: 'Sits at the front' }));
    await server.sendAs(PEOPLE.leader, aMutation('adjustment.set', zoe, { words: 'Sits at the back' }));
    await server.syncAs(herself);
    await server.sendAs(herself, addStep(BEN));
    await server.store.write(async (tx) =>
      giveCode(
        tx,
        { account: await ensureAccount(tx, SCHOOL, herself), school: SCHOOL, ...(await makeCode(tx)) },
        server.deps.now(),
      ),
    );
    await post('/retention/longer', { record: zoe, until: '2030-01-01', reason: 'A claim that is open' });
    const preview = (await (
      await post('/moves/preview', { record: zoe, entry: (step.args as { id: string }).id, to: BEN })
    ).json()) as { entries: string[] };
    await post('/moves', { record: zoe, entry: (step.args as { id: string }).id, to: BEN, entries: preview.entries });
    const text = 'UPN,Forename,Surname,Year,Form\n,Zoe,Young,10,10C';
    await post('/import/preview', { text, wholeSchool: false });
    const id = await logged(zoe);
    await keepAll(id);
    const { data, page } = await made(id);
    expect(missing(server.file, zoe, data)).toEqual([]);
    // The oracle looks: without one section it misses something.
    for (const section of [
      'entries',
      'earlier',
      'refused',
      'seen',
      'sentTo',
      'account',
      'requests',
      'keptLonger',
      'moved',
    ])
      expect([
        section,
        missing(server.file, zoe, JSON.stringify({ ...(JSON.parse(data) as object), [section]: [] })).length > 0,
      ]).toEqual([section, true]);
    for (const words of [
      'You like boats.',
      'Her note',
      'Reads aloud',
      'Not his to say',
      'A claim that is open',
      'Sam Lee',
    ])
      expect(page).toContain(words);
    // Nothing that opens an account, and nobody else's record.
    const secrets = [
      ...(await server.store.read.selectFrom('session').select('hash').execute()).map(({ hash }) => hash),
      BEN,
    ];
    for (const secret of secrets) expect(data + page).not.toContain(secret);
  });

  it(`is complete for generated pupils (seed ${SEED})`, { timeout: 900_000 }, async () => {
    let n = 0;
    const kinds = CAREER_KINDS.filter((kind) => kind !== 'pupil');
    await fc.assert(
      fc.asyncProperty(aRecordOf('generated', kinds, kinds), aRecordOf('generated', kinds, []), async (now, before) => {
        const record = uuid(60_000 + (n += 1)) as RecordId;
        await load(record, aPupil(), ...Object.values(now.entries));
        await server.store.write(async (tx) => {
          for (const was of Object.values(before.entries))
            await tx
              .insertInto('revision')
              .values({ school: SCHOOL, record, entry: was.id, version: 2, json: JSON.stringify(was) })
              .execute();
        });
        const id = await logged(record);
        await keepAll(id);
        expect(missing(server.file, record, (await made(id)).data)).toEqual([]);
        // So that the next one is not looked for among all before.
        await server.store.write((tx) => erase(tx, SCHOOL, record, server.deps.now()));
        server.deps.rosters.forget();
      }),
      { seed: SEED, numRuns: runs(25) },
    );
  });

  it('says of what was refused that its words are gone, where they were let go of', async () => {
    const zoe = uuid(53) as RecordId;
    await server.sendAs(PEOPLE.tutor, addStep(zoe));
    const { rows } = (await (await server.ask('GET', `/api/schools/${SCHOOL}/refused`, { as })).json()) as {
      rows: readonly { place: number }[];
    };
    await server.ask('DELETE', `/api/schools/${SCHOOL}/refused/${rows[0]?.place}`, { as });
    await load(zoe, aPupil({ name: 'Zoe' }));
    const id = await logged(zoe);
    await keepAll(id);
    const { data, page } = await made(id);
    expect(data + page).not.toContain('open evening');
    expect(page).toContain('Its words were deleted.');
  });

  it('has no words of an interview that is still being written, and says that there is one', async () => {
    const draft = anEntry(
      'draft',
      {
        interview: uuid(71) as never,
        startedAt: server.deps.now(),
        texts: {
          why: {
            heads: [{ id: uuid(72) as never, text: 'Half a thought', by: PEOPLE.adviser, at: server.deps.now() }],
            past: [],
          },
        },
        values: {},
        steps: {},
        closed: false,
      },
      { author: PEOPLE.adviser },
    );
    await load(uuid(52) as RecordId, aPupil({ name: 'Zoe' }), draft);
    // Nor of what was refused of one.
    await server.sendAs(PEOPLE.tutor, writeDraft('A thought that came too late', uuid(52) as RecordId));
    const id = await logged(uuid(52) as RecordId);
    expect(await (await review(id)).text()).not.toMatch(/too late/);
    expect((await reviewed(id)).unfinished).toEqual([{ by: 'Jo Mercer', since: server.deps.now() }]);
    await keepAll(id);
    const { data, page } = await made(id);
    expect(data + page).not.toMatch(/Half a thought|too late/);
    expect(JSON.parse(data)).toMatchObject({
      refused: [{ by: PEOPLE.tutor, change: { name: 'draft.write', args: null } }],
    });
    expect(page).toContain('Interviews that are still being written');
  });

  it('runs nothing that somebody wrote', async () => {
    const evil = '</dd><script>alert(1)</script><img src=x onerror=alert(1)>';
    await load(uuid(53) as RecordId, aPupil({ name: evil, surname: '' }), aStep({ what: evil }));
    const id = await logged(uuid(53) as RecordId);
    await keepAll(id);
    const { page } = await made(id);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<script|<img/);
  });
});

describe('marks', () => {
  const ZOE = uuid(50) as RecordId;
  const NOTE = uuid(54);
  const INTERVIEW = uuid(55);
  beforeEach(() =>
    load(
      ZOE,
      aPupil({ name: 'Zoe', surname: 'Young' }),
      interview({
        id: INTERVIEW as never,
        at: '2026-11-10T10:00:00.000Z' as never,
        summary: 'Zoe and Ben Carter plan a visit. Ben’s brother helps. Sam Lee and ben carter know. Zoe will go.',
      }),
      aNote({ id: NOTE as never, why: 'Her mother said so to Jo Mercer.', alsoPresent: 'Mrs Young, her mother' }),
    ),
  );

  it('stand at other pupils’ names, at who else was there, and on private notes; not at the pupil’s own or staff’s', async () => {
    const { marks, open } = await reviewed(await logged(ZOE));
    expect(marks.map(({ why, words }) => [why, words])).toEqual([
      ['name', 'Ben Carter'],
      ['name', 'Ben'],
      ['name', 'ben carter'],
      ['note', expect.stringContaining('Her mother said so')],
      ['also-present', 'Mrs Young, her mother'],
    ]);
    expect(open).toBe(5);
    expect(marks[0]).toMatchObject({
      before: 'Zoe and ',
      place: 'Interview, 10 November 2026: Summary',
      decision: null,
    });
  });

  it('must all be decided, each black one with a reason, before there is a copy', async () => {
    const id = await logged(ZOE);
    const { marks } = await reviewed(id);
    expect((await post(`/requests/${id}/copy`)).status).toBe(409);
    const [first] = marks;
    expect(
      (await post(`/requests/${id}/decisions`, { decisions: [{ id: first?.id, what: 'black', reason: ' ' }] })).status,
    ).toBe(400);
    expect(
      (await post(`/requests/${id}/decisions`, { decisions: [{ id: 'm-made-up', what: 'keep', reason: '' }] })).status,
    ).toBe(409);
    expect((await decide(id, [{ id: first?.id, what: 'black', reason: 'Another pupil' }])).open).toBe(4);
    expect((await decide(id, [{ id: first?.id, what: null, reason: '' }])).open).toBe(5);
    await keepAll(id);
    expect((await reviewed(id)).open).toBe(0);
    // What is written afterwards has not been looked at.
    const change = {
      id: NOTE,
      interview: INTERVIEW,
      about: [],
      why: 'Ben Carter again',
      now: '',
      ideas: '',
      barriers: '',
      alsoPresent: '',
    };
    await server.sendAs(PEOPLE.adviser, aMutation('note.add', ZOE, { ...change, id: uuid(56) }));
    expect((await reviewed(id)).open).toBeGreaterThan(0);
  });

  it('that are black leave nothing of the words in page or data, and tell nothing by their length', async () => {
    const id = await logged(ZOE);
    const { marks } = await reviewed(id);
    await decide(
      id,
      marks.map((mark) => ({
        id: mark.id,
        what: mark.why === 'note' ? 'keep' : 'black',
        reason: 'Another person',
      })),
    );
    const { data, page } = await made(id);
    for (const text of [data, page]) {
      expect(text).not.toMatch(/Carter|carter|Mrs Young/);
      expect(text).toContain('Zoe and █████ plan a visit. █████’s brother helps. Sam Lee and █████ know.');
      expect(text).toContain('Her mother said so');
    }
  });

  it('on a private note take all of it, its earlier wordings too, and what is in it need not be looked at', async () => {
    const id = await logged(ZOE);
    const note = (await reviewed(id)).marks.find(({ why }) => why === 'note');
    const after = await decide(id, [{ id: note?.id, what: 'black', reason: 'Would tell of her mother' }]);
    expect(after.marks.some(({ why }) => why === 'also-present')).toBe(false);
    await decide(
      id,
      after.marks.map((mark) => ({ id: mark.id, what: mark.id === note?.id ? 'black' : 'keep', reason: 'So' })),
    );
    const { data, page } = await made(id);
    expect(data + page).not.toMatch(/mother/);
    expect(page).toContain('Private note, 11 November 2026');
  });

  it('an entry that is held back is in neither, nor is what was refused of it, and the log says that one was', async () => {
    await server.sendAs(
      PEOPLE.leader,
      aMutation('interview.addendum', ZOE, { id: uuid(57), on: INTERVIEW, words: 'More' }),
    );
    const id = await logged(ZOE);
    const { parts } = await reviewed(id);
    const part = parts.find(({ id: of }) => of === `p-${INTERVIEW}`);
    expect(
      (await post(`/requests/${id}/decisions`, { decisions: [{ id: part?.id, what: 'hold', reason: '' }] })).status,
    ).toBe(400);
    expect(
      (await post(`/requests/${id}/decisions`, { decisions: [{ id: part?.id, what: 'black', reason: 'x' }] })).status,
    ).toBe(400);
    await decide(id, [{ id: part?.id, what: 'hold', reason: 'It would put her at risk' }]);
    await keepAll(id);
    const { data, page } = await made(id);
    expect(data + page).not.toMatch(/plan a visit|at risk/);
    const [row] = await server.store.read
      .selectFrom('audit')
      .select(['detail', 'person'])
      .where('what', '=', 'copy.made')
      .execute();
    expect(row?.person).toBe(as);
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ request: id, held: 1, black: 0 });
    expect(row?.detail).not.toMatch(/risk/);
  });

  it('point at other pupils’ records in which the whole name stands, which are not in the copy', async () => {
    await load(uuid(58) as RecordId, aPupil({ name: 'Omar', surname: 'Said' }), aNote({ why: 'Talks of Zoe Young.' }));
    const id = await logged(ZOE);
    expect((await reviewed(id)).elsewhere).toEqual([{ record: uuid(58), name: 'Omar Said', where: 'Private note' }]);
    await keepAll(id);
    expect((await made(id)).data).not.toContain('Talks of');
    // Asked also before the record is erased.
    const named = (record: string) => server.ask('GET', `/api/schools/${SCHOOL}/records/${record}/named`, { as });
    expect(await (await named(ZOE)).json()).toEqual({
      elsewhere: [{ record: uuid(58), name: 'Omar Said', where: 'Private note' }],
    });
    expect((await named(uuid(404))).status).toBe(404);
  });

  it('are of a request for a copy that is open, and of a pupil who is there', async () => {
    const body = { record: ZOE, kind: 'complaint', asker: 'pupil', received: '2026-11-10', words: '' };
    const { request } = (await (await post('/requests', body)).json()) as { request: { id: string } };
    expect((await review(request.id)).status).toBe(409);
    expect((await review(uuid(1))).status).toBe(404);
    const id = await logged(ZOE);
    await post(`/requests/${id}`, { does: 'close', outcome: 'done', reason: '' });
    const { marks } = await reviewed(id);
    expect(
      (await post(`/requests/${id}/decisions`, { decisions: [{ id: marks[0]?.id, what: 'keep', reason: '' }] })).status,
    ).toBe(409);
  });
});
