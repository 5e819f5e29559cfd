// @vitest-environment happy-dom
/**
 * From the tick "This is a shared computer" to the kind of session that the server makes of it. The page is the real one, and so
 * is the server that it asks. What such a session is given is told of in test/server/sessions.test.ts.
 */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonId } from '../../../../src/domain/ids.ts';
import { SignIn } from '../../../../src/ui/screens/shared/sign-in.tsx';
import { PASSWORD, newcomer } from '../../../server/a-browser.ts';
import type { SchoolServer } from '../../../server/school-server.ts';
import { AISHA_HERSELF, openSchoolServer } from '../../../server/school-server.ts';
import { PEOPLE } from '../../../support/builders.ts';

let server: SchoolServer;

beforeEach(async () => {
  server = await openSchoolServer();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    const body = init.body == null ? {} : { body: init.body };
    return server.app.request(path, { method: init.method ?? 'GET', headers, ...body });
  });
});
afterEach(async () => {
  cleanup();
  sessionStorage.clear();
  vi.unstubAllGlobals();
  await server.end();
});

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const kinds = async () =>
  (await server.store.read.selectFrom('session').select('kind').execute()).map((row) => row.kind);

/** Somebody who has an account signs in on the page, with the tick or without. */
async function signIn(person: PersonId, isTicked: boolean): Promise<ReturnType<typeof vi.fn>> {
  await server.store.write((tx) => tx.deleteFrom('session').execute());
  const opened = vi.fn();
  render(<SignIn why={null} onSignedIn={opened} />);
  if (isTicked) fireEvent.click(screen.getByLabelText(/^This is a shared computer/));
  type('School email', `login-of-${person}`);
  type('Password', PASSWORD);
  press('Sign in');
  await waitFor(() => expect(opened).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  return opened;
}

describe('the tick “This is a shared computer”', () => {
  test.each([
    ['an adviser', PEOPLE.adviser, true, 'staff-shared'],
    ['an adviser', PEOPLE.adviser, false, 'staff'],
    ['a pupil', AISHA_HERSELF, true, 'pupil-shared'],
    ['a pupil', AISHA_HERSELF, false, 'pupil'],
  ] as const)('makes of the session of %s what it says: %s, ticked %s, is %s', async (_, person, isTicked, kind) => {
    await newcomer(server, person, `login-of-${person}`);
    const opened = await signIn(person, isTicked);
    expect(opened.mock.calls[0]?.[1]).toBe(isTicked);
    expect(await kinds()).toEqual([kind]);
  });
});
