// @vitest-environment happy-dom
/** The type-ahead: roles, keys, one tap. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, expect, test, vi } from 'vitest';
import { Field } from '../../../src/ui/parts/fields.tsx';
import { Suggest } from '../../../src/ui/parts/suggest.tsx';

const phrases = [
  { value: 'visit', label: 'Visit a college open evening' },
  { value: 'look', label: 'Look at three apprenticeships together' },
];

afterEach(cleanup);

const setUp = () => {
  const onChoose = vi.fn();
  const Host = () => {
    const [text, setText] = useState('');
    return (
      <Field label="What">
        <Suggest value={text} onText={setText} suggestions={phrases} onChoose={onChoose} />
      </Field>
    );
  };
  render(<Host />);
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'What' });
  return { box, onChoose };
};

const shown = () => screen.queryAllByRole('option').map((option) => option.textContent);

test('suggestions show when the field is entered and are tied to it', () => {
  const { box } = setUp();
  expect(shown()).toEqual([]);
  expect(box.getAttribute('aria-expanded')).toBe('false');
  void act(() => box.focus());
  expect(shown()).toEqual(phrases.map(({ label }) => label));
  expect(box.getAttribute('aria-expanded')).toBe('true');
  expect(box.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id);
});

test('the arrow keys mark a suggestion, round the end, and Enter takes it', () => {
  const { box, onChoose } = setUp();
  box.focus();
  const down = () => fireEvent.keyDown(box, { key: 'ArrowDown' });
  down();
  expect(box.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[0]?.id);
  down();
  down();
  fireEvent.keyDown(box, { key: 'ArrowUp' });
  expect(screen.getByRole('option', { selected: true }).textContent).toBe(phrases[1]?.label);
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(box.value).toBe(phrases[1]?.label);
  expect(onChoose).toHaveBeenCalledWith(phrases[1]);
  expect(shown()).toEqual([]);
});

test('Enter without a marked suggestion is left to the form', () => {
  const { box, onChoose } = setUp();
  void act(() => box.focus());
  expect(fireEvent.keyDown(box, { key: 'Enter' })).toBe(true);
  expect(onChoose).not.toHaveBeenCalled();
});

test('Escape closes the suggestions and keeps what was typed', () => {
  const { box } = setUp();
  box.focus();
  fireEvent.input(box, { target: { value: 'Ask' } });
  expect(shown()).toHaveLength(2);
  fireEvent.keyDown(box, { key: 'Escape' });
  expect(shown()).toEqual([]);
  expect(box.value).toBe('Ask');
});

test('one tap takes a suggestion, and the finger does not take the focus away', () => {
  const { box } = setUp();
  void act(() => box.focus());
  const option = screen.getByRole('option', { name: phrases[0]?.label ?? '' });
  expect(fireEvent.mouseDown(option), 'the default of mousedown is prevented').toBe(false);
  fireEvent.click(option);
  expect(box.value).toBe(phrases[0]?.label);
  expect(document.activeElement).toBe(box);
});
