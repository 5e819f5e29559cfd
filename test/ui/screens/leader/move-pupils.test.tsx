// @vitest-environment happy-dom
/** "Move pupils": into another form or out of the school, on the device, each with Undo; and what an administrator meets. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FormCode, PersonId } from '../../../../src/domain/ids.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { homeOf, navOf } from '../../../../src/ui/app/nav.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { People } from '../../../../src/ui/screens/leader/people.tsx';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import { LEADER, STAFF, aDuty, aForm, change, network, pupilRecord, renderOffice, settings, staff } from './office.tsx';

const HART = 'mr-hart' as PersonId;
const in10B = { year: 10, form: '10B' as FormCode };
const PUPILS = [
  pupilRecord(1, { name: 'Aisha', ...in10B }),
  pupilRecord(2, { name: 'Ben', ...in10B }),
  pupilRecord(3, { name: 'Gone', ...in10B, to: '2026-10-01' as IsoDate }),
];

afterEach(() => {
  cleanup();
  hideToast();
  trouble.clear();
  vi.unstubAllGlobals();
});

const show = async (session = LEADER) => {
  network(() => null);
  render(<ToastHost />);
  const shown = renderOffice(<People tab="moves" />, {
    session,
    school: [settings(), ...STAFF, staff(HART, 'Mr Hart', 'tutor'), aForm('10B', 10), aForm('10C', 10), aForm('9A', 9)],
    roster: [aDuty('10B'), aDuty('10C', HART)],
    pupils: PUPILS,
  });
  await screen.findByRole('region', { name: 'Move pupils' });
  return shown;
};
const tick = (name: RegExp) => fireEvent.click(screen.getByRole('checkbox', { name }));

describe('pupils', () => {
  it('go into another form of their year, which says who will follow them up', async () => {
    const { saved } = await show();
    expect(screen.getAllByRole('checkbox')).toHaveLength(2);
    expect(
      screen.getByText(/Mr Lee will not read their records any more\. Mr Hart will read their records/),
    ).toBeTruthy();
    tick(/^Aisha/);
    fireEvent.click(screen.getByRole('button', { name: 'Move 1 pupil' }));
    await screen.findByText('1 pupil in 10C now.');
    expect(saved().map(({ name, args }) => [name, args])).toEqual([['pupil.change', { form: '10C' }]]);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(saved()[1]?.args).toEqual({ form: '10B' }));
  });

  it('go into the year of a form of another year', async () => {
    const { saved } = await show();
    tick(/^Ben/);
    change(screen.getByRole('combobox', { name: 'Move to' }), { value: '9A' });
    expect(screen.getByText(/Nobody will follow up their next steps/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Move 1 pupil' }));
    await screen.findByText('1 pupil in 9A now.');
    expect(saved()[0]?.args).toEqual({ form: '9A', year: 9 });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(saved()[1]?.args).toEqual({ form: '10B', year: 10 }));
  });

  it('leave on a day, in one act', async () => {
    const { saved } = await show();
    tick(/^Aisha/);
    tick(/^Ben/);
    const leave = within(screen.getByRole('form', { name: 'Leave the school' }));
    fireEvent.input(leave.getByLabelText('Last day at the school'), { target: { value: '2026-12-18' } });
    fireEvent.click(leave.getByRole('button', { name: 'Mark 2 pupils as leaving' }));
    await screen.findByText('2 pupils: last day 18 December.');
    expect(saved().map(({ name, args }) => [name, args])).toEqual([
      ['pupil.leave', { to: '2026-12-18' }],
      ['pupil.leave', { to: '2026-12-18' }],
    ]);
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
  });
});

describe('a form that is shared', () => {
  const duty = aDuty('10B');
  const showForms = async () => {
    network(() => null);
    render(<ToastHost />);
    const shown = renderOffice(<People tab="forms" />, {
      school: [settings(), ...STAFF, staff(HART, 'Mr Hart', 'tutor'), aForm('10B', 10)],
      roster: [duty],
      pupils: PUPILS,
    });
    await screen.findByRole('combobox', { name: 'Tutor of 10B' });
    return shown;
  };

  it('has a second tutor, who stays and has it alone when the first one is gone', async () => {
    const { saved } = await showForms();
    fireEvent.click(screen.getByRole('button', { name: 'Share 10B' }));
    const form = within(screen.getByRole('form', { name: 'Share 10B' }));
    // Mr Lee has it already.
    expect(form.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Mr Hart']);
    fireEvent.click(form.getByRole('button', { name: 'Share the form' }));
    await screen.findByText('10B: shared with Mr Hart.');
    expect(saved()[0]?.args).toMatchObject({ form: '10B', person: HART, cover: false, to: null });
    await screen.findByText(/^Shared with Mr Hart/);
    change(screen.getByRole('combobox', { name: 'Tutor of 10B' }), { value: 'nobody' });
    await vi.waitFor(() => expect(saved()).toHaveLength(2));
    expect(saved()[1]?.args).toMatchObject({ kind: 'tutor', id: duty.id });
    await vi.waitFor(() =>
      expect((screen.getByRole('combobox', { name: 'Tutor of 10B' }) as HTMLSelectElement).value).toBe(HART),
    );
  });
});

describe('an administrator', () => {
  it('begins at People, and has the school’s own pages and no pupil’s record', () => {
    expect(homeOf(['admin'])).toBe('/people');
    expect(navOf(['admin']).map(({ label }) => label)).toEqual(['People', 'Bring in pupils', 'School']);
    expect(navOf(['leader', 'admin'])).toEqual(navOf(['leader']));
  });

  it('moves pupils as the careers leader does', async () => {
    const { saved } = await show({ ...LEADER, roles: ['admin'] });
    tick(/^Aisha/);
    fireEvent.click(screen.getByRole('button', { name: 'Move 1 pupil' }));
    await screen.findByText('1 pupil in 10C now.');
    expect(saved()).toHaveLength(1);
  });
});
