// @vitest-environment happy-dom
/** Signing out while something is unsent: it is asked for once, and is done when that is sent, or taken back. */
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LeaveDevice } from '../../../../src/ui/screens/shared/leave-device.tsx';
import { renderScreen } from '../../../support/screen.tsx';
import { joWorld } from '../adviser/adviser-world.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The buttons, and how many changes wait from now on; `lastResult` of the last sync. */
function showWaiting(count: number, lastResult: 'no-internet' | 'ok' = 'no-internet') {
  let put: (waiting: number) => void = () => undefined;
  const Counted = () => {
    const [waiting, setWaiting] = useState(count);
    put = setWaiting;
    return <LeaveDevice waiting={waiting} />;
  };
  const { house } = renderScreen(<Counted />, joWorld([], { facts: { lastResult } }));
  return { house, signOut: vi.spyOn(house, 'signOut'), waiting: (now: number) => act(() => put(now)) };
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const question = () => screen.queryByRole('region', { name: /not been sent$/ });

describe('Sign out, pressed while something is unsent', () => {
  test('is done once all is sent', async () => {
    const { signOut, waiting } = showWaiting(2);
    press('Sign out');
    await waiting(1);
    screen.getByText(/once it is sent, you are signed out\.$/);
    expect(signOut).not.toHaveBeenCalled();
    await waiting(0);
    expect(signOut).toHaveBeenCalledTimes(1);
  });

  test('is not done for who chose to stay, whatever is sent then', async () => {
    const { signOut, waiting } = showWaiting(1);
    press('Sign out');
    press('Stay signed in');
    expect(question()).toBeNull();
    await waiting(0);
    expect(signOut).not.toHaveBeenCalled();
  });

  test('is asked again when something was saved meanwhile, and done after that', async () => {
    const { signOut, waiting } = showWaiting(0);
    // A shared computer finds one change more in its tables, and does not go.
    signOut.mockResolvedValueOnce(undefined);
    press('Sign out');
    await waiting(1);
    expect(question()).not.toBeNull();
    await waiting(0);
    expect(signOut).toHaveBeenCalledTimes(2);
  });

  test('asks nothing where it was saved a moment ago and is sent in the next', async () => {
    const { signOut, waiting } = showWaiting(1, 'ok');
    press('Sign out');
    expect(question()).toBeNull();
    expect(screen.getByRole('button', { name: 'Sign out' }).getAttribute('aria-busy')).toBe('true');
    await waiting(0);
    expect(signOut).toHaveBeenCalledTimes(1);
  });

  test('asks after that moment', async () => {
    vi.useFakeTimers();
    const { signOut } = showWaiting(1, 'ok');
    press('Sign out');
    await act(async () => void (await vi.advanceTimersByTimeAsync(700)));
    expect(question()).not.toBeNull();
    expect(screen.getByRole('button', { name: 'Sign out' }).getAttribute('aria-busy')).toBeNull();
    expect(signOut).not.toHaveBeenCalled();
  });
});
