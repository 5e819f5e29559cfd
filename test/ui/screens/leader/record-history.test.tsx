// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LeaderPupil } from '../../../../src/ui/screens/leader/record.tsx';
import { RecordHistory } from '../../../../src/ui/screens/leader/record-history.tsx';
import { PEOPLE } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { pupilOf, setting } from './school.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const AISHA = pupilOf('aisha', ['Aisha', 'Khan', '11A']);
const ID = AISHA.id;
const row = (place: number, over: object) => ({
  place,
  at: '2026-11-10T09:40:00.000Z',
  received: '2026-11-10T09:41:00.000Z',
  person: PEOPLE.leader,
  what: 'record.opened',
  changed: [],
  refused: false,
  ...over,
});
const cells = async () => {
  const table = within(await screen.findByRole('table', { name: 'Who has opened and changed it' }));
  return table
    .getAllByRole('row')
    .slice(1)
    .map((tr) => [...tr.children].map((cell) => cell.textContent));
};

describe('who has seen a record', () => {
  it('is said with the time, the name and what was done, and when it was sent if that was later', async () => {
    const rows = [
      row(9, { what: 'step.add', person: 'gone', refused: true }),
      row(8, { at: '2026-11-08T10:00:00.000Z' }),
      row(7, {
        person: ID,
        what: 'step.claim',
        changed: [
          ['step', ['status', 'closedOn']],
          ['followup', null],
        ],
      }),
      row(6, { person: '', what: 'record.erased' }),
    ];
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ rows, more: false })));
    renderScreen(<RecordHistory record={ID} />, setting([AISHA]));
    expect(await cells()).toEqual([
      ['10 November 2026, 09:40', 'Somebody who is not on the staff list', 'Next step, not accepted'],
      ['8 November 2026, 10:00, sent 10 November 2026', expect.any(String), 'Opened the record'],
      ['10 November 2026, 09:40', 'Aisha, the pupil', 'Answer to a next step: status, closed on'],
      ['10 November 2026, 09:40', 'The school’s server, or a command on it', 'Erased the record'],
    ]);
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
  });

  it('goes on with older ones, and keeps what is there when they cannot be asked for', async () => {
    const answers = [
      () => new Response(JSON.stringify({ rows: [row(9, {})], more: true })),
      () => new Response('', { status: 503 }),
      () => new Response(JSON.stringify({ rows: [row(3, {})], more: false })),
    ];
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      return answers.shift()?.();
    });
    renderScreen(<RecordHistory record={ID} />, setting([AISHA]));
    fireEvent.click(await screen.findByRole('button', { name: 'Show older' }));
    await screen.findByRole('alert');
    expect(await cells()).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Show older' }));
    await vi.waitFor(async () => expect(await cells()).toHaveLength(2));
    expect(asked.slice(1).every((url) => url.endsWith('?before=9'))).toBe(true);
  });

  it('needs the server, and says so', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('no network');
    });
    renderScreen(<RecordHistory record={ID} />, setting([AISHA]));
    await screen.findByText('This needs the school’s server');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('opening a record', () => {
  it('is written down once a visit, and again a quarter of an hour later', async () => {
    const first = setting([AISHA]);
    const { opened } = renderScreen(<LeaderPupil record={ID} />, first);
    await vi.waitFor(() => expect(opened()).toEqual([ID]));
    cleanup();
    const again = renderScreen(<LeaderPupil record={ID} />, first);
    await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
    // Time enough for a reading to be saved.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(again.opened()).toEqual([]);
    cleanup();
    const later = new Date(Date.parse(first.now) + 16 * 60_000).toISOString();
    const third = renderScreen(<LeaderPupil record={ID} />, { ...first, now: later });
    await vi.waitFor(() => expect(third.opened()).toEqual([ID]));
  });

  it('is known again by the window, which keeps two ids and a time of it', async () => {
    const first = setting([AISHA]);
    sessionStorage.clear();
    const { opened } = renderScreen(<LeaderPupil record={ID} />, first);
    await vi.waitFor(() => expect(opened()).toEqual([ID]));
    const kept = { ...sessionStorage };
    expect(Object.values(kept).map((text) => JSON.parse(String(text)))).toEqual([
      { record: ID, person: first.session?.person, atMs: Date.parse(first.now) },
    ]);
    cleanup();
    sessionStorage.clear();
    const again = renderScreen(<LeaderPupil record={ID} />, first);
    await vi.waitFor(() => expect(again.opened()).toEqual([ID]));
  });
});
