// @vitest-environment happy-dom
/** The frame of every page: what stands in it stands in a landmark, so that nobody who moves by landmarks misses it. */
import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Shell } from '../../../src/ui/app/shell.tsx';
import { renderScreen } from '../../support/screen.tsx';
import { joWorld } from '../screens/adviser/adviser-world.ts';

afterEach(cleanup);

const shellAt = (firstSync: { readonly done: number; readonly of: number } | null) =>
  renderScreen(<Shell>{null}</Shell>, { ...joWorld([]), facts: { firstSync } });

test('while records arrive the frame says how far it is, in a landmark of its own', async () => {
  shellAt({ done: 250, of: 1500 });
  const notice = within(await screen.findByRole('complementary', { name: 'First sync' }));
  notice.getByText('Records are still arriving: 250 of 1,500. Lists are not complete yet.');
});

test.each([{ firstSync: null }, { firstSync: { done: 0, of: 0 } }])(
  'says nothing of arriving records when none are on the way',
  ({ firstSync }) => {
    shellAt(firstSync);
    expect(screen.queryByRole('complementary')).toBeNull();
  },
);
