// @vitest-environment happy-dom
/** What is typed while the search is on its way, the first time that it is asked for: its file is held back here. */
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchButton } from '../../../src/ui/app/search-button.tsx';
import { onSearchKeys } from '../../../src/ui/app/search-keys.ts';
import { renderScreen } from '../../support/screen.tsx';
import { joWorld, pupilWith } from '../screens/adviser/adviser-world.ts';

/** The file comes, or does not, when the test says so. */
const search = vi.hoisted(() => ({ comes: () => {}, fails: () => {}, file: Promise.resolve() }));

vi.mock('../../../src/ui/screens/shared/search.tsx', async (original) => {
  await search.file;
  return original();
});

const heldBack = () => {
  search.file = new Promise((resolve, reject) => {
    search.comes = resolve;
    search.fails = () => reject(new Error('planned'));
  });
};
const moment = () => act(() => new Promise((resolve) => setTimeout(resolve, 50)));
/** Whether the app took the key, so that nothing else gets it. */
const press = (key: string, more: object = {}): boolean =>
  !fireEvent.keyDown(document.activeElement ?? document.body, { key, bubbles: true, cancelable: true, ...more });

afterEach(cleanup);

test('keys are let go again when the search does not come, at Escape, and when the page goes', async () => {
  heldBack();
  const stop = onSearchKeys(() => {});
  expect([press('/'), press('a')]).toEqual([true, true]);
  search.fails();
  await moment();
  expect(press('a')).toBe(false);
  heldBack();
  expect([press('/'), press('a'), press('Escape'), press('a')]).toEqual([true, true, true, false]);
  expect([press('/'), press('a')]).toEqual([true, true]);
  stop();
  const again = onSearchKeys(() => {});
  expect(press('a')).toBe(false);
  again();
});

test('letters typed straight after "/" stand in the field once it is there, and what was meant is found', async () => {
  heldBack();
  renderScreen(<SearchButton />, joWorld([pupilWith('mia', ['Mia', 'Holt'])]));
  await moment();
  expect(press('/')).toBe(true);
  for (const key of [...'Mio', 'Backspace', ...'a Hol']) expect(press(key)).toBe(true);
  // Keys for the browser, and one that would press what has the focus.
  expect([press('Tab'), press('r', { ctrlKey: true }), press('Enter')]).toEqual([false, false, true]);
  expect(screen.queryByRole('dialog')).toBeNull();
  search.comes();
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name, form or words' });
  expect(field.value).toBe('Mia Hol');
  expect(document.activeElement).toBe(field);
  await screen.findByRole('link', { name: 'Mia Holt' });
});
