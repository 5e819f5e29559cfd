// @vitest-environment happy-dom
/** "Changes that were refused": the list, the words of one, and deleting them. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RefusedChange } from '../../../../src/protocol/refused.ts';
import { refusalReason } from '../../../../src/protocol/sync.ts';
import { RIGHTS_PATHS } from '../../../../src/ui/app/rights-paths.ts';
import { Refused } from '../../../../src/ui/screens/leader/rights/refused.tsx';
import { whyRefused } from '../../../../src/ui/screens/leader/rights/refused-words.ts';
import { NOW, PEOPLE, uuid } from '../../../support/builders.ts';
import { network, pupilRecord, renderOffice } from './office.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const json = (body: unknown) => new Response(JSON.stringify(body));
const change = (n: number, over: object = {}) =>
  ({
    id: uuid(900 + n),
    place: 100 - n,
    person: PEOPLE.tutor,
    record: uuid(1),
    what: 'step.add',
    at: NOW,
    received: NOW,
    reason: 'not-permitted',
    confidential: false,
    ...over,
  }) as unknown as RefusedChange;
const AISHA = pupilRecord(1, { name: 'Aisha', surname: 'Khan' });
const opened = (answer: Parameters<typeof network>[0]) => {
  const asked = network(answer);
  renderOffice(<Refused />, { pupils: [AISHA] });
  return asked;
};
const rowsShown = async () =>
  within((await screen.findAllByRole('list')).at(-1) as HTMLElement).getAllByRole('listitem');

describe('changes that were refused', () => {
  it('say what, about whom, whose, when and why; nothing of what was said', async () => {
    const later = '2026-11-12T08:30:00.000Z';
    opened(() =>
      json({
        rows: [
          change(1),
          change(2, { record: uuid(404), reason: 'no-record', received: later }),
          change(3, { record: 'roster', what: 'roster.tutor', person: 'gone' }),
          change(4, { person: uuid(1), what: 'experience.claim', reason: 'missing' }),
        ],
        more: false,
      }),
    );
    await screen.findByRole('heading', { name: 'Changes that were refused 4' });
    const [first, second, third, fourth] = await rowsShown();
    expect(first?.textContent).toMatch(
      /^Next step, Aisha KhanBy Mr Lee, 11 November 2026, 10:05They may not make this change, or not any more\./,
    );
    expect(second?.textContent).toMatch(
      /^Next step, a record that is not hereBy Mr Lee, 11 November 2026, 10:05, refused 12 November 2026, 08:30It is about a record that the school does not have/,
    );
    expect(third?.textContent).toMatch(/^Who looks after whomBy somebody who is not on the staff list/);
    expect(fourth?.textContent).toMatch(/^Experience, Aisha KhanBy Aisha Khan, a pupil/);
    const links = screen.getAllByRole('link', { name: /^Open the record/ });
    expect(links.map((link) => link.getAttribute('href'))).toEqual([`/pupils/${uuid(1)}`, `/pupils/${uuid(1)}`]);
    expect(screen.getByRole('link', { current: 'page' }).getAttribute('href')).toBe(RIGHTS_PATHS.refused);
  });

  it('show the words of one when it is opened, asked for then, and put them away again', async () => {
    const args = { id: uuid(5), what: 'Visit a college', due: '2026-12-01', why: { text: 'She asked', id: uuid(6) } };
    const asked = opened((path) => json(path.endsWith('/words') ? { args } : { rows: [change(1)], more: false }));
    const button = await screen.findByRole('button', { name: /^Read the words: Next step, Aisha Khan, Mr Lee/ });
    expect(asked.some(({ path }) => path.endsWith('/words'))).toBe(false);
    fireEvent.click(button);
    await screen.findByText('Visit a college');
    expect(screen.getByText('She asked')).not.toBeNull();
    expect(asked.at(-1)).toEqual({
      method: 'POST',
      path: `/api/schools/wexcombe/refused/99/words`,
      body: null,
    });
    fireEvent.click(button);
    await waitFor(() => expect(screen.queryByText('Visit a college')).toBeNull());
    expect(asked.filter(({ path }) => path.endsWith('/words'))).toHaveLength(1);
  });

  it('say where the words could not be read', async () => {
    opened((path) =>
      path.endsWith('/words') ? new Response('', { status: 503 }) : json({ rows: [change(1)], more: false }),
    );
    fireEvent.click(await screen.findByRole('button', { name: /^Read the words/ }));
    await screen.findByRole('heading', { name: 'The words could not be read' });
  });

  it('offer no words of an unfinished interview, and say whom to ask', async () => {
    opened(() =>
      json({ rows: [change(1, { what: 'draft.write', person: PEOPLE.adviser, confidential: true })], more: false }),
    );
    await screen.findByText(/Only its author reads it until it is finished\. Ask Jo Mercer/);
    expect(screen.queryByRole('button', { name: /^Read the words/ })).toBeNull();
    expect(screen.getByRole('button', { name: /^Delete these words/ })).not.toBeNull();
  });

  it('are deleted one at a time, after being asked once more; the list is asked for afresh', async () => {
    let rows = [change(1), change(2)];
    const asked = opened((_, { method }) => {
      if (method === 'DELETE') rows = rows.slice(1);
      return method === 'DELETE' ? new Response(null, { status: 204 }) : json({ rows, more: false });
    });
    const deletes = await screen.findAllByRole('button', { name: /^Delete these words/ });
    fireEvent.click(deletes[0] as HTMLElement);
    const dialog = within(await screen.findByRole('dialog'));
    expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);
    fireEvent.click(dialog.getByRole('button', { name: 'Delete these words' }));
    await screen.findByRole('heading', { name: 'Changes that were refused 1' });
    expect(asked.find(({ method }) => method === 'DELETE')?.path).toBe('/api/schools/wexcombe/refused/99');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('stay in the dialog when they could not be deleted, and are kept when it is closed', async () => {
    opened((_, { method }) =>
      method === 'DELETE' ? new Response('', { status: 503 }) : json({ rows: [change(1)], more: false }),
    );
    fireEvent.click(await screen.findByRole('button', { name: /^Delete these words/ }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Delete these words' }));
    await dialog.findByRole('heading', { name: 'Nothing was deleted' });
    fireEvent.click(dialog.getByRole('button', { name: 'Keep them' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await rowsShown()).toHaveLength(1);
  });

  it('go on page by page; what was asked for before stays when the next page does not come', async () => {
    let works = false;
    const asked = opened((path) => {
      if (!path.includes('before')) return json({ rows: [change(1), change(2)], more: true });
      return works ? json({ rows: [change(3)], more: false }) : new Response('', { status: 503 });
    });
    const older = await screen.findByRole('button', { name: 'Show older' });
    // How many there are is not known yet.
    expect(screen.getByRole('heading', { name: 'Changes that were refused' })).not.toBeNull();
    fireEvent.click(older);
    await screen.findByRole('heading', { name: 'Older ones could not be asked for' });
    expect(await rowsShown()).toHaveLength(2);
    works = true;
    fireEvent.click(older);
    await screen.findByRole('heading', { name: 'Changes that were refused 3' });
    expect(asked.at(-1)?.path).toBe('/api/schools/wexcombe/refused?before=98');
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
  });

  it('are none: it says what would stand here', async () => {
    opened(() => json({ rows: [], more: false }));
    await screen.findByRole('heading', { name: 'Nothing that was refused is kept' });
  });

  it('need the server, and say so', async () => {
    opened(() => null);
    await screen.findByRole('heading', { name: 'This needs the school’s server' });
    expect(screen.getByRole('button', { name: 'Try again' })).not.toBeNull();
  });

  it('have a reason in words for each that there is', () => {
    for (const reason of refusalReason.options) expect(whyRefused(change(1, { reason }))).toMatch(/^[A-Z].*\.$/);
  });
});
