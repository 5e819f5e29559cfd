// @vitest-environment happy-dom
/** "Signing in": one's own password, second step, passkeys and sessions; and the dialog that asks who it is before what gives away much. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Instant, IsoDate } from '../../../../src/domain/time.ts';
import type { MyAccount } from '../../../../src/protocol/sign-in.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { ShowItIsYou } from '../../../../src/ui/screens/shared/show-it-is-you.tsx';
import { SigningIn } from '../../../../src/ui/screens/shared/signing-in.tsx';
import { StepReminder } from '../../../../src/ui/screens/shared/step-reminder.tsx';
import { renderScreen } from '../../../support/screen.tsx';
import { JO, joWorld } from '../adviser/adviser-world.ts';
import { network } from '../leader/office.tsx';

const at = (time: string) => `2026-11-11T${time}:00.000Z` as Instant;
const session = (over: Partial<MyAccount['sessions'][number]>): MyAccount['sessions'][number] => ({
  session: 'one',
  here: true,
  on: 'Chrome on Windows',
  by: 'password',
  began: at('08:00'),
  seen: at('09:30'),
  ends: '2026-11-25T08:00:00.000Z' as Instant,
  ...over,
});

/** Where the sign-in service is. */
const THERE = 'https://login.example/authorize?state=one';

let account: MyAccount;
/** The server asks who it is until it was shown. */
let proved: boolean;
/** The code that is right, where the account has a second step. */
let secondStep: string | null;
let answers: Readonly<Record<string, () => Response>>;
let asked: ReturnType<typeof network>;
const done = () => new Response(null, { status: 204 });
const problem = (status: number, type: string, detail: string) => () =>
  Response.json({ type: `/problems/${type}`, title: 'Refused', status, detail }, { status });

beforeEach(() => {
  proved = true;
  secondStep = null;
  account = {
    login: 'jo@wexcombe.example',
    password: true,
    totp: null,
    wrongCodes: null,
    recovery: 0,
    passkeys: [],
    canHavePasskeys: false,
    sso: null,
    required: null,
    passwordMin: 12,
    sessions: [session({})],
  };
  answers = {};
  asked = network((path, { method = 'GET', body }) => {
    if (path === '/api/account' && method === 'GET') return Response.json(account);
    if (path === '/api/account/proof') {
      const typed = JSON.parse(String(body)) as { readonly password: string; readonly code?: string };
      if (typed.password !== 'right') return problem(403, 'not-permitted', 'The password is not right.')();
      if (secondStep !== null && typed.code !== secondStep)
        return problem(401, 'second-factor', 'This code is not right.')();
      proved = true;
      return done();
    }
    if (path === '/api/account/proof/sso') return Response.json({ to: THERE });
    if (!proved) return problem(403, 'step-up', 'Show that it is you.')();
    return answers[`${method} ${path}`]?.() ?? null;
  });
});
afterEach(() => {
  cleanup();
  hideToast();
  vi.unstubAllGlobals();
});

const show = (over: Partial<MyAccount> = {}, demo = false) => {
  account = { ...account, ...over };
  return renderScreen(
    <>
      <SigningIn />
      <ShowItIsYou />
      <ToastHost />
    </>,
    { ...joWorld([]), session: { ...JO, demo } },
  );
};
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const calls = () => asked.map(({ method, path }) => `${method} ${path}`).filter((call) => call !== 'GET /api/account');

describe('another password', () => {
  test('is asked for after the old one, and nothing that was typed is lost by that', async () => {
    proved = false;
    answers = { 'PUT /api/account/password': done };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change password' }));
    type('New password', 'gravel meadow lantern');
    press('Change password');
    const dialog = within(await screen.findByRole('dialog', { name: 'Show that it is you' }));
    fireEvent.input(dialog.getByLabelText('Your password'), { target: { value: 'wrong' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Go on' }));
    await dialog.findByRole('link', { name: 'The password is not right.' });
    fireEvent.input(dialog.getByLabelText('Your password'), { target: { value: 'right' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Go on' }));
    await screen.findByText('Your password is changed. Everywhere else you are signed out.');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(asked.filter(({ path }) => path.endsWith('/password')).map(({ body }) => body)).toEqual([
      { password: 'gravel meadow lantern' },
      { password: 'gravel meadow lantern' },
    ]);
  });

  test('stays typed when the person does not go on', async () => {
    proved = false;
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change password' }));
    type('New password', 'gravel meadow lantern');
    press('Change password');
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Not now' }));
    await screen.findByRole('link', { name: 'Show that it is you.' });
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('gravel meadow lantern');
  });

  test('can be three words that nobody has chosen, and says what is wrong with one that is refused', async () => {
    answers = { 'PUT /api/account/password': problem(400, 'bad-request', 'This password is one of those.') };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change password' }));
    press('Suggest three words');
    const said = await screen.findByText(/^Your password is now: \w+ \w+ \w+$/);
    const words = said.textContent.replace('Your password is now: ', '');
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe(words);
    press('Change password');
    fireEvent.click(await screen.findByRole('link', { name: 'This password is one of those.' }));
    expect(document.activeElement).toBe(screen.getByLabelText('New password'));
  });
});

describe('an authenticator app', () => {
  const MADE = { secret: 'GEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/Fingerpost:jo?secret=GEZDGNBVGY3TQOJQ' };

  test('is set up with a picture or a key, and gives recovery codes once', async () => {
    answers = {
      'POST /api/account/totp': () => Response.json(MADE),
      'PUT /api/account/totp': () => Response.json({ codes: ['aaaaa-bbbbb', 'ccccc-ddddd'] }),
    };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Set up an authenticator app' }));
    await screen.findByRole('img', { name: 'Picture for your authenticator app' });
    screen.getByText('GEZD GNBV GY3T QOJQ');
    type('Code from your app', '123456');
    press('Turn it on');
    const notice = within(await screen.findByRole('region', { name: 'Write these recovery codes down' }));
    expect(notice.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['aaaaa-bbbbb', 'ccccc-ddddd']);
    fireEvent.click(notice.getByRole('button', { name: 'I have written them down' }));
    expect(screen.queryByText('aaaaa-bbbbb')).toBeNull();
  });

  test('says that a code was not right, and keeps the picture', async () => {
    answers = {
      'POST /api/account/totp': () => Response.json(MADE),
      'PUT /api/account/totp': problem(403, 'not-permitted', 'This code is not right.'),
    };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Set up an authenticator app' }));
    await screen.findByRole('img');
    type('Code from your app', '000000');
    press('Turn it on');
    await screen.findByRole('link', { name: 'This code is not right.' });
    screen.getByRole('img', { name: 'Picture for your authenticator app' });
  });

  test('is removed, unless it is the last and the school asks for one', async () => {
    answers = { 'DELETE /api/account/totp': problem(409, 'conflict', 'Your school asks for a second step.') };
    show({ totp: at('08:00'), recovery: 7 });
    await screen.findByText('7 recovery codes left, for when it is lost.');
    press('Remove the app');
    await screen.findByText('Your school asks for a second step.');
  });

  test('tells how many wrong codes were tried, and when the last was', async () => {
    show({ totp: at('08:00'), recovery: 7, wrongCodes: { many: 3, last: at('09:00') } });
    await screen.findByText(/^3 wrong codes in a row, the last on .*2026\. If that was not you/);
  });
});

describe('showing that it is you', () => {
  const dialog = async () => within(await screen.findByRole('dialog', { name: 'Show that it is you' }));
  const ask = async (over: Partial<MyAccount>) => {
    proved = false;
    secondStep = '123456';
    answers = { 'DELETE /api/account/totp': done };
    show({ totp: at('08:00'), ...over });
    fireEvent.click(await screen.findByRole('button', { name: 'Remove the app' }));
    return dialog();
  };
  const typeIn = (shown: Awaited<ReturnType<typeof dialog>>, label: string, value: string) =>
    fireEvent.input(shown.getByLabelText(label), { target: { value } });

  test('takes the password and a code where there is a second step, and says which of them was wrong', async () => {
    const shown = await ask({});
    await shown.findByLabelText('Code from your app');
    typeIn(shown, 'Your password', 'right');
    typeIn(shown, 'Code from your app', '000000');
    fireEvent.click(shown.getByRole('button', { name: 'Go on' }));
    fireEvent.click(await shown.findByRole('link', { name: 'This code is not right.' }));
    expect(document.activeElement).toBe(shown.getByLabelText('Code from your app'));
    typeIn(shown, 'Code from your app', ' 123456 ');
    fireEvent.click(shown.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.filter(({ path }) => path.endsWith('/proof')).map(({ body }) => body)).toEqual([
      { password: 'right', code: '000000' },
      { password: 'right', code: '123456' },
    ]);
    expect(calls().at(-1)).toBe('DELETE /api/account/totp');
  });

  test('asks for the code after the password, when it was not known that there is a second step', async () => {
    proved = false;
    secondStep = '123456';
    answers = { 'DELETE /api/account/totp': done };
    show({ totp: at('08:00') });
    const remove = await screen.findByRole('button', { name: 'Remove the app' });
    account = { ...account, totp: null };
    fireEvent.click(remove);
    const shown = await dialog();
    typeIn(shown, 'Your password', 'right');
    fireEvent.click(shown.getByRole('button', { name: 'Go on' }));
    typeIn(shown, await shown.findByLabelText('Code from your app').then(() => 'Code from your app'), '123456');
    fireEvent.click(shown.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('is by a passkey, or by the password and a recovery code, where there is no app', async () => {
    const key = { passkey: 'one', name: 'My phone', made: at('08:00'), used: null };
    proved = false;
    secondStep = 'aaaaa-bbbbb';
    answers = { 'POST /api/account/recovery': () => Response.json({ codes: [] }) };
    show({ passkeys: [key], canHavePasskeys: true, recovery: 8 });
    fireEvent.click(await screen.findByRole('button', { name: 'Remove My phone' }));
    const shown = await dialog();
    await shown.findByRole('button', { name: 'Use your passkey' });
    shown.getByLabelText('Recovery code');
    expect(shown.queryByLabelText('Code from your app')).toBeNull();
  });
});

describe('where one is signed in', () => {
  test('is listed, and each but this one can be ended', async () => {
    answers = { 'DELETE /api/account/sessions/two': done, 'DELETE /api/account/sessions': done };
    show({ sessions: [session({}), session({ session: 'two', here: false, on: 'Safari on iPad', by: 'passkey' })] });
    const part = within(await screen.findByRole('region', { name: 'Where you are signed in 2' }));
    part.getByText('This browser, now');
    part.getByText(/^Signed in with a passkey on/);
    account = { ...account, sessions: [session({})] };
    fireEvent.click(part.getByRole('button', { name: 'Sign out there on Safari on iPad' }));
    await screen.findByText('Signed out on Safari on iPad.');
    await waitFor(() => expect(screen.queryByText('Safari on iPad')).toBeNull());
    expect(screen.queryByRole('button', { name: 'Sign out everywhere else' })).toBeNull();
    expect(calls()).toEqual(['DELETE /api/account/sessions/two']);
  });

  test('asks who it is before one is ended, and goes on by itself', async () => {
    proved = false;
    answers = { 'DELETE /api/account/sessions': done };
    show({ sessions: [session({}), session({ session: 'two', here: false })] });
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out everywhere else' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Show that it is you' }));
    fireEvent.input(dialog.getByLabelText('Your password'), { target: { value: 'right' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Go on' }));
    await screen.findByText('Signed out everywhere else.');
    expect(calls()).toEqual([
      'DELETE /api/account/sessions',
      'POST /api/account/proof',
      'DELETE /api/account/sessions',
    ]);
  });
});

describe('the page', () => {
  let gone: ReturnType<typeof vi.fn<(to: string | URL) => void>>;
  beforeEach(() => {
    gone = vi.fn();
    vi.spyOn(location, 'assign').mockImplementation(gone);
  });

  test('says what it knows nothing of without internet', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no internet')));
    show();
    await screen.findByRole('heading', { name: 'Your account is not known just now' });
  });

  test('of the demo school has sessions alone', async () => {
    show({ login: null, password: false }, true);
    await screen.findByRole('heading', { name: 'The demo school has no passwords' });
    expect(screen.queryByRole('heading', { name: 'Authenticator app' })).toBeNull();
    screen.getByRole('heading', { name: 'Where you are signed in 1' });
  });

  test('links the school’s own account, after it was shown who it is', async () => {
    proved = false;
    answers = { 'POST /api/account/sso': () => Response.json({ to: THERE }) };
    show({ sso: { name: 'Microsoft', linked: null } });
    fireEvent.click(await screen.findByRole('button', { name: 'Link Microsoft' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Show that it is you' }));
    expect(gone).not.toHaveBeenCalled();
    fireEvent.input(dialog.getByLabelText('Your password'), { target: { value: 'right' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(gone).toHaveBeenCalledWith(THERE));
    expect(calls()).toEqual(['POST /api/account/sso', 'POST /api/account/proof', 'POST /api/account/sso']);
  });

  test('goes nowhere where the sign-in service is not answering, and says so', async () => {
    answers = { 'POST /api/account/sso': problem(409, 'conflict', 'It is not answering.') };
    show({ sso: { name: 'Microsoft', linked: null } });
    fireEvent.click(await screen.findByRole('button', { name: 'Link Microsoft' }));
    await screen.findByText('It is not answering.');
    expect(gone).not.toHaveBeenCalled();
  });

  test('asks the server for the way, where the school’s own account shows who it is, and goes there', async () => {
    proved = false;
    show({ password: false, sso: { name: 'Microsoft', linked: at('08:00') } });
    fireEvent.click(await screen.findByRole('button', { name: 'Unlink Microsoft' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Show that it is you' }));
    fireEvent.click(await dialog.findByRole('button', { name: 'Sign in with Microsoft again' }));
    await waitFor(() => expect(gone).toHaveBeenCalledWith(THERE));
    expect(calls()).toEqual(['DELETE /api/account/sso', 'POST /api/account/proof/sso']);
  });

  test('says what came of going to the sign-in service', async () => {
    history.replaceState(null, '', '/account/signing-in#sso-taken');
    show({ sso: { name: 'Microsoft', linked: null } });
    await screen.findByText(/^That is somebody else’s account there\./);
    await waitFor(() => expect(location.hash).toBe(''));
  });
});

describe('the reminder', () => {
  const remind = (over: Partial<MyAccount>) => {
    account = { ...account, ...over };
    renderScreen(<StepReminder />, joWorld([]));
  };
  const LATER = '2027-01-04' as IsoDate;

  test('says from which day on a second step is asked for, and leads there', async () => {
    remind({ required: LATER });
    const link = await screen.findByRole('link', { name: 'Set it up now' });
    expect(link.getAttribute('href')).toBe('/account/signing-in');
    expect(link.parentElement?.textContent).toMatch(/^From 4 January 2027 your school asks for a second step/);
  });

  test.each<readonly [string, Partial<MyAccount>]>([
    ['nobody asks', { required: null }],
    ['there is an app', { required: LATER, totp: at('08:00') }],
    ['the school account alone signs in', { required: LATER, password: false }],
  ])('is silent where %s', async (_, over) => {
    remind(over);
    await waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.queryByRole('complementary')).toBeNull();
  });
});
