// @vitest-environment happy-dom
/** "Book interviews": a day filled in order of need, booked in one act and taken back; ten pupils in five presses. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FormCode, PersonId, RecordId } from '../../../../src/domain/ids.ts';
import type { CareersRecord } from '../../../../src/domain/record.ts';
import type { ClockTime, Instant, IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { selectPupils } from '../../../../src/ui/queries/selection.ts';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import { BookInterviews } from '../../../../src/ui/screens/leader/book.tsx';
import { PEOPLE, anEntry, anInterview } from '../../../support/builders.ts';
import { LEADER, STAFF, change, pupilRecord, renderOffice, settings, staff } from './office.tsx';

/** The next school day after the builders' Wednesday. */
const THURSDAY = '2026-11-12' as IsoDate;
const FORM = '11A' as FormCode;
const eleven = (n: number, ...more: Parameters<typeof pupilRecord>[2][]): CareersRecord =>
  pupilRecord(n, { name: 'P', year: 11, form: FORM }, ...more);
const PUPILS = Array.from({ length: 12 }, (_, n) => eleven(n + 1));
const asking = anEntry('request', {
  about: [],
  words: '',
  avoid: 'Maths',
  soon: true,
  askedOn: '2026-11-02' as IsoDate,
});
const aVisit = (date: IsoDate, room = 'L2') =>
  anEntry('visit', {
    adviser: PEOPLE.adviser,
    date,
    room,
    firstSlot: '08:55' as ClockTime,
    slotMinutes: 40,
    slots: 4,
    closed: false,
  });

afterEach(() => {
  cleanup();
  hideToast();
  selectPupils([]);
  trouble.clear();
  vi.unstubAllGlobals();
});

const show = async (over: Parameters<typeof renderOffice>[1] = {}) => {
  render(<ToastHost />);
  const shown = renderOffice(<BookInterviews />, { pupils: PUPILS, ...over });
  await screen.findByRole('heading', { level: 1, name: 'Book interviews' });
  return shown;
};
let presses = 0;
const press = async (name: string | RegExp) => {
  presses += 1;
  fireEvent.click(await screen.findByRole('button', { name }));
};
const slots = () => within(screen.getByRole('list', { name: 'Slots of the day' })).getAllByRole('listitem');
const names = () => slots().map((slot) => within(slot).queryByRole('link')?.textContent ?? 'Free');

describe('a day', () => {
  it('is the adviser’s next visit with its times and room, else the next school day', async () => {
    await show({ roster: [aVisit('2026-11-17' as IsoDate)] });
    expect(await screen.findByRole('heading', { name: /^Tuesday 17 November/ })).toBeTruthy();
    expect((screen.getByLabelText('Room') as HTMLInputElement).value).toBe('L2');
    expect(slots()).toHaveLength(4);
    expect(slots()[0]?.textContent).toContain('08:55 to 09:35');
    cleanup();
    await show();
    expect(await screen.findByRole('heading', { name: /^Thursday 12 November/ })).toBeTruthy();
    expect(slots().map((slot) => slot.textContent?.slice(0, 5))).toEqual([
      '09:00',
      '09:45',
      '10:45',
      '11:30',
      '13:00',
      '13:45',
    ]);
  });

  it('takes other minutes and a longer lunch', async () => {
    await show();
    change(await screen.findByRole('combobox', { name: 'Minutes each' }), { value: '30' });
    const lunch = within(screen.getByRole('group', { name: 'Lunch' }));
    fireEvent.input(lunch.getByLabelText('From'), { target: { value: '11:15' } });
    expect(slots().map((slot) => slot.textContent?.slice(0, 5))).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:45',
      '13:00',
      '13:30',
    ]);
  });

  it('is filled in order of need, and says the lesson to avoid', async () => {
    await show({ pupils: [...PUPILS, pupilRecord(20, { name: 'Asker', year: 8, form: '8A' as FormCode }, asking)] });
    await press('Fill the day');
    expect(names()[0]).toBe('Asker Pupil20');
    expect(names()[1]).toBe('P Pupil01');
    expect(await within(slots()[0] ?? document.body).findByText('Not in Maths')).toBeTruthy();
    expect(within(slots()[0] ?? document.body).getByText('Asked for an interview')).toBeTruthy();
  });

  it('is filled from one year or form when that is chosen', async () => {
    await show({ pupils: [...PUPILS, pupilRecord(30, { name: 'Nine', year: 9, form: '9A' as FormCode })] });
    change(await screen.findByRole('combobox', { name: 'Fill the day from' }), { value: 'form 9A' });
    await press('Fill the day');
    expect(names()).toEqual(['Nine Pupil30', 'Free', 'Free', 'Free', 'Free', 'Free']);
  });
});

describe('booking', () => {
  it('is one act: the visit, then an interview each; Undo takes it back', async () => {
    const { saved } = await show();
    fireEvent.input(await screen.findByLabelText('Room'), { target: { value: 'L2' } });
    await press('Fill the day');
    await press('Book 6 interviews');
    await screen.findByText('6 interviews booked for Thu 12 Nov.');
    expect(saved().map(({ name }) => name)).toEqual([
      'visit.set',
      ...Array.from({ length: 6 }, () => 'interview.book'),
    ]);
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    const [visit, first] = saved().map(({ args }) => args as { id: string });
    expect(visit).toMatchObject({ adviser: PEOPLE.adviser, date: THURSDAY, room: 'L2', slotMinutes: 45, slots: 6 });
    expect(first).toMatchObject({
      from: '09:00',
      minutes: 45,
      place: 'L2',
      type: 'personal-guidance',
      visit: visit?.id,
    });
    await vi.waitFor(() => expect(names()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `P Pupil0${n}`)));
    expect(screen.queryByRole('button', { name: /^Book/ })).toBeNull();
    await press('Undo');
    await screen.findByRole('button', { name: 'Book 6 interviews' });
    expect(
      saved()
        .slice(7)
        .map(({ name }) => name),
    ).toEqual([...Array.from({ length: 6 }, () => 'interview.cancel'), 'visit.close']);
    expect(saved().at(-1)?.args).toEqual({ id: visit?.id, closed: true });
  });

  it('of ten pupils chosen elsewhere takes at most five presses, the two of the list before included', async () => {
    selectPupils(PUPILS.slice(0, 10).map(({ id }) => id));
    const { saved } = await show();
    // "Select all" and "Book interviews" on the list before.
    presses = 2;
    expect(await screen.findByRole('heading', { name: /^Thursday 12 November 6 of 6/ })).toBeTruthy();
    expect(screen.getByRole('heading', { name: /^Friday 13 November 4 of 6/ })).toBeTruthy();
    await press('Book 10 interviews');
    await screen.findByText('10 interviews booked from Thu 12 Nov to Fri 13 Nov.');
    expect(presses).toBeLessThanOrEqual(5);
    expect(saved().filter(({ name }) => name === 'interview.book')).toHaveLength(10);
    expect(saved().filter(({ name }) => name === 'visit.set')).toHaveLength(2);
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    await press('Undo');
    await screen.findByRole('button', { name: 'Book 10 interviews' });
  });

  it('of chosen pupils leaves a day out when asked, and says who has no slot then', async () => {
    selectPupils(PUPILS.slice(0, 8).map(({ id }) => id));
    await show();
    await press('Leave out Friday 13 November');
    await screen.findByText('2 of the 8 pupils chosen have no slot');
    await press('Fill the day');
    expect(screen.getByRole('heading', { name: /^Friday 13 November 2 of 6/ })).toBeTruthy();
    await press('Swap P Pupil08');
    const field = await screen.findByRole('combobox', { name: /^Who comes/ });
    fireEvent.input(field, { target: { value: 'pupil01' } });
    fireEvent.click(await screen.findByRole('option', { name: /P Pupil01/ }));
    expect(names()[0]).toBe('P Pupil08');
  });

  it('leaves the visit of that day as it is', async () => {
    const { saved } = await show({ roster: [aVisit(THURSDAY)] });
    await press('Fill the day');
    await press('Book 4 interviews');
    await screen.findByText(/^4 interviews booked/);
    expect(saved().map(({ name }) => name)).not.toContain('visit.set');
  });

  it('keeps the breaks and times with the visit, so that the next who books has them; Undo sets them back', async () => {
    const visit = aVisit(THURSDAY);
    const { saved } = await show({ roster: [visit] });
    fireEvent.input((await screen.findAllByLabelText('To'))[1] as HTMLElement, { target: { value: '13:30' } });
    await press('Fill the day');
    await press('Book 4 interviews');
    await screen.findByText(/^4 interviews booked/);
    const breaks = [
      { from: '10:30', minutes: 15 },
      { from: '12:15', minutes: 75 },
    ];
    expect(saved()[0]).toMatchObject({ name: 'visit.set', version: 2, args: { id: visit.id, room: 'L2', breaks } });
    await press('Undo');
    await vi.waitFor(() => expect(saved().at(-1)?.name).toBe('visit.set'));
    expect(saved().at(-1)?.args).toMatchObject({ id: visit.id, breaks: [breaks[0], { from: '12:15', minutes: 45 }] });
  });

  it('begins with the breaks that the visit has', async () => {
    await show({ roster: [{ ...aVisit(THURSDAY), breaks: [{ from: '09:00' as ClockTime, minutes: 60 }] }] });
    await screen.findByRole('list', { name: 'Slots of the day' });
    expect(slots()[0]?.textContent).toMatch(/^10:00/);
  });

  it('keeps the day on screen when the device is full', async () => {
    const { fail } = await show();
    await press('Fill the day');
    fail('full');
    await press('Book 6 interviews');
    await vi.waitFor(() => expect(trouble.now()).toBe('full'));
    expect(names()[0]).toBe('P Pupil01');
    expect(screen.getByRole('button', { name: 'Book 6 interviews' })).toBeTruthy();
  });

  it('passes over who is booked already, and lays the day around them', async () => {
    const booked = anInterview({ date: THURSDAY, from: '09:10' as ClockTime });
    await show({ pupils: [eleven(40, booked), ...PUPILS] });
    await press('Fill the day');
    expect(slots().map((slot) => slot.textContent?.slice(0, 14))).toEqual([
      '09:10 to 09:55',
      '10:45 to 11:30',
      '11:30 to 12:15',
      '13:00 to 13:45',
      '13:45 to 14:30',
      '14:30 to 15:15',
    ]);
    expect(names().slice(0, 2)).toEqual(['P Pupil40', 'P Pupil01']);
    expect(screen.getByRole('button', { name: 'Book 5 interviews' })).toBeTruthy();
  });

  it('offers no more than the slots of the day, and goes on to a day with room', async () => {
    const full = (date: IsoDate) =>
      ['08:55', '10:05', '12:20', '14:05'].map((from, n) =>
        eleven(60 + n + Number(date.slice(8)), anInterview({ date, from: from as ClockTime, minutes: 30 })),
      );
    const dates = ['2026-11-17', '2026-11-24'] as IsoDate[];
    await show({ roster: dates.map((date) => aVisit(date)), pupils: [...full(dates[0] ?? THURSDAY), ...PUPILS] });
    expect(await screen.findByRole('heading', { name: /^Tuesday 24 November 0 of 4/ })).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Date'), { target: { value: dates[0] } });
    expect(await screen.findByRole('heading', { name: /^Tuesday 17 November 4 of 4/ })).toBeTruthy();
    expect(slots()).toHaveLength(4);
    expect(screen.queryByRole('button', { name: 'Fill the day' })).toBeNull();
    await press('Next day with room');
    expect(await screen.findByRole('heading', { name: /^Tuesday 24 November 0 of 4/ })).toBeTruthy();
  });

  it('takes a chosen pupil back from the day after when a full day is given one slot more', async () => {
    const dates = ['2026-11-17', '2026-11-24'] as IsoDate[];
    const full = ['08:55', '10:05', '12:20', '14:05'].map((from, n) =>
      eleven(60 + n, anInterview({ date: dates[0] ?? THURSDAY, from: from as ClockTime, minutes: 30 })),
    );
    selectPupils(PUPILS.slice(0, 1).map(({ id }) => id));
    await show({ roster: dates.map((date) => aVisit(date)), pupils: [...full, ...PUPILS] });
    fireEvent.input(await screen.findByLabelText('Date'), { target: { value: dates[0] } });
    expect(await screen.findByRole('heading', { name: /^Tuesday 24 November 1 of 4/ })).toBeTruthy();
    change(screen.getByLabelText('Slots'), { value: '5' });
    expect(await screen.findByRole('heading', { name: /^Tuesday 17 November 5 of 5/ })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: /^Tuesday 24 November/ })).toBeNull();
  });
});

describe('swapping', () => {
  const choose = async (words: string, option: string) => {
    const field = await screen.findByRole('combobox', { name: /^Who comes/ });
    fireEvent.focus(field);
    fireEvent.input(field, { target: { value: words } });
    fireEvent.click(await screen.findByRole('option', { name: new RegExp(option) }));
  };

  it('puts another pupil in the slot, and two of the day change places', async () => {
    await show();
    await press('Fill the day');
    await press('Swap P Pupil01');
    await choose('pupil12', 'P Pupil12');
    expect(names()[0]).toBe('P Pupil12');
    await press('Swap P Pupil12');
    await choose('pupil03', 'P Pupil03');
    expect(names().slice(0, 3)).toEqual(['P Pupil03', 'P Pupil02', 'P Pupil12']);
  });

  it('removes a pupil, and the slot is free for another', async () => {
    await show();
    await press('Fill the day');
    await press('Remove P Pupil02');
    expect(names()[1]).toBe('Free');
    await press('Choose a pupil for 09:45');
    await choose('pupil11', 'P Pupil11');
    expect(names()[1]).toBe('P Pupil11');
  });

  it('shows a clash with another adviser’s interview of the pupil, and two of the adviser’s own at one time', async () => {
    const daniel = staff('daniel' as PersonId, 'Daniel Adebayo', 'adviser');
    const elsewhere = anInterview({ adviser: 'daniel' as PersonId, date: THURSDAY, from: '09:20' as ClockTime });
    const busy = (from: string) => anInterview({ date: '2026-11-13' as IsoDate, from: from as ClockTime });
    await show({
      school: [settings(), ...STAFF, daniel],
      pupils: [eleven(50, elsewhere), eleven(51, busy('09:00')), eleven(52, busy('09:30')), ...PUPILS],
    });
    change(await screen.findByRole('combobox', { name: 'Adviser' }), { value: PEOPLE.adviser });
    await press('Choose a pupil for 09:00');
    await choose('pupil50', 'P Pupil50');
    expect(screen.getByText(/Clash: P is booked at 09:20 with Daniel Adebayo/)).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Date'), { target: { value: '2026-11-13' } });
    expect(await screen.findAllByText('Two at this time')).toHaveLength(2);
    expect(screen.queryByText(/^Clash/)).toBeNull();
  });
});

describe('slips and empty schools', () => {
  it('prints a slip for each pupil booked on the day', async () => {
    const printed = vi.fn();
    vi.stubGlobal('print', printed);
    const booked = anInterview({ date: THURSDAY, from: '09:45' as ClockTime, place: 'L2' });
    await show({ pupils: [eleven(60, booked)] });
    await press('Print appointment slips');
    expect(printed).toHaveBeenCalledTimes(1);
    expect(document.querySelector('.print-only')?.textContent).toMatch(
      /P Pupil60 11A.*with Jo Mercer.*Thursday 12 November, 09:45, L2/,
    );
  });

  it('leads on to People without an adviser, and to Bring in pupils without pupils', async () => {
    await show({ school: [settings(), staff(LEADER.person, 'Mrs Okafor', 'leader')] });
    expect(await screen.findByRole('link', { name: 'People' })).toBeTruthy();
    cleanup();
    await show({ pupils: [] });
    expect(await screen.findByRole('link', { name: 'Bring in pupils' })).toBeTruthy();
  });

  it('names those chosen who are booked already, and books them once more when asked', async () => {
    const booked = eleven(71, anInterview({ date: THURSDAY, from: '11:00' as ClockTime }));
    selectPupils([booked.id, ...PUPILS.slice(0, 2).map(({ id }) => id)]);
    const { saved } = await show({ pupils: [booked, ...PUPILS] });
    await screen.findByText('P Pupil71 is booked already');
    expect(screen.getByText('Thursday 12 November, 11:00, with Jo Mercer')).toBeTruthy();
    await press('Book P once more');
    await press('Book 3 interviews');
    await screen.findByText(/^3 interviews booked/);
    expect(saved().filter(({ name, record }) => name === 'interview.book' && record === booked.id)).toHaveLength(1);
    expect(screen.queryByText(/booked already$/)).toBeNull();
    expect(screen.queryByRole('button', { name: /^Book \d/ })).toBeNull();
  });

  it('opens with one pupil who is booked already: who and when, and nobody in a slot', async () => {
    const booked = eleven(72, anInterview({ date: THURSDAY }));
    selectPupils([booked.id]);
    await show({ pupils: [booked, ...PUPILS] });
    await screen.findByText('P Pupil72 is booked already');
    expect(screen.queryByRole('button', { name: /^Book \d/ })).toBeNull();
    await press('Book P once more');
    expect(await screen.findByRole('button', { name: 'Book 1 interview' })).toBeTruthy();
  });

  it('forgets a choice of pupils who are booked meanwhile', async () => {
    const booked = eleven(70, anInterview({ date: THURSDAY }));
    selectPupils([booked.id, 'gone' as RecordId]);
    await show({ pupils: [booked, ...PUPILS] });
    expect(((await screen.findByRole('combobox', { name: 'Fill the day from' })) as HTMLSelectElement).value).toBe(
      'all',
    );
  });
});

describe('what was begun without a booking', () => {
  const walkedIn = (day: string, over: Parameters<typeof anInterview>[0] = {}) =>
    anInterview({ walkIn: true, at: `${day}T10:00:00.000Z` as Instant, date: '2026-11-11' as IsoDate, ...over });

  it('is listed for thirty days, the newest first: pupil, form, adviser, day', async () => {
    const longAgo = eleven(83, walkedIn('2026-10-11'));
    const first = eleven(81, walkedIn('2026-10-12', { status: 'cancelled' }));
    const last = eleven(82, walkedIn('2026-11-10', { status: 'finished' }));
    await show({ pupils: [...PUPILS, longAgo, first, last, eleven(84, anInterview({ status: 'finished' }))] });
    const section = within(await screen.findByRole('region', { name: 'Without a booking 2 in the last 30 days' }));
    expect(section.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      'P Pupil82 11AJo MercerTuesday 10 NovemberFinished',
      'P Pupil81 11AJo MercerMonday 12 OctoberCancelled',
    ]);
    expect(section.getByRole('link', { name: 'P Pupil82' }).getAttribute('href')).toBe(`/pupils/${last.id}`);
  });

  it('is not spoken of where there is nothing', async () => {
    await show({ pupils: [...PUPILS, eleven(85, anInterview({ status: 'finished' }))] });
    expect(screen.queryByText(/^Without a booking/)).toBeNull();
  });
});
