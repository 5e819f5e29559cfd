/**
 * That no text gets into a copy unlooked at (src/server/rights/copy-parts.ts, marks.ts, blacking.ts): every text of every part
 * of the material, whatever it is, is offered for looking through, and is black where that was decided.
 */
import { describe, expect, it } from 'vitest';
import type { MutationId, RecordId } from '../../src/domain/ids.ts';
import { blacked } from '../../src/server/rights/blacking.ts';
import { rowsOf } from '../../src/server/rights/copy-parts.ts';
import { marksIn } from '../../src/server/rights/marks.ts';
import type { Material } from '../../src/server/rights/material.ts';
import { nameFinder } from '../../src/server/rights/names.ts';
import {
  NOW,
  PEOPLE,
  aNote,
  aPupil,
  aStep,
  anEntry,
  anExperience,
  anInterview,
  facts,
  uuid,
} from '../support/builders.ts';

const ZOE = uuid(50) as RecordId;
const SOMEBODY = 'Tamsin Trelawney';
const at = { at: NOW, received: NOW };
const names = nameFinder([{ name: 'Tamsin', surname: 'Trelawney' }], [{ name: 'Zoe', surname: 'Young' }], []);

/** A row in every part; a part that is new has to get one here, or this does not compile. */
const MATERIAL: Material = {
  entries: [
    aPupil({ name: 'Zoe', surname: 'Young' }),
    anInterview({ id: uuid(1) as never, summary: 'You like boats' }),
    { ...aNote({ id: uuid(2) as never, why: 'Her own words', alsoPresent: 'mum' }), withdrawn: 'not hers' },
    {
      ...aStep({ id: uuid(3) as never, why: 'no need' }),
      replaced: { what: { value: 'Ring them', by: PEOPLE.tutor, at: NOW } },
    },
    anExperience({ id: uuid(4) as never }),
    anEntry('identity', {
      legalForename: 'Zoe',
      legalSurname: 'Young',
      born: null,
      upn: null,
      sex: null,
    }),
  ],
  unfinished: [{ by: PEOPLE.adviser, since: NOW, at: NOW }],
  earlier: [{ until: 7, was: aStep({ id: uuid(3) as never, what: 'An earlier wish' }) }],
  refused: [
    {
      by: PEOPLE.tutor,
      change: {
        id: uuid(5) as MutationId,
        name: 'entry.withdraw',
        version: 1,
        record: ZOE,
        at: NOW,
        args: { id: uuid(3), reason: 'wrong' },
      },
    },
  ],
  changes: [{ id: uuid(6), person: PEOPLE.tutor, name: 'step.add', record: ZOE, version: 3, refused: null, ...at }],
  seen: [{ place: 1, ...at, person: PEOPLE.leader, what: 'copy.made', record: ZOE, detail: { sum: 'x7Tamsin-9' } }],
  moved: [{ entry: uuid(8), by: PEOPLE.leader, at: NOW, from: 'another record', to: ZOE, held: [] }],
  sentTo: [{ device: 'd-1', person: PEOPLE.tutor, groups: 'NT', first: NOW, last: NOW }],
  account: { places: [{ login: 'zoe.young' }], passkeys: [{ id: 'Tamsin7', name: 'my tablet' }] },
  rosterChanges: [
    { kind: 'import', begun: NOW, person: PEOPLE.leader, does: 'change', commands: [{ args: { surname: 'Younge' } }] },
  ],
  requests: [
    {
      id: uuid(9),
      record: ZOE,
      kind: 'complaint',
      asker: 'parent',
      received: '2026-11-10',
      words: 'keep confidential',
      logged: NOW,
      logged_by: PEOPLE.leader,
      extended: 'it is long',
      closed: '2026-11-11',
      outcome: 'refused',
      reason: 'groundless',
      pauses: [{ from: '2026-11-10', to: null, why: 'who is she?' }],
    },
  ],
  keptLonger: [{ record: ZOE, until: '2030-01-01', reason: 'a claim', by: PEOPLE.leader, at: NOW }],
  letGo: [{ record: ZOE, disposal: uuid(10), what: 'notes', outcome: 'done' }],
  owed: [{ record: ZOE, entry: uuid(11), line: { kind: 'set', fields: { outcomes: null } } }],
  activities: [
    anEntry(
      'planned',
      { facts: facts({ title: 'A fair' }), years: [10], form: null, aim: 'see work', cancelled: false },
      { id: uuid(4) as never },
    ),
  ],
};

type Path = readonly string[];
/** Every text in a value, read by itself. */
const leaves = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'string'
    ? [path]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
      : [];
const textAt = (value: unknown, [key, ...rest]: Path): unknown =>
  key === undefined ? value : textAt((value as Record<string, unknown>)[key], rest);
const withText = (value: unknown, [key, ...rest]: Path, text: string): unknown => {
  if (key === undefined) return text;
  const inner = withText((value as Record<string, unknown>)[key], rest, text);
  return Array.isArray(value)
    ? value.map((one: unknown, i) => (String(i) === key ? inner : one))
    : { ...(value as object), [key]: inner };
};
/** What the rows are told apart by, and days that titles are made of: no such text is free. */
const FIXED =
  /^([0-9a-f-]{36}|\d{4}-\d\d-\d\d(T[\d:.]+Z)?|pupil|identity|interview|note|step|experience|planned|entry\.withdraw)$/;

describe('every text of a copy', () => {
  const free = leaves(MATERIAL).filter((path) => !FIXED.test(String(textAt(MATERIAL, path))));

  it('is offered for looking through, in every part of it, and is black where that is decided', () => {
    expect(Object.entries(MATERIAL).filter(([, rows]) => leaves(rows).length === 0)).toEqual([]);
    const words = `Her mother: ${SOMEBODY} hit her`;
    for (const path of free) {
      const material = withText(MATERIAL, path, words) as Material;
      const marks = marksIn(material, names);
      expect([path, marks.filter(({ text }) => text.includes(SOMEBODY)).length > 0]).toEqual([path, true]);
      expect([path, JSON.stringify(blacked(material, marks, new Set())).includes('Trelawney')]).toEqual([path, false]);
      // The name alone, without the words around it, unless they are somebody else's.
      const ofName = marks.filter(({ why }) => why === 'name');
      if (path.includes('alsoPresent') || path.includes('facts')) continue;
      expect([path, JSON.stringify(blacked(material, ofName, new Set())).includes('Trelawney')]).toEqual([path, false]);
    }
    expect(free.length).toBeGreaterThan(60);
  });

  it('that somebody else wrote about the pupil and that is no entry is looked at as a whole, as who else was there is', () => {
    const marked = marksIn(MATERIAL, names).map(({ why, text, place }) => [why, place, text]);
    expect(marked).toEqual([
      ['note', 'Private note, 11 November 2026', expect.stringContaining('Her own words')],
      ['also-present', 'Private note, 11 November 2026: Also present', 'mum'],
      ['others-words', 'What was asked about this record, 10 November 2026: Words', 'keep confidential'],
      ['others-words', 'What was asked about this record, 10 November 2026: Extended', 'it is long'],
      ['others-words', 'What was asked about this record, 10 November 2026: Reason', 'groundless'],
      ['others-words', 'What was asked about this record, 10 November 2026: Pauses: Why', 'who is she?'],
      ['others-words', 'Kept longer, until 1 January 2030: Reason', 'a claim'],
    ]);
  });

  it('can be held back where people write: all but who did what when, and what the pupil calls their devices', () => {
    const rows = rowsOf(MATERIAL);
    const titles = (canHold: boolean) => [
      ...new Set(rows.filter((row) => row.canHold === canHold).map(({ title }) => title.replace(/, \d.*/u, ''))),
    ];
    expect(titles(false)).toEqual([
      'Interviews that are still being written',
      'Changes as the school’s server took them',
      'Who has opened and changed it',
      'Moved between records',
      'On whose devices it is, or was',
      'Account and own devices',
      'Let go of',
      'Still to be put right after the server was put back from a backup',
    ]);
    for (const { part } of rows.filter(({ canHold }) => canHold)) {
      const rest = blacked(MATERIAL, [], new Set([part]));
      expect(rowsOf(rest).map((row) => row.part)).not.toContain(part);
    }
  });

  it('that is black as a whole is one bar, whatever names are in it', () => {
    const material = withText(MATERIAL, ['requests', '0', 'words'], `${SOMEBODY} and ${SOMEBODY}`) as Material;
    const [request] = blacked(material, marksIn(material, names), new Set()).requests;
    expect(request).toMatchObject({ words: '█████', reason: '█████', kind: 'complaint' });
  });

  it('of a note goes black with the whole of it, and why it was removed', () => {
    const whole = marksIn(MATERIAL, names).filter(({ why }) => why === 'note');
    const { entries } = blacked(MATERIAL, whole, new Set());
    expect(entries.find(({ kind }) => kind === 'note')).toMatchObject({
      why: '█████',
      alsoPresent: '█████',
      withdrawn: '█████',
      author: PEOPLE.adviser,
    });
  });
});
