// @vitest-environment happy-dom
/** "How long" records are kept: what it would change is looked at before it is set; and a list by its part of the record. Policy 5.3.5. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Periods } from '../../../../src/domain/entries/school.ts';
import { NO_PERIODS } from '../../../../src/domain/kept-until.ts';
import type { Disposal } from '../../../../src/protocol/rights.ts';
import { DueForReview } from '../../../../src/ui/screens/leader/rights/due.tsx';
import { LetGoOf } from '../../../../src/ui/screens/leader/rights/gone.tsx';
import { HowLong } from '../../../../src/ui/screens/leader/rights/periods.tsx';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { NOW, uuid } from '../../../support/builders.ts';
import { network, renderOffice } from './office.tsx';

afterEach(() => {
  cleanup();
  hideToast();
  vi.unstubAllGlobals();
});

const json = (body: unknown) => new Response(JSON.stringify(body));
const write = (control: HTMLElement, value: string) => fireEvent.input(control, { target: { value } });
const retention = (periods: Periods, due: readonly object[] = []) => ({
  periods,
  due,
  longer: [],
  later: 0,
  next: null,
});

/** A server with these periods; `shows`: what a preview says. */
function server(shows: object, { refuses = false } = {}) {
  let periods: Periods = { ...NO_PERIODS, record: 10 };
  return network((path, { method, body }) => {
    if (path.endsWith('/preview')) return json(shows);
    if (method !== 'PUT') return json(retention(periods));
    if (refuses) return new Response('', { status: 503 });
    periods = JSON.parse(String(body)) as Periods;
    return new Response(null, { status: 204 });
  });
}

const look = () => fireEvent.click(screen.getByRole('button', { name: 'See what it changes' }));

describe('the years for which records are kept', () => {
  it('are set after it was shown what would come onto the list at once', async () => {
    const asked = server({
      comes: [
        { what: 'notes', pupils: 3 },
        { what: 'record', pupils: 12 },
      ],
      leaves: [{ what: 'support', pupils: 1 }],
    });
    renderOffice(<HowLong />);
    render(<ToastHost />);
    const record = (await screen.findByLabelText('The whole record')) as HTMLInputElement;
    expect(record.value).toBe('10');
    expect(screen.getByRole('button', { name: 'See what it changes' }).hasAttribute('disabled')).toBe(true);
    write(record, '7');
    write(screen.getByLabelText('Private notes'), '3');
    look();
    await screen.findByRole('heading', {
      name: '12 records, the private notes of 3 pupils would come onto the list for review at once',
    });
    screen.getByText(/^The support of 1 pupil would leave it/);
    expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Keep records for these years' }));
    await screen.findByText(/^Saved\./);
    const wanted = { ...NO_PERIODS, record: 7, notes: 3 };
    expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual(wanted);
    await waitFor(() => expect((screen.getByLabelText('Private notes') as HTMLInputElement).value).toBe('3'));
  });

  it('are not asked about below the policy’s floor: a sentence says which rule it is', async () => {
    const asked = server({ comes: [], leaves: [] });
    renderOffice(<HowLong />);
    write(await screen.findByLabelText('Private notes'), '2');
    write(screen.getByLabelText('Interviews and next steps'), '12');
    look();
    const alert = within(await screen.findByRole('alert'));
    alert.getByRole('link', { name: 'Private notes: Policy 5.3.5 asks for at least 3 years after leaving.' });
    alert.getByRole('link', { name: /The whole record goes after 10 years: no part of it is kept longer/ });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('that were changed again after they were looked at are looked at once more', async () => {
    server({ comes: [], leaves: [] });
    renderOffice(<HowLong />);
    write(await screen.findByLabelText('Private notes'), '4');
    look();
    await screen.findByRole('heading', { name: 'Nothing would come onto the list for review at once' });
    write(screen.getByLabelText('Private notes'), '3');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Keep records for these years' })).toBeNull());
  });

  it('stay as they were typed when they could not be set', async () => {
    server({ comes: [], leaves: [] }, { refuses: true });
    renderOffice(<HowLong />);
    write(await screen.findByLabelText('Private notes'), '4');
    look();
    fireEvent.click(await screen.findByRole('button', { name: 'Keep records for these years' }));
    await screen.findByRole('heading', { name: 'Nothing was changed' });
    expect((screen.getByLabelText('Private notes') as HTMLInputElement).value).toBe('4');
  });
});

describe('a part of a record', () => {
  const due = {
    record: uuid(1),
    name: 'Pupil 1',
    form: null,
    year: 11,
    left: '2022-07-20',
    until: '2025-07-20',
    what: 'notes',
    stays: null,
  };

  it('is let go of from a list of its own, or kept longer', async () => {
    const asked = network((path) =>
      path.endsWith('/retention') ? json(retention({ ...NO_PERIODS, notes: 3 }, [due])) : json({ disposals: [] }),
    );
    renderOffice(<DueForReview />);
    const list = within(await screen.findByRole('region', { name: /^Private notes past their period/ }));
    list.getByText('Kept until 20 July 2025');
    list.getByRole('button', { name: 'Keep until…: Pupil 1' });
    fireEvent.click(list.getByRole('button', { name: 'Let go of the private notes of 1 pupil' }));
    const dialog = within(await screen.findByRole('dialog'));
    write(dialog.getByLabelText('Type 1 to go on'), '1');
    const go = dialog.getByRole('button', { name: 'Let go of the private notes of 1 pupil' });
    await waitFor(() => expect(go.hasAttribute('disabled')).toBe(false));
    fireEvent.click(go);
    await waitFor(() => expect(asked.at(-1)?.body).toEqual({ steps: [{ record: uuid(1), what: 'notes' }] }));
  });

  it('stands on the certificate by of how many pupils it went', async () => {
    const certificate: Disposal = {
      id: 'd-1',
      why: 'due',
      reason: '',
      by: 'Mrs Okafor',
      begun: NOW,
      ended: NOW,
      swept: NOW,
      backups: '2027-02-09' as never,
      steps: 6,
      done: 6,
      records: 1,
      support: 2,
      parts: [{ part: 'notes', pupils: 2 }],
      entries: 9,
      wordings: 0,
      ids: [uuid(1)],
    };
    network(() => json({ disposals: [certificate] }));
    renderOffice(<LetGoOf />);
    await screen.findByRole('heading', { name: '1 record, the private notes of 2 pupils, the support of 2 pupils' });
    screen.getByText('1, not due any more or erased before');
  });
});
