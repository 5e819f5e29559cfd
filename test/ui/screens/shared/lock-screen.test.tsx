// @vitest-environment happy-dom
/** The locked tablet: words open it, wrong ones are told what is left, and there is always signing in. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keysByLock } from '../../../../src/device/keys-in-hand.ts';
import { keyRing } from '../../../../src/device/key-ring.ts';
import { withKeyRows } from '../../../../src/device/key-rows.ts';
import { changeKept, forgetSession, keptSession } from '../../../../src/device/last-key.ts';
import { keepSession, lockSession, openVault, sessionIn } from '../../../../src/device/last-session.ts';
import { beginLease } from '../../../../src/device/lease.ts';
import { protect } from '../../../../src/device/protect.ts';
import { WRONG_MAX } from '../../../../src/device/unlock.ts';
import { stretchHere } from '../../../../src/device/words-key.ts';
import { LockScreen } from '../../../../src/ui/screens/shared/lock-screen.tsx';
import { unlocking } from '../../../../src/ui/queries/unlocking.ts';
import '../../../device/device-support.ts';
import { JO } from '../adviser/adviser-world.ts';

// There are no workers here: the same is done in this thread.
vi.mock('../../../../src/device/words-worker-port.ts', () => ({ stretchInWorker: stretchHere }));

const WORDS = 'otter bramble lantern seven';
const LOCK_KEY = Buffer.alloc(32, 1).toString('base64');

let made = 0;
let scope = '';
const opened = vi.fn();
const signIn = vi.fn();

/** A tablet that Jo has protected, locked. */
beforeEach(async () => {
  scope = `fingerpost/lock-screen-${(made += 1)}/s`;
  const vault = await openVault(scope, LOCK_KEY, 'in-memory');
  const { keys } = await keysByLock([{ scope, lockKey: LOCK_KEY }]);
  await protect(keys, { words: WORDS, passkey: null, stretch: stretchHere, cost: { memory: 8, passes: 1, lanes: 1 } });
  await keepSession(scope, vault, JO);
  await lockSession(scope);
  keyRing.drop();
});
afterEach(() => {
  cleanup();
  forgetSession();
  opened.mockClear();
  signIn.mockClear();
});

const show = () => render(<LockScreen load={async () => ({ unlocking })} onOpened={opened} onSignIn={signIn} />);
const attempt = async (words: string) => {
  const field = await screen.findByLabelText<HTMLInputElement>('Your four words');
  fireEvent.input(field, { target: { value: words } });
  fireEvent.submit(field.form as HTMLFormElement);
};

describe('a locked tablet', () => {
  test('says nothing of whose it is', async () => {
    show();
    await screen.findByRole('heading', { level: 1, name: 'Locked' });
    expect(document.title).toBe('Locked – Fingerpost');
    expect(document.body.textContent).not.toMatch(/Jo|Mercer|School/);
    // What is sealed is drawn by chance, which may spell a name as short as Jo.
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/Mercer|School/);
  });

  test('opens with the four words, and who was here is known again', async () => {
    expect(await sessionIn(keptSession())).toBe('locked');
    show();
    await attempt('Otter-bramble-lantern-seven');
    await waitFor(() => expect(opened).toHaveBeenCalled());
    expect(keptSession()).toMatchObject({ scope, words: true });
    expect(keptSession()?.locked).toBeUndefined();
    expect(await sessionIn(keptSession())).toStrictEqual(JO);
  });

  test('says that words are wrong, keeps them, and waits a second', async () => {
    show();
    await attempt('otter bramble lantern eight');
    await screen.findByText('These are not the four words.');
    expect(screen.getByLabelText<HTMLInputElement>('Your four words').value).toBe('otter bramble lantern eight');
    await screen.findByText('You can try again in 1 second.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Unlock' }).disabled).toBe(true);
    await waitFor(
      () => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Unlock' }).disabled).toBe(false),
      {
        timeout: 3000,
      },
    );
    await attempt(WORDS);
    await waitFor(() => expect(opened).toHaveBeenCalled());
  });

  test('says how many tries are left, and after the last that signing in opens it', async () => {
    await withKeyRows(scope, (rows) => rows.put('guard', { wrong: WRONG_MAX - 2, until: 0 }));
    show();
    await attempt('wrong');
    await screen.findByText(
      'These are not the four words. After 1 more wrong try you need internet to open this tablet.',
    );
    await withKeyRows(scope, (rows) => rows.put('guard', { wrong: WRONG_MAX - 1, until: 0 }));
    cleanup();
    show();
    await attempt('wrong');
    await screen.findByRole('heading', { name: 'The four words do not open this tablet any more' });
    expect(screen.queryByLabelText('Your four words')).toBeNull();
    expect(keptSession()?.words).toBeUndefined();
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(signIn).toHaveBeenCalledWith(false);
  });

  test('hides the words until they are to be seen', async () => {
    show();
    expect((await screen.findByLabelText<HTMLInputElement>('Your four words')).type).toBe('password');
    fireEvent.click(screen.getByLabelText('Show the words'));
    expect(screen.getByLabelText<HTMLInputElement>('Your four words').type).toBe('text');
  });

  test('offers signing in to who has forgotten the words, and to somebody else', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'I have forgotten the words' }));
    fireEvent.click(screen.getByRole('button', { name: 'Sign in as somebody else' }));
    expect(signIn.mock.calls).toStrictEqual([[true], [false]]);
  });

  test('asks for no words that would not be heard: too long without the school', async () => {
    await withKeyRows(scope, (rows) => rows.put('lease', beginLease(72, Date.now() - 73 * 3_600_000)));
    show();
    await screen.findByRole('heading', { name: 'This tablet has not heard from the school for too long' });
    expect(screen.queryByLabelText('Your four words')).toBeNull();
    screen.getByRole('button', { name: 'Sign in' });
  });

  test('offers no passkey where there is none', async () => {
    show();
    await screen.findByLabelText('Your four words');
    expect(screen.queryByRole('button', { name: 'Use finger, face or PIN' })).toBeNull();
  });

  test('keeps the other schools locked that the words do not open', async () => {
    changeKept((kept) => kept);
    localStorage.setItem(
      'fingerpost.schools',
      JSON.stringify([{ scope: 'fingerpost/x/other', box: 'b', locked: true }]),
    );
    show();
    await attempt(WORDS);
    await waitFor(() => expect(opened).toHaveBeenCalled());
    expect(localStorage.getItem('fingerpost.schools')).toContain('"locked":true');
  });
});
