// @vitest-environment happy-dom
/** Menu, dialog and toast: names, keys, where the focus goes, undo. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Button } from '../../../src/ui/parts/button.tsx';
import { Dialog } from '../../../src/ui/parts/dialog.tsx';
import { Menu } from '../../../src/ui/parts/menu.tsx';
import { hideToast, showToast, ToastHost } from '../../../src/ui/parts/toast.tsx';

afterEach(() => {
  cleanup();
  hideToast();
  vi.useRealTimers();
});

describe('menu', () => {
  const setUp = () => {
    const move = vi.fn();
    render(
      <>
        <Menu
          label="More for Zofia Nowak"
          items={[
            { label: 'Did not attend', onPress: () => undefined },
            { label: 'Move', onPress: move },
            { label: 'Cancel', onPress: () => undefined },
          ]}
        />
        <p>Elsewhere</p>
      </>,
    );
    return { move, button: screen.getByRole('button', { name: 'More for Zofia Nowak' }) };
  };
  const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name });

  test('it opens on its first item and says that it is open', () => {
    const { button } = setUp();
    expect(button.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('menu', { name: 'More for Zofia Nowak' })).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Did not attend');
  });

  test('the arrow keys, Home and End go round its items', () => {
    const { button } = setUp();
    fireEvent.click(button);
    const after = ['ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'End', 'Home'].map((name) => {
      key(name);
      return document.activeElement?.textContent;
    });
    expect(after).toEqual(['Move', 'Did not attend', 'Cancel', 'Did not attend', 'Cancel', 'Did not attend']);
  });

  test('Escape closes it and gives the focus back to its button', () => {
    const { button } = setUp();
    fireEvent.click(button);
    key('Escape');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  test('an item runs once and closes the menu', () => {
    const { button, move } = setUp();
    fireEvent.click(button);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Move' }));
    expect(move).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  test('a finger elsewhere closes it', async () => {
    const { button } = setUp();
    fireEvent.click(button);
    await act(async () => undefined);
    fireEvent.pointerDown(screen.getByText('Elsewhere'));
    expect(screen.queryByRole('menu')).toBeNull();
  });
});

describe('dialog', () => {
  const Host = () => {
    const [open, setOpen] = useState(false);
    return (
      <>
        <Button onClick={() => setOpen(true)}>Delete records</Button>
        {open && (
          <Dialog
            title="Delete 42 records?"
            onClose={() => setOpen(false)}
            actions={<Button look="stop">Delete</Button>}
          >
            <p>This cannot be undone.</p>
          </Dialog>
        )}
      </>
    );
  };

  test('it is modal, named by its title, and gives the focus back when it is left', () => {
    render(<Host />);
    const opener = screen.getByRole('button', { name: 'Delete records' });
    opener.focus();
    fireEvent.click(opener);
    const dialog = screen.getByRole<HTMLDialogElement>('dialog', { name: 'Delete 42 records?' });
    expect(dialog.open).toBe(true);
    expect(document.activeElement, 'no button is pressed by a careless Enter').toBe(screen.getByRole('heading'));
    screen.getByRole('button', { name: 'Delete' }).focus();
    fireEvent(dialog, new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(opener);
  });
});

describe('toast', () => {
  const setUp = () => {
    vi.useFakeTimers();
    const undo = vi.fn();
    render(<ToastHost />);
    void act(() => showToast({ words: 'Done: Aisha, visit a college open evening.', undo }));
    return undo;
  };
  const pass = (ms: number) =>
    act(() => {
      vi.advanceTimersByTime(ms);
    });

  test('it is said in a status that was there before', () => {
    render(<ToastHost />);
    const status = screen.getByRole('status');
    void act(() => showToast({ words: 'Paused.' }));
    expect(status.textContent).toBe('Paused.');
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('Undo undoes once and takes the toast away', () => {
    const undo = setUp();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('status').textContent).toBe('');
  });

  test('it goes after 10 seconds and not before', () => {
    const undo = setUp();
    void pass(9_999);
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
    void pass(1);
    expect(screen.queryByRole('button')).toBeNull();
    expect(undo).not.toHaveBeenCalled();
  });

  test('it waits while the pointer or the focus is on it', () => {
    setUp();
    const button = screen.getByRole('button', { name: 'Undo' });
    fireEvent.focusIn(button);
    void pass(30_000);
    expect(screen.getByRole('button', { name: 'Undo' })).toBe(button);
    fireEvent.focusOut(button);
    void pass(10_000);
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('a newer toast takes the place of an older one and has its own 10 seconds', () => {
    setUp();
    void pass(9_000);
    void act(() => showToast({ words: 'Talked about it.' }));
    void pass(9_000);
    expect(screen.getByRole('status').textContent).toBe('Talked about it.');
  });
});
