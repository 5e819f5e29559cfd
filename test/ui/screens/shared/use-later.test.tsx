// @vitest-environment happy-dom
/** What is loaded when it is asked for (src/ui/screens/shared/use-later.ts), and does not come. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { useLater } from '../../../../src/ui/screens/shared/use-later.ts';

afterEach(cleanup);

const Wanted = () => <p>What was wanted</p>;

function Page({ load }: { readonly load: () => Promise<ComponentType<object>> }) {
  const { Shown, open } = useLater(load);
  return (
    <>
      <button onClick={open}>Open</button>
      {Shown ? <Shown /> : null}
    </>
  );
}

it('a dialog that does not come says so, can be asked for again and closed', async () => {
  let isHere = false;
  const load = async () => {
    if (!isHere) throw new TypeError('Failed to fetch');
    return Wanted;
  };
  render(<Page load={load} />);
  fireEvent.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByText('Nothing is lost. Try again when you have internet.');
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByRole('dialog', { name: 'This could not be loaded' });
  isHere = true;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('What was wanted');
  expect(screen.queryByRole('dialog')).toBeNull();
});
