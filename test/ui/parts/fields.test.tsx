// @vitest-environment happy-dom
/** Fields and choices: names, descriptions, errors, and that nothing overwrites what is being typed. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Check, Choices, DateChoices } from '../../../src/ui/parts/choices.tsx';
import { ErrorSummary } from '../../../src/ui/parts/error-summary.tsx';
import { Field, Select, TextArea, TextInput } from '../../../src/ui/parts/fields.tsx';
import { FileDrop } from '../../../src/ui/parts/file-drop.tsx';

afterEach(cleanup);

const ignore = () => undefined;

describe('field', () => {
  test('its control is named by the label and described by hint and error', () => {
    render(
      <Field label="Summary for Aisha" hint="Write to Aisha." error="Write a summary for Aisha">
        <TextArea value="" onText={ignore} />
      </Field>,
    );
    const box = screen.getByRole('textbox', { name: 'Summary for Aisha' });
    const described = (box.getAttribute('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      'Write to Aisha.',
      'Write a summary for Aisha',
    ]);
    expect(box.getAttribute('aria-invalid')).toBe('true');
  });

  test('without hint or error its control is neither described nor invalid', () => {
    render(
      <Field label="Who">
        <Select
          value="b"
          options={[
            { value: 'a', label: 'Aisha' },
            { value: 'b', label: 'Form tutor' },
          ]}
          onChoose={ignore}
        />
      </Field>,
    );
    const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Who' });
    expect(select.value).toBe('b');
    expect(select.hasAttribute('aria-describedby')).toBe(false);
    expect(select.hasAttribute('aria-invalid')).toBe(false);
  });

  test('an error summary takes the focus and leads to its field', () => {
    render(
      <>
        <ErrorSummary problems={[{ field: 'email', words: 'Enter your school email' }]} />
        <Field label="School email" id="email">
          <TextInput value="" onText={ignore} type="email" />
        </Field>
      </>,
    );
    expect(document.activeElement).toBe(screen.getByRole('alert'));
    expect(screen.getByRole('heading', { name: 'There is a problem' })).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Enter your school email' }));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'School email' }));
  });
});

describe('text that is being typed', () => {
  const area = (value: string, onText: (text: string) => void = ignore, onLeave: () => void = ignore) => (
    <TextArea label="Notes" value={value} onText={onText} onLeave={onLeave} />
  );
  const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' });

  test('a new value is written while the field has no focus', () => {
    const { rerender } = render(area('one'));
    expect(box().value).toBe('one');
    rerender(area('two'));
    expect(box().value).toBe('two');
  });

  test('a new value from elsewhere does not overwrite it', () => {
    const onText = vi.fn();
    const { rerender } = render(area('', onText));
    box().focus();
    fireEvent.input(box(), { target: { value: 'She likes practicals' } });
    expect(onText).toHaveBeenCalledWith('She likes practicals');
    rerender(area('Written on another tablet', onText));
    expect(box().value).toBe('She likes practicals');
  });

  test('leaving with words that are not saved yet keeps them, and the saved value is written later', () => {
    const onLeave = vi.fn();
    const { rerender } = render(area('', ignore, onLeave));
    box().focus();
    fireEvent.input(box(), { target: { value: 'last words' } });
    box().blur();
    expect(onLeave).toHaveBeenCalledTimes(1);
    rerender(area('', ignore, onLeave));
    expect(box().value).toBe('last words');
    rerender(area('last words, merged', ignore, onLeave));
    expect(box().value).toBe('last words, merged');
  });

  test('what came in meanwhile shows when focus leaves a field that was only looked at', () => {
    const { rerender } = render(area('old'));
    box().focus();
    rerender(area('new'));
    expect(box().value).toBe('old');
    box().blur();
    expect(box().value).toBe('new');
  });
});

describe('choices', () => {
  const routes = ['Sixth form', 'College', 'T Level'].map((label) => ({ value: label, label }));

  test('several can be chosen, in the order in which they stand', () => {
    const onChange = vi.fn();
    render(<Choices label="Routes talked about" options={routes} chosen={['T Level']} onChange={onChange} />);
    expect(screen.getByRole('group', { name: 'Routes talked about' })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'T Level' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Sixth form' }));
    expect(onChange).toHaveBeenLastCalledWith(['Sixth form', 'T Level']);
    fireEvent.click(screen.getByRole('checkbox', { name: 'T Level' }));
    expect(onChange).toHaveBeenLastCalledWith([]);
  });

  test('with one, a choice replaces the other', () => {
    const onChange = vi.fn();
    render(<Choices label="Route" options={routes} chosen={['College']} onChange={onChange} one />);
    fireEvent.click(screen.getByRole('radio', { name: 'T Level' }));
    expect(onChange).toHaveBeenCalledWith(['T Level']);
  });

  test('a date says its real date, and the last choice asks for another', () => {
    const onChoose = vi.fn();
    const options = [{ value: '2026-11-25', words: 'In 2 weeks', date: 'Wed 25 Nov' }];
    render(<DateChoices label="By when" options={options} value="" onChoose={onChoose} />);
    fireEvent.click(screen.getByRole('radio', { name: /In 2 weeks\s*Wed 25 Nov/ }));
    expect(onChoose).toHaveBeenCalledWith('2026-11-25');
    expect(screen.queryByLabelText('By when: date')).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'Choose a date' }));
    fireEvent.change(screen.getByLabelText('By when: date'), { target: { value: '2026-12-01' } });
    expect(onChoose).toHaveBeenLastCalledWith('2026-12-01');
  });

  test('a date that is none of the choices shows in the calendar', () => {
    render(<DateChoices label="By when" options={[]} value="2026-12-01" onChoose={ignore} />);
    expect(screen.getByLabelText<HTMLInputElement>('By when: date').value).toBe('2026-12-01');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Choose a date' }).checked).toBe(true);
  });

  test('a tick box tells whether it is ticked', () => {
    const onChange = vi.fn();
    render(
      <Check checked={false} onChange={onChange}>
        I explained who will see this
      </Check>,
    );
    fireEvent.click(screen.getByRole('checkbox', { name: 'I explained who will see this' }));
    expect(onChange).toHaveBeenCalledWith(true);
  });
});

test('a file can be chosen, and its text pasted', () => {
  const onFile = vi.fn();
  const onPaste = vi.fn();
  render(<FileDrop label="Pupil list" onFile={onFile} onPaste={onPaste} />);
  const file = new File(['a,b'], 'pupils.csv', { type: 'text/csv' });
  const input = screen.getByLabelText('Pupil list');
  Object.defineProperty(input, 'files', { value: [file] });
  fireEvent.change(input);
  expect(onFile).toHaveBeenCalledWith(file);
  fireEvent.change(screen.getByRole('textbox', { name: 'Or paste the list' }), { target: { value: 'c,d' } });
  expect(onPaste).toHaveBeenCalledWith('c,d');
});
