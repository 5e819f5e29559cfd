// @vitest-environment happy-dom
/** Signing in and using an activation code: what each field asks for, and where a refusal points. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SignIn } from '../../../../src/ui/screens/shared/sign-in.tsx';
import { JO } from '../adviser/adviser-world.ts';

/** The server's answers by method and path; what is asked is kept. */
const asked: { readonly path: string; readonly body: unknown }[] = [];
let answers: Readonly<Record<string, () => Response>> = {};
const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
const refusal = (status: number, detail: string) =>
  json(status, { type: 'about:blank', title: 'Refused', status, detail });

beforeEach(() => {
  asked.length = 0;
  answers = { 'GET /api/welcome': json(200, { demo: false, schoolName: null, version: '1' }) };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
    const answer = answers[`${init.method} ${path}`];
    if (!answer) throw new TypeError('no network');
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const LOCK_KEY = `${'A'.repeat(43)}=`;

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('signing in', () => {
  test('sends name and password, and opens the school', async () => {
    const opened = vi.fn();
    answers = { ...answers, 'POST /api/session': json(200, { ...JO, lockKey: LOCK_KEY }) };
    render(<SignIn why={null} onSignedIn={opened} />);
    type('School email', 'jo@wexcombe.example');
    type('Password', 'three random words');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(opened).toHaveBeenCalledWith({ ...JO, lockKey: LOCK_KEY }, false));
    expect(asked.at(-1)?.body).toStrictEqual({ login: 'jo@wexcombe.example', password: 'three random words' });
  });

  test('on a shared computer says so to whoever opens the school', async () => {
    const opened = vi.fn();
    answers = { ...answers, 'POST /api/session': json(200, { ...JO, lockKey: LOCK_KEY }) };
    render(<SignIn why={null} onSignedIn={opened} />);
    fireEvent.click(screen.getByLabelText(/^This is a shared computer/));
    type('School email', 'jo@wexcombe.example');
    type('Password', 'three random words');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(opened).toHaveBeenCalledWith({ ...JO, lockKey: LOCK_KEY }, true));
  });

  test('says what was refused, leads to the field, and keeps what was typed', async () => {
    answers = { ...answers, 'POST /api/session': refusal(401, 'Name or password is not right.') };
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    type('School email', 'jo@wexcombe.example');
    type('Password', 'wrong');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByRole('heading', { name: 'There is a problem' });
    fireEvent.click(screen.getByRole('link', { name: 'Name or password is not right.' }));
    expect(document.activeElement).toBe(screen.getByLabelText('School email'));
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('wrong');
  });

  test('says that the server is not answering when it is not', async () => {
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    type('School email', 'jo');
    type('Password', 'x');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByRole('link', { name: /school’s server is not answering|no internet/ });
  });
});

describe('an activation code', () => {
  const openCode = () => {
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    fireEvent.click(screen.getByRole('button', { name: 'I have an activation code' }));
  };

  test('asks pupils for 8 characters and staff for 12', () => {
    openCode();
    const field = screen.getByLabelText('Choose a password');
    const hint = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toBe('At least 12 characters; pupils 8. Three random words are good');
  });

  test.each([
    ['a short password', 400, 'Choose a password'],
    ['a code that does not work', 403, 'Activation code'],
    ['a name that is taken', 409, 'School email'],
  ])('that meets %s leads to its field', async (_, status, label) => {
    answers = { ...answers, 'POST /api/activation': refusal(status, 'Not this one.') };
    openCode();
    type('Activation code', 'K7QM-3XTR-9VDA');
    type('School email', 'aisha');
    type('Choose a password', 'short');
    fireEvent.click(screen.getByRole('button', { name: 'Start using Fingerpost' }));
    fireEvent.click(await screen.findByRole('link', { name: 'Not this one.' }));
    expect(document.activeElement).toBe(screen.getByLabelText(label));
  });
});

describe('the demo school', () => {
  const EVERYBODY = [
    ['Try as careers adviser', 'adviser'],
    ['Try as form tutor', 'tutor'],
    ['Try as pupil', 'pupil'],
    ['Try as careers leader', 'leader'],
    ['Try as pastoral staff', 'pastoral'],
    ['Try as subject lead', 'subject'],
    ['Try as senior leader', 'senior'],
    ['Try as administrator', 'admin'],
  ] as const;

  beforeEach(() => {
    answers = {
      'GET /api/welcome': json(200, { demo: true, schoolName: 'Wexcombe School', version: '1' }),
      'POST /api/demo/session': json(200, { ...JO, lockKey: LOCK_KEY }),
    };
  });

  test('is tried as everybody of a school, the four of the fingerpost first', async () => {
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    await screen.findByRole('button', { name: 'Try as careers adviser' });
    const names = screen.getAllByRole('button', { name: /^Try as/ }).map((one) => one.textContent);
    expect(names).toEqual(EVERYBODY.map(([name]) => name));
    const others = screen.getByText('Other people at this school').closest('details');
    expect([...(others?.querySelectorAll('button') ?? [])].map((one) => one.textContent)).toEqual(names.slice(4));
    expect(others?.open).toBe(false);
  });

  test.each(EVERYBODY)('%s asks for the part of %s', async (name, part) => {
    const opened = vi.fn();
    render(<SignIn why={null} onSignedIn={opened} />);
    fireEvent.click(await screen.findByRole('button', { name }));
    await waitFor(() => expect(opened).toHaveBeenCalledWith({ ...JO, lockKey: LOCK_KEY }, false));
    expect(asked.at(-1)?.body).toStrictEqual({ as: part });
  });
});

describe('the page says what brought people here', () => {
  test('a locked tablet says how it opens, and names nobody', async () => {
    render(<SignIn why="locked" onSignedIn={vi.fn()} />);
    await screen.findByRole('heading', { level: 1, name: 'Locked' });
    expect(document.title).toBe('Locked – Fingerpost');
    screen.getByText(/What has not been sent is still here, sealed/);
    expect(document.body.textContent).not.toContain(JO.name);
  });

  test('a browser that cleared the storage: unsent work may be gone', async () => {
    render(<SignIn why="cleared" onSignedIn={vi.fn()} />);
    await screen.findByRole('region', { name: 'This browser cleared Fingerpost’s storage' });
    screen.getByText(/^Unsent work from this tablet may be gone/);
  });

  test('nothing of either on an honest first visit', async () => {
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    expect(document.body.textContent).not.toMatch(/cleared|sealed/);
  });
});

describe('beside the password', () => {
  const WAYS = { 'GET /api/sign-in/ways': json(200, { passkeys: true, sso: 'Microsoft' }) };
  const stepLeft = (...ways: readonly string[]) =>
    json(401, { type: '/problems/second-factor', title: 'One more step', status: 401, ways });
  const signInAs = () => {
    type('School email', 'jo');
    type('Password', 'three random words');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  };
  afterEach(() => history.replaceState(null, '', '/'));

  test('the school’s own service is offered, and passkeys where the browser has them', async () => {
    answers = { ...answers, ...WAYS };
    const gone = vi.fn();
    vi.spyOn(location, 'assign').mockImplementation(gone);
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Sign in with Microsoft' }));
    expect(gone).toHaveBeenCalledWith('/api/sso/start?for=sign-in');
    expect(screen.queryByRole('button', { name: 'Sign in with a passkey' })).toBeNull();
    cleanup();
    vi.stubGlobal('PublicKeyCredential', () => undefined);
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    await screen.findByRole('button', { name: 'Sign in with a passkey' });
  });

  test('who comes back from there is in, with an activation code the first time', async () => {
    history.replaceState(null, '', '/#sso-known');
    const opened = vi.fn();
    const needs = json(401, { type: '/problems/link-code', title: 'Code', status: 401, detail: 'Type the code.' });
    answers = { ...answers, ...WAYS, 'POST /api/sso/session': needs };
    render(<SignIn why={null} onSignedIn={opened} />);
    await screen.findByRole('heading', { name: 'Use your activation code once' });
    expect(location.hash).toBe('');
    answers = { ...answers, 'POST /api/sso/session': json(200, { ...JO, lockKey: LOCK_KEY }) };
    type('Activation code', 'K7QM-3XTR-9VDA');
    fireEvent.click(screen.getByRole('button', { name: 'Start using Fingerpost' }));
    await waitFor(() => expect(opened).toHaveBeenCalled());
    expect(asked.filter(({ path }) => path === '/api/sso/session').map(({ body }) => body)).toEqual([
      {},
      { code: 'K7QM-3XTR-9VDA' },
    ]);
  });

  test('and is asked for the second step after that code, where the account has one', async () => {
    history.replaceState(null, '', '/#sso-known');
    const needs = json(401, { type: '/problems/link-code', title: 'Code', status: 401, detail: 'Type the code.' });
    answers = { ...answers, ...WAYS, 'POST /api/sso/session': needs };
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    await screen.findByRole('heading', { name: 'Use your activation code once' });
    answers = { ...answers, 'POST /api/sso/session': stepLeft('totp') };
    type('Activation code', 'K7QM-3XTR-9VDA');
    fireEvent.click(screen.getByRole('button', { name: 'Start using Fingerpost' }));
    await screen.findByRole('heading', { name: 'One more step' });
    screen.getByLabelText('Code from your app');
  });

  test.each([
    ['down', /^It is not answering\. If you have a password/],
    ['refused', /^It did not let you in here/],
  ])('a service that is %s is said, and the password is still there', async (how, words) => {
    history.replaceState(null, '', `/#sso-${how}`);
    answers = { ...answers, ...WAYS };
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    await screen.findByText(words);
    screen.getByLabelText('Password');
  });

  test('what came of linking waits for who signs in, where the device has locked itself meanwhile', async () => {
    history.replaceState(null, '', '/account/signing-in#sso-linked');
    answers = { ...answers, ...WAYS };
    render(<SignIn why="locked" onSignedIn={vi.fn()} />);
    await screen.findByRole('button', { name: 'Sign in with Microsoft' });
    expect(location.hash).toBe('#sso-linked');
    history.replaceState(null, '', '/');
  });

  test('a second step is asked for after it, by the app or by a recovery code', async () => {
    const opened = vi.fn();
    answers = {
      ...answers,
      'POST /api/session': stepLeft('totp', 'recovery'),
      'POST /api/session/second': refusal(403, 'This code is not right.'),
    };
    render(<SignIn why={null} onSignedIn={opened} />);
    signInAs();
    await screen.findByRole('heading', { name: 'One more step' });
    type('Code from your app', '000000');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    fireEvent.click(await screen.findByRole('link', { name: 'This code is not right.' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Code from your app'));
    fireEvent.click(screen.getByRole('button', { name: 'I have lost it: use a recovery code' }));
    answers = { ...answers, 'POST /api/session/second': json(200, { ...JO, lockKey: LOCK_KEY }) };
    type('Recovery code', 'aaaaa-bbbbb');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(opened).toHaveBeenCalled());
    expect(asked.at(-1)?.body).toEqual({ code: 'aaaaa-bbbbb' });
  });

  test('one is set up after a code, where the school asks for it', async () => {
    const opened = vi.fn();
    answers = {
      ...answers,
      'POST /api/activation': stepLeft('enrol'),
      'POST /api/session/enrol': json(200, { secret: 'GEZDGNBV', uri: 'otpauth://totp/Fingerpost:jo?secret=GEZDGNBV' }),
      'POST /api/session/second': json(200, { ...JO, lockKey: LOCK_KEY }),
    };
    render(<SignIn why={null} onSignedIn={opened} />);
    fireEvent.click(screen.getByRole('button', { name: 'I have an activation code' }));
    type('Activation code', 'K7QM-3XTR-9VDA');
    type('School email', 'jo');
    type('Choose a password', 'gravel meadow lantern');
    fireEvent.click(screen.getByRole('button', { name: 'Start using Fingerpost' }));
    await screen.findByRole('heading', { name: 'Set up a second step' });
    await screen.findByText('GEZD GNBV');
    type('Code from your app', '123456');
    fireEvent.click(screen.getByRole('button', { name: 'Turn it on' }));
    await waitFor(() => expect(opened).toHaveBeenCalled());
  });

  test('one can go back to it', async () => {
    answers = { ...answers, 'POST /api/session': stepLeft('totp') };
    render(<SignIn why={null} onSignedIn={vi.fn()} />);
    signInAs();
    fireEvent.click(await screen.findByRole('button', { name: 'Back' }));
    screen.getByLabelText('Password');
  });
});
