// @vitest-environment happy-dom
/** "Protect this tablet": words are shown, typed once, and set; what it takes, and what is said where nothing is needed. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Protect } from '../../../../src/ui/screens/shared/protect.tsx';
import type { HowItOpens, Protection } from '../../../../src/ui/queries/house.tsx';
import { renderScreen } from '../../../support/screen.tsx';
import { joWorld } from '../adviser/adviser-world.ts';

const set = vi.fn<Protection['protect']>(async () => 'protected');

interface Asked {
  readonly opens?: HowItOpens;
  readonly needs?: 'nothing' | 'words' | 'sign-in';
  readonly canHavePasskey?: boolean;
  readonly tryWords?: Protection['tryWords'];
}

const show = ({ opens = 'open', needs = 'nothing', canHavePasskey = false, tryWords }: Asked = {}) =>
  renderScreen(
    <Protect />,
    joWorld([], {
      protection: {
        now: async () => opens,
        needs: async () => needs,
        canHavePasskey: async () => canHavePasskey,
        tryWords: tryWords ?? (async () => ({ kind: 'right' })),
        protect: set,
      },
    }),
  );

beforeEach(() => history.replaceState(null, '', `/protect#${encodeURIComponent('/today/week')}`));
afterEach(() => {
  cleanup();
  set.mockClear();
  set.mockResolvedValue('protected');
  history.replaceState(null, '', '/');
});

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
/** The words that are shown. */
const shown = async () => (await screen.findByLabelText(/^These four words open/)).textContent;
const type = (words: string) =>
  fireEvent.input(screen.getByLabelText('Type the four words'), { target: { value: words } });
const send = () =>
  fireEvent.submit(screen.getByLabelText<HTMLInputElement>('Type the four words').form as HTMLFormElement);

describe('protecting a tablet', () => {
  test('shows four words, has them typed unseen, sets them, and leads on to where the person wanted to go', async () => {
    show();
    const words = await shown();
    expect(words.split(' ')).toHaveLength(4);
    press('I know the words');
    expect(document.body.textContent).not.toContain(words);
    type(words.toUpperCase());
    send();
    await waitFor(() => expect(set).toHaveBeenCalledWith(words, false, '/today/week'));
    await waitFor(() => expect(location.pathname).toBe('/today/week'));
  });

  test('sets nothing while the words are not right, and shows them again when asked', async () => {
    show();
    const words = await shown();
    press('I know the words');
    type('something else entirely');
    send();
    await screen.findByText('These are not the four words. Look at them again.');
    expect(set).not.toHaveBeenCalled();
    press('Show the words again');
    expect(await shown()).toBe(words);
  });

  test('gives other words when asked', async () => {
    show();
    const words = await shown();
    press('Other words');
    expect(await shown()).not.toBe(words);
  });

  test('can wait: it is said what that means', async () => {
    show();
    await shown();
    screen.getByText(/^Until you do, this tablet opens by signing in only/);
    press('Not now');
    await waitFor(() => expect(location.pathname).toBe('/today/week'));
    expect(set).not.toHaveBeenCalled();
  });

  test('offers a finger, a face or a PIN where the device has them', async () => {
    show({ canHavePasskey: true });
    const words = await shown();
    press('I know the words');
    fireEvent.click(await screen.findByLabelText(/^Open with finger, face or PIN/));
    type(words);
    send();
    await waitFor(() => expect(set).toHaveBeenCalledWith(words, true, '/today/week'));
  });

  test('that fails says that nothing has changed, and can be tried again', async () => {
    set.mockRejectedValueOnce(new Error('no memory'));
    show();
    const words = await shown();
    press('I know the words');
    type(words);
    send();
    await screen.findByRole('heading', { name: 'This tablet could not be protected' });
    send();
    await waitFor(() => expect(location.pathname).toBe('/today/week'));
  });

  test('never leads out of the app', async () => {
    history.replaceState(null, '', `/protect#${encodeURIComponent('//elsewhere.example/')}`);
    show();
    await shown();
    press('Not now');
    await waitFor(() => expect(location.pathname).toBe('/'));
  });
});

describe('changing the words', () => {
  test('asks for those of now first', async () => {
    const tried: string[] = [];
    show({
      opens: 'words',
      needs: 'words',
      tryWords: async (words) => {
        tried.push(words);
        return words === 'right' ? { kind: 'right' } : { kind: 'wrong', left: 9, waitMs: 1000 };
      },
    });
    const field = await screen.findByLabelText<HTMLInputElement>('Your four words of now');
    fireEvent.input(field, { target: { value: 'wrong' } });
    fireEvent.submit(field.form as HTMLFormElement);
    await screen.findByText('These are not the four words. Try again in 1 second.');
    fireEvent.input(field, { target: { value: 'right' } });
    fireEvent.submit(field.form as HTMLFormElement);
    await shown();
    expect(tried).toStrictEqual(['wrong', 'right']);
    screen.getByRole('heading', { level: 1, name: 'Change the four words' });
    screen.getByRole('button', { name: 'Keep the words of now' });
  });
});

describe('where it needs something else', () => {
  test('or nothing at all, it says so', async () => {
    show({ opens: 'not-needed' });
    await screen.findByText(/^The pupils of this school are made up, so this tablet needs no protection/);
    cleanup();
    show({ opens: 'nothing-kept' });
    await screen.findByText(/^This is a shared computer: nothing is kept on it/);
    cleanup();
    show({ opens: 'sign-in' });
    await screen.findByText(/^Administrators sign in each time/);
  });

  test('signing in once more, it offers to lock', async () => {
    const { house } = show({ needs: 'sign-in' });
    const lock = vi.spyOn(house, 'lock');
    await screen.findByRole('heading', { name: 'Sign in once more' });
    press('Lock and sign in');
    expect(lock).toHaveBeenCalled();
  });
});
