// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Dashboard } from '../../../../src/ui/screens/leader/dashboard.tsx';
import { PEOPLE } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { pupilOf, setting } from './school.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PUPILS = [pupilOf('aisha', ['Aisha', 'Khan', '11A'])];
const answering = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));

describe('tablets that have not sent', () => {
  it('are counted for the careers leader, and their names open with the last contact of each', async () => {
    const one = (seen: string) => ({ person: PEOPLE.leader, seen, sent: null });
    answering(200, {
      devices: [one('2026-11-09T15:30:00.000Z'), one('2026-11-06T09:00:00.000Z'), one('2026-11-11T08:00:00.000Z')],
    });
    renderScreen(<Dashboard />, setting(PUPILS));
    fireEvent.click(await screen.findByText('2 tablets have not sent since Monday'));
    const names = within(screen.getByRole('list', { name: 'Tablets that have not sent' }));
    expect(names.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      expect.stringMatching(/Last contact Friday 6 November, 09:00$/),
      expect.stringMatching(/Last contact Monday 9 November, 15:30$/),
    ]);
  });

  it.each([
    [
      'when all are in contact',
      200,
      { devices: [{ person: PEOPLE.leader, seen: '2026-11-11T08:00:00.000Z', sent: null }] },
    ],
    ['when the server does not say', 503, {}],
  ])('are not spoken of %s', async (_, status, body) => {
    answering(status, body);
    renderScreen(<Dashboard />, setting(PUPILS));
    await screen.findByRole('heading', { name: 'Waiting for you' });
    expect(screen.queryByText(/not sent/)).toBeNull();
  });
});
