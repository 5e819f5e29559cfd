// @vitest-environment happy-dom
/** The school's settings: each a mutation on the device, wrong ones said in a summary, every one with Undo. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FormCode } from '../../../../src/domain/ids.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import { SchoolSettings } from '../../../../src/ui/screens/leader/school.tsx';
import { aDuty, aForm, change, pupilRecord, renderOffice, settings, STAFF } from './office.tsx';

afterEach(() => {
  cleanup();
  hideToast();
  trouble.clear();
});

const PUPILS = [1, 2].map((n) => pupilRecord(n, { name: 'P', form: '10B' as FormCode }));
const show = async (over: Parameters<typeof renderOffice>[1] = {}) => {
  render(<ToastHost />);
  const shown = renderOffice(<SchoolSettings />, {
    school: [settings(), ...STAFF, aForm('10B', 10), aForm('9C', 9)],
    roster: [aDuty('10B')],
    pupils: PUPILS,
    ...over,
  });
  await screen.findByRole('region', { name: 'About the school' });
  expect(screen.getByRole('heading', { level: 1, name: 'School' })).toBeTruthy();
  return shown;
};
const about = () => within(screen.getByRole('form', { name: 'About the school' }));
const write = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } });

describe('about the school', () => {
  it('saves name, years, contacts and edition, and takes them back', async () => {
    const { saved } = await show();
    write(about().getByLabelText('Careers leader’s contact'), 'Mrs Okafor, careers@wexcombe.example');
    change(about().getByRole('combobox', { name: 'Oldest year' }), { value: '13' });
    change(about().getByRole('combobox', { name: 'Gatsby benchmarks' }), { value: 'gatsby-2014' });
    fireEvent.click(about().getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved.');
    expect(saved().map(({ name }) => name)).toEqual(['school.set']);
    expect(saved()[0]?.args).toMatchObject({ oldest: 13, edition: 'gatsby-2014', demo: false, dsl: 'Ms Brandt' });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(saved()[1]?.args).toMatchObject({ oldest: 11, contact: 'Mrs Okafor' }));
  });

  it('saves the options year and what a range of jobs is, and takes them back to what is usual', async () => {
    const { saved } = await show();
    change(about().getByRole('combobox', { name: 'Options are chosen in' }), { value: '8' });
    change(about().getByRole('combobox', { name: 'Jobs in maths and science' }), { value: '3' });
    fireEvent.click(about().getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved.');
    expect(saved()[0]?.args).toMatchObject({ optionsYear: 8, occupations: 3 });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(saved()[1]?.args).toMatchObject({ optionsYear: 9, occupations: 2 }));
  });

  it('says for how long records are kept, and leaves it as it is: that is set on a page of its own', async () => {
    const { saved } = await show();
    about().getByText(/^No period is set for which records are kept after leaving\./);
    const link = about().getByRole('link', { name: 'Set how long records are kept' });
    expect(link.getAttribute('href')).toBe('/records/how-long');
    fireEvent.click(about().getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved.');
    expect(Object.keys(saved()[0]?.args ?? {})).not.toEqual(expect.arrayContaining(['keptYears']));
    expect(Object.keys(saved()[0]?.args ?? {})).not.toEqual(expect.arrayContaining(['keptFor']));
  });

  it('says what is wrong in a summary that leads to the fields', async () => {
    const { saved } = await show();
    write(about().getByLabelText('Name'), ' ');
    change(about().getByRole('combobox', { name: 'Youngest year' }), { value: '13' });
    fireEvent.click(about().getByRole('button', { name: 'Save' }));
    const alert = within(screen.getByRole('alert'));
    fireEvent.click(alert.getByRole('link', { name: 'Write the name of the school' }));
    expect(document.activeElement).toBe(about().getByLabelText('Name'));
    expect(alert.getByRole('link', { name: /oldest year/ })).toBeTruthy();
    expect(saved()).toEqual([]);
  });

  it('keeps what was typed when it could not be saved', async () => {
    const { fail } = await show();
    write(about().getByLabelText('Name'), 'Wexcombe Academy');
    fail('full');
    fireEvent.click(about().getByRole('button', { name: 'Save' }));
    await vi.waitFor(() => expect(trouble.now()).toBe('full'));
    expect((about().getByLabelText('Name') as HTMLInputElement).value).toBe('Wexcombe Academy');
    expect(screen.queryByText('Saved.')).toBeNull();
  });
});

describe('terms', () => {
  const terms = () => within(screen.getByRole('region', { name: /^Terms 2026\/27/ }));

  it('are usual dates to be checked, until somebody says that they are right', async () => {
    const { saved } = await show();
    expect(screen.getByRole('region', { name: 'Terms 2026/27 check these' })).toBeTruthy();
    const autumn = within(terms().getByRole('group', { name: 'Autumn term' }));
    write(autumn.getByLabelText('Last day'), '2026-12-17');
    fireEvent.click(terms().getByRole('button', { name: 'These dates are right' }));
    await screen.findByText('Terms of 2026/27 saved.');
    expect(saved()[0]).toMatchObject({ name: 'terms.set', args: { id: 'terms-2026', year: 2026, checked: true } });
    expect(await screen.findByRole('region', { name: 'Terms 2026/27' })).toBeTruthy();
  });

  it('are refused out of order', async () => {
    const { saved } = await show();
    const autumn = within(terms().getByRole('group', { name: 'Autumn term' }));
    write(autumn.getByLabelText('Last day'), '2026-08-01');
    write(autumn.getByLabelText('Half term from'), '');
    fireEvent.click(terms().getByRole('button', { name: 'These dates are right' }));
    expect(terms().getByRole('alert').textContent).toContain('Autumn term: write the date “Half term from”');
    write(autumn.getByLabelText('Half term from'), '2026-10-26');
    fireEvent.click(terms().getByRole('button', { name: 'These dates are right' }));
    expect(terms().getByRole('alert').textContent).toContain('the last day must be after the first');
    expect(saved()).toEqual([]);
  });
});

describe('forms', () => {
  const forms = () => within(screen.getByRole('region', { name: /^Forms/ }));

  it('are added with their year, and not twice', async () => {
    const { saved } = await show();
    write(forms().getByLabelText('New form'), '8D');
    expect((forms().getByRole('combobox', { name: 'Year' }) as HTMLSelectElement).value).toBe('8');
    fireEvent.click(forms().getByRole('button', { name: 'Add form' }));
    await forms().findByRole('heading', { name: '8D' });
    expect(saved()[0]?.args).toEqual({ id: 'form-8D', code: '8D', year: 8, closed: false });
    write(forms().getByLabelText('New form'), '10B');
    fireEvent.click(forms().getByRole('button', { name: 'Add form' }));
    expect(forms().getByText('There is a form 10B already')).toBeTruthy();
  });

  it('take their pupils and tutor with them when renamed, and back', async () => {
    const { saved } = await show();
    fireEvent.click(forms().getByRole('button', { name: 'Rename 10B' }));
    write(forms().getByLabelText('New code of 10B'), '10Z');
    fireEvent.click(within(forms().getByRole('form', { name: 'Rename 10B' })).getByRole('button', { name: 'Rename' }));
    await forms().findByRole('heading', { name: '10Z' });
    expect(saved().map(({ name }) => name)).toEqual(['form.set', 'roster.tutor', 'pupil.change', 'pupil.change']);
    expect(forms().getByText('Year 10, 2 pupils')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await forms().findByRole('heading', { name: '10B' });
    expect(forms().getByText('Year 10, 2 pupils')).toBeTruthy();
  });

  it('are closed only when nobody is in them', async () => {
    const { saved } = await show();
    expect(forms().queryByRole('button', { name: 'Close 10B' })).toBeNull();
    fireEvent.click(forms().getByRole('button', { name: 'Close 9C' }));
    await screen.findByText('9C closed.');
    await vi.waitFor(() => expect(forms().queryByRole('heading', { name: '9C' })).toBeNull());
    expect(saved()[0]?.args).toMatchObject({ code: '9C', closed: true });
  });
});
