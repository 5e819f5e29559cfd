/** Looking through a copy (src/server/rights/copy.ts): what others said in requests, who looked, reasons without names. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/domain/ids.ts';
import { PEOPLE, aNote, aPupil, anInterview, uuid } from '../support/builders.ts';
import { copiesAt } from './copies.ts';
import type { SchoolServer } from './school-server.ts';
import { openSchoolServer } from './school-server.ts';

const as = PEOPLE.leader;
const ZOE = uuid(50) as RecordId;

let server: SchoolServer;
const { post, review, reviewed, decide, logged, made, keepAll, load } = copiesAt(() => server);
beforeEach(async () => {
  server = await openSchoolServer();
  await load(
    ZOE,
    aPupil({ name: 'Zoe', surname: 'Young' }),
    anInterview({ status: 'finished', summary: 'Zoe and Ben Carter plan a visit. Ben’s brother helps.' }),
    aNote({ why: 'Her mother said so.', alsoPresent: 'mum' }),
  );
});
afterEach(() => server.end());

describe('marks of a copy', () => {
  it('on a private note show all of it: there are no words in a copy that nobody has looked at', async () => {
    const why = `${'She said so at length. '.repeat(40)}And last this.`;
    await load(uuid(51) as RecordId, aPupil({ name: 'Omar', surname: 'Said' }), aNote({ why }));
    const { marks } = await reviewed(await logged(uuid(51) as RecordId));
    expect(marks.find((mark) => mark.why === 'note')?.words).toContain('And last this.');
  });

  it('stand at what others said in a request and at why it is kept, black or held back as an entry is', async () => {
    const asks = { record: ZOE, kind: 'complaint', asker: 'parent', received: '2026-11-10' };
    const words = 'Her mother: Ben Carter hit her; keep confidential';
    const { request } = (await (await post('/requests', { ...asks, words })).json()) as { request: { id: string } };
    await post(`/requests/${request.id}`, { does: 'pause', why: 'Is she the mother?' });
    await post(`/requests/${request.id}`, { does: 'close', outcome: 'refused', reason: 'Look at Ben Carter first' });
    await post('/retention/longer', { record: ZOE, until: '2030-01-01', reason: 'The Carters may sue' });
    const id = await logged(ZOE);
    const { marks, parts } = await reviewed(id);
    const others = marks.filter(({ why }) => why === 'others-words');
    expect(others.map((mark) => mark.words).toSorted()).toEqual([
      words,
      'Is she the mother?',
      'Look at Ben Carter first',
      'The Carters may sue',
    ]);
    // The pupil's own request is the pupil's.
    expect(marks.some((mark) => mark.words.includes('All of it'))).toBe(false);
    // Black as a whole: the name in it needs no look of its own.
    const of = (text: string) => marks.find((mark) => mark.why === 'others-words' && mark.words === text)?.id;
    const black = { what: 'black', reason: 'In confidence' };
    await keepAll(id);
    const after = await decide(id, [
      { id: of(words), ...black },
      { id: of('The Carters may sue'), ...black },
    ]);
    expect(after.marks.filter(({ place }) => place.endsWith('Words')).map(({ why }) => why)).toEqual(['others-words']);
    const first = await made(id);
    expect(first.data + first.page).not.toMatch(/confidential|hit her|may sue/);
    expect(first.page).toContain('Is she the mother?');
    // Held back: no words of the complaint at all.
    const part = parts.find((one) => one.words.includes('confidential'));
    expect(part).toMatchObject({ id: `p-${request.id}`, title: 'What was asked about this record, 10 November 2026' });
    await decide(id, [{ id: part?.id, what: 'hold', reason: 'It would put her at risk' }]);
    const second = await made(id);
    expect(second.data + second.page).not.toMatch(/Is she the mother|Look at|complaint/);
    expect(second.data).not.toContain(request.id);
  });

  it('are shown to who has proved within ten minutes that it is them, and each look stands in the audit', async () => {
    const id = await logged(ZOE);
    await reviewed(id);
    const rows = async () =>
      (
        await server.store.read
          .selectFrom('audit')
          .select(['person', 'record', 'detail'])
          .where('what', '=', 'copy.looked-at')
          .execute()
      ).map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as object }));
    expect(await rows()).toEqual([{ person: as, record: ZOE, detail: { request: id, marks: 4 } }]);
    server.pass(11 * 60_000);
    for (const answer of [await review(id), await post(`/requests/${id}/decisions`, { decisions: [] })]) {
      const said = await answer.text();
      expect([answer.status, said]).toEqual([403, expect.stringContaining('step-up')]);
      expect(said).not.toContain('Carter');
    }
    expect(await rows()).toHaveLength(1);
  });

  it('are black for reasons that name no other pupil: those would outlive that pupil’s record', async () => {
    const id = await logged(ZOE);
    const { marks } = await reviewed(id);
    const [ben] = marks;
    for (const [mark, reason] of [
      [ben?.id, 'Ben Carter asked us'],
      [ben?.id, 'Ben’s privacy'],
      [marks.at(-1)?.id, 'She told of ben carter'],
    ]) {
      const answer = await post(`/requests/${id}/decisions`, { decisions: [{ id: mark, what: 'black', reason }] });
      expect([answer.status, await answer.text()]).toEqual([
        400,
        expect.stringContaining('without the name of another'),
      ]);
    }
    expect(await server.store.read.selectFrom('decision').selectAll().execute()).toEqual([]);
    await decide(id, [{ id: ben?.id, what: 'black', reason: 'About another pupil' }]);
  });
});
