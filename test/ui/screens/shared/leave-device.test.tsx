// @vitest-environment happy-dom
/** Signing out while something is unsent: it is asked for once, and is done when that is sent, or taken back. */
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LeaveDevice } from '../../../../src/ui/screens/shared/leave-device.tsx';
import { renderScreen } from '../../../support/screen.tsx';
import { joWorld } from '../adviser/adviser-world.ts';

afterEach(cleanup);

/** The buttons, and how many changes wait from now on. */
function showWaiting(count: number) {
  let put: (waiting: number) => void = () => undefined;
  const Counted = () => {
    const [waiting, setWaiting] = useState(count);
    put = setWaiting;
    return <LeaveDevice waiting={waiting} />;
  };
  const { house } = renderScreen(<Counted />, joWorld([]));
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
});
