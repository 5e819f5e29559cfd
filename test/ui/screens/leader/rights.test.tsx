// @vitest-environment happy-dom
/** "Records and requests": what was asked, the copy that is looked through, what is due, devices and what they were sent. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecordId } from '../../../../src/domain/ids.ts';
import { NO_PERIODS } from '../../../../src/domain/kept-until.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import type { CopyReview, RightsRequest } from '../../../../src/protocol/rights.ts';
import type { Holder, RecordsSent } from '../../../../src/protocol/holders.ts';
import { RequestsOwed } from '../../../../src/ui/screens/leader/dashboard/requests-owed.tsx';
import { Devices } from '../../../../src/ui/screens/leader/rights/devices.tsx';
import { DueForReview } from '../../../../src/ui/screens/leader/rights/due.tsx';
import { OneRequest } from '../../../../src/ui/screens/leader/rights/one-request.tsx';
import { PupilRequests } from '../../../../src/ui/screens/leader/rights/pupil-requests.tsx';
import { Requests } from '../../../../src/ui/screens/leader/rights/requests.tsx';
import { ShowItIsYou } from '../../../../src/ui/screens/shared/show-it-is-you.tsx';
import { SeenByDevice } from '../../../../src/ui/screens/leader/rights/seen.tsx';
import { seenPupils } from '../../../../src/ui/screens/leader/rights/seen-pupils.ts';
import { NOW, PEOPLE, uuid } from '../../../support/builders.ts';
import { network, pupilRecord, renderOffice } from './office.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const json = (body: unknown) => new Response(JSON.stringify(body));
const type = (control: HTMLElement, value: string) => fireEvent.input(control, { target: { value } });
const request = (over: object = {}) =>
  ({
    record: uuid(1),
    kind: 'copy',
    asker: 'pupil',
    received: '2026-11-01',
    words: '',
    id: 'r1',
    name: 'Aisha Khan',
    logged: NOW,
    by: 'Mrs Okafor',
    pauses: [],
    extended: null,
    due: '2026-12-01',
    closed: null,
    outcome: null,
    reason: null,
    ...over,
  }) as unknown as RightsRequest;

describe('the dashboard', () => {
  it('says how many requests are open and by when the next is answered; nothing when none is, or it is not known', async () => {
    let answer = () =>
      json({
        requests: [request({ due: '2026-12-20' }), request({ id: 'r2' }), request({ id: 'r3', closed: '2026-10-01' })],
      });
    network(() => answer());
    renderOffice(<RequestsOwed today={'2026-11-11' as IsoDate} />);
    const link = await screen.findByRole('link', { name: '2 requests are open about pupils’ data' });
    expect(link.parentElement?.textContent).toMatch(/the next to be answered by Tuesday 1 December, in 3 weeks\.$/);
    cleanup();
    for (const other of [() => json({ requests: [] }), () => new Response('', { status: 503 })]) {
      answer = other;
      const { container } = renderOffice(<RequestsOwed today={'2026-11-11' as IsoDate} />);
      await new Promise((resolve) => void setTimeout(resolve, 20));
      expect(container.textContent).toBe('');
      cleanup();
    }
  });
});

describe('requests', () => {
  it('say by when each is answered, late ones with a clock, and how closed ones ended', async () => {
    const all = [
      request({ id: 'late', due: '2026-11-08', name: 'Ben Carter' }),
      request(),
      request({ id: 'paused', pauses: [{ from: '2026-11-05', to: null, why: 'Who is it?' }] }),
      request({ id: 'closed', closed: '2026-10-20', outcome: 'refused', reason: 'Not the parent', name: null }),
    ];
    network(() => json({ requests: all }));
    renderOffice(<Requests />);
    const rows = await screen.findAllByRole('listitem');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Answer by 8 November 2026, 3 days overdue'),
      expect.stringContaining('Answer by 1 December 2026, in 3 weeks'),
      expect.stringContaining('The clock stands still'),
      expect.stringMatching(/A pupil who was erased.*Refused on 20 October 2026/),
    ]);
    expect(rows[0]?.querySelector('[data-state="late"]')).not.toBeNull();
    expect(rows[1]?.querySelector('[data-state="late"]')).toBeNull();
  });

  it('are logged with the day on which they came, which is not to come; words stay when it fails', async () => {
    const asked = network((path, { method }) => {
      if (method !== 'POST') return json({ requests: [] });
      return asked.length < 3 ? new Response('', { status: 503 }) : json({ request: request() });
    });
    renderOffice(<PupilRequests record={uuid(1) as RecordId} />, { pupils: [pupilRecord(1, {})] });
    const send = await screen.findByRole('button', { name: 'Log it' });
    type(screen.getByLabelText('The day on which it came'), '2026-11-12');
    await waitFor(() => expect(send.hasAttribute('disabled')).toBe(true));
    type(screen.getByLabelText('The day on which it came'), '2026-11-02');
    fireEvent.click(screen.getByRole('radio', { name: 'A complaint' }));
    type(screen.getByLabelText('In their words'), 'I was not asked');
    fireEvent.click(send);
    await screen.findByRole('heading', { name: 'It was not logged' });
    expect((screen.getByLabelText('In their words') as HTMLTextAreaElement).value).toBe('I was not asked');
    fireEvent.click(send);
    await waitFor(() =>
      expect(asked.findLast(({ method }) => method === 'POST')?.body).toEqual({
        record: uuid(1),
        kind: 'complaint',
        asker: 'pupil',
        received: '2026-11-02',
        words: 'I was not asked',
      }),
    );
  });
});

describe('erasing a record', () => {
  it('tells beforehand on which other records the pupil is named, with the way there', async () => {
    const elsewhere = [{ record: uuid(2), name: 'Omar Said', where: 'Private note' }];
    network((path) => json(path.endsWith('/named') ? { elsewhere } : { requests: [] }));
    renderOffice(<PupilRequests record={uuid(1) as RecordId} />, { pupils: [pupilRecord(1, { name: 'Aisha' })] });
    fireEvent.click(await screen.findByRole('button', { name: 'Erase this record' }));
    await screen.findByRole('heading', { name: 'Aisha Pupil01 is named on 1 other record' });
    expect(screen.getByRole('link', { name: 'Omar Said' }).getAttribute('href')).toBe(`/pupils/${uuid(2)}`);
  });
});

describe('a copy', () => {
  const mark = (over: object) => ({
    id: 'm-1',
    why: 'name',
    part: 'i1',
    place: 'Interview, 10 November 2026: Summary',
    before: 'Zoe and ',
    words: 'Ben Carter',
    after: ' plan a visit.',
    decision: null,
    ...over,
  });
  const review = (marks: readonly object[], over: object = {}) =>
    ({
      request: request(),
      marks,
      parts: [{ id: 'p-i1', title: 'Interview, 10 November 2026', words: 'Zoe and Ben', held: null }],
      unfinished: [],
      elsewhere: [],
      open: marks.length,
      ...over,
    }) as unknown as CopyReview;

  const openCopy = (first: CopyReview, after: CopyReview) =>
    network((path, { method }) => {
      if (path.endsWith('/requests')) return json({ requests: [request()] });
      if (path.endsWith('/copy')) return json({ data: '{}', page: '<html>' });
      return json(method === 'POST' ? after : first);
    });

  const look = async () => fireEvent.click(await screen.findByRole('button', { name: 'Look through it' }));

  it('is asked for when somebody looks through it, because that is written down; who it is is asked first', async () => {
    let proved = false;
    const refused = (status: number, type: string) =>
      new Response(JSON.stringify({ type: `/problems/${type}`, title: 'Show that it is you.', status }), { status });
    const asked = network((path, { method }) => {
      if (path.endsWith('/requests')) return json({ requests: [request()] });
      if (path === '/api/account/proof') {
        proved = true;
        return new Response(null, { status: 204 });
      }
      if (!proved) return refused(403, 'step-up');
      if (method === 'GET') return json(review([mark({})]));
      return new Response(
        JSON.stringify({ type: '/problems/bad-request', title: 'No', status: 400, detail: 'Without the name.' }),
        { status: 400 },
      );
    });
    renderOffice(
      <>
        <OneRequest id="r1" />
        <ShowItIsYou />
      </>,
    );
    await screen.findByRole('heading', { name: 'The copy' });
    expect(asked.some(({ path }) => path.endsWith('/review'))).toBe(false);
    await look();
    const dialog = within(await screen.findByRole('dialog', { name: 'Show that it is you' }));
    type(await dialog.findByLabelText('Your password'), 'right');
    fireEvent.click(dialog.getByRole('button', { name: 'Go on' }));
    // A reason that the server does not take stays typed.
    fireEvent.click(await screen.findByRole('button', { name: 'Black out: “Ben Carter”' }));
    type(await screen.findByLabelText('Why it is not handed out'), 'Ben asked');
    fireEvent.click(screen.getByRole('button', { name: 'Black out' }));
    await screen.findByText('Without the name.');
    expect(screen.getByLabelText<HTMLInputElement>('Why it is not handed out').value).toBe('Ben asked');
  });

  it('shows whole what somebody else wrote, to be kept or blacked', async () => {
    const words = `Her mother: keep this confidential. ${'It is long. '.repeat(40)}End`;
    const one = mark({ why: 'others-words', place: 'What was asked: Words', before: '', words, after: '' });
    openCopy(review([one]), review([]));
    renderOffice(<OneRequest id="r1" />);
    await look();
    const row = (await screen.findByRole('heading', { name: 'What was asked: Words' })).closest('li') as HTMLElement;
    expect(within(row).getByText(/^Her mother.*End$/)).not.toBeNull();
    fireEvent.click(within(row).getByRole('button', { name: 'Keep: What was asked: Words' }));
    await screen.findByText('All marks have been looked at.', { exact: false });
  });

  it('is made only when every mark has been looked at; black needs a reason, and names go together', async () => {
    const marks = [
      mark({}),
      mark({ id: 'm-2', before: 'Later, ' }),
      mark({ id: 'm-3', why: 'note', place: 'Private note', words: 'Her mother' }),
    ];
    const after = marks.map((one, i) => ({
      ...one,
      decision: i < 2 ? { what: 'black', reason: 'About another person' } : null,
    }));
    const asked = openCopy(review(marks), review(after, { open: 1 }));
    renderOffice(<OneRequest id="r1" />);
    await look();
    const make = await screen.findByRole('button', { name: 'Make a copy for this pupil' });
    expect(make.hasAttribute('disabled')).toBe(true);
    const row = (await screen.findByRole('heading', { name: '“Ben Carter”' })).closest('li') as HTMLElement;
    expect(within(row).getByText(/in 2 places/)).not.toBeNull();
    fireEvent.click(within(row).getByRole('button', { name: 'Black out: “Ben Carter”' }));
    const why = await within(row).findByLabelText('Why it is not handed out');
    type(why, ' ');
    const out = within(row).getByRole('button', { name: 'Black out' });
    await waitFor(() => expect(out.hasAttribute('disabled')).toBe(true));
    type(why, 'About another person');
    fireEvent.click(out);
    await screen.findByText('Black in the copy: About another person');
    expect(asked.at(-1)?.body).toEqual({
      decisions: ['m-1', 'm-2'].map((id) => ({ id, what: 'black', reason: 'About another person' })),
    });
    expect(screen.getByRole('button', { name: 'Make a copy for this pupil' }).hasAttribute('disabled')).toBe(true);
  });

  it('leaves out an entry that is held back, with its reason', async () => {
    const held = review([], { parts: [{ ...review([]).parts[0], held: { what: 'hold', reason: 'Harm' } }] });
    const asked = openCopy(review([]), held);
    renderOffice(<OneRequest id="r1" />);
    await look();
    fireEvent.click(await screen.findByText('Hold something back'));
    fireEvent.click(screen.getByRole('button', { name: 'Hold back: Interview, 10 November 2026' }));
    type(await screen.findByLabelText('What harm it would do'), 'Harm');
    // Closed by a slip: the words are there again.
    fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
    fireEvent.click(screen.getByRole('button', { name: 'Hold back: Interview, 10 November 2026' }));
    expect((await screen.findByLabelText<HTMLInputElement>('What harm it would do')).value).toBe('Harm');
    fireEvent.click(screen.getByRole('button', { name: 'Hold it back' }));
    await screen.findByText('Not in the copy, with all its earlier wordings: Harm');
    expect(asked.at(-1)?.body).toEqual({ decisions: [{ id: 'p-i1', what: 'hold', reason: 'Harm' }] });
    expect(screen.getByRole('button', { name: 'Make it as data' }).hasAttribute('disabled')).toBe(false);
  });
});

describe('what is due', () => {
  const due = (n: number, what: 'record' | 'support', stays: string | null = null) => ({
    record: uuid(n),
    name: `Pupil ${n}`,
    form: '11A',
    year: 11,
    left: '2019-07-20',
    until: '2022-07-20',
    what,
    stays,
  });

  it('goes when it is ticked and the number is typed; what has an open request cannot be ticked', async () => {
    const asked = network((path) =>
      path.endsWith('/retention')
        ? json({
            periods: { ...NO_PERIODS, record: 3 },
            due: [due(1, 'record'), due(2, 'record', 'Something is open.'), due(3, 'record'), due(4, 'support')],
            longer: [],
            later: 0,
            next: null,
          })
        : json({ disposals: [] }),
    );
    renderOffice(<DueForReview />);
    await screen.findByRole('button', { name: 'Delete 2 records' });
    expect(screen.getByRole('checkbox', { name: 'Select Pupil 2' }).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Pupil 3' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Delete 1 record' }));
    const dialog = within(await screen.findByRole('dialog'));
    const go = dialog.getByRole('button', { name: 'Delete 1 record' });
    expect(go.hasAttribute('disabled')).toBe(true);
    type(dialog.getByLabelText('Type 1 to go on'), '1');
    await waitFor(() => expect(go.hasAttribute('disabled')).toBe(false));
    fireEvent.click(go);
    await waitFor(() => expect(asked.at(-1)?.body).toEqual({ steps: [{ record: uuid(1), what: 'record' }] }));
  });

  it('is no record while the school has set no period, and says where to set it', async () => {
    network(() => json({ periods: NO_PERIODS, due: [], longer: [], later: 0, next: null }));
    renderOffice(<DueForReview />);
    await screen.findByRole('heading', { name: 'No period is set' });
    expect(screen.getByRole('link', { name: 'Set how long' }).getAttribute('href')).toBe('/records/how-long');
  });
});

describe('devices', () => {
  const holder = (over: Partial<Holder>): Holder => ({
    id: 5,
    person: PEOPLE.tutor,
    seen: NOW,
    sent: null,
    signedIn: true,
    records: 30,
    clearing: null,
    ...over,
  });

  it('are signed out and cleared from the list, which says how far it is', async () => {
    let cleared: Holder['clearing'] = null;
    const asked = network((_, { method }) => {
      if (method === 'POST') cleared = { asked: NOW, by: PEOPLE.leader, told: null, done: null };
      return method === 'POST'
        ? new Response(null, { status: 204 })
        : json({ holders: [holder({ clearing: cleared })] });
    });
    renderOffice(<Devices />);
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out and clear this device of Mr Lee' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Sign out and clear this device' }));
    await screen.findByText(/To be cleared at its next contact: asked by Mrs Okafor 11 November, 10:05/);
    expect(asked.some(({ method, path }) => method === 'POST' && path.endsWith('/holders/5/clear'))).toBe(true);
    expect(screen.queryByRole('button', { name: 'Sign out and clear this device of Mr Lee' })).toBeNull();
  });

  it('say whose records each could have seen, how deep, and how many have which support', async () => {
    const sent: RecordsSent = {
      person: PEOPLE.tutor,
      devices: 1,
      records: [
        { record: uuid(1) as RecordId, groups: 'NT', first: NOW, last: NOW },
        { record: uuid(1) as RecordId, groups: 'N', first: NOW, last: NOW },
        { record: uuid(404) as RecordId, groups: 'NGL', first: NOW, last: NOW },
      ],
    };
    const asked = network((path) => (path.endsWith('/exports') ? new Response(null, { status: 204 }) : json(sent)));
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:list');
    renderOffice(<SeenByDevice holder={5} />, { pupils: [pupilRecord(1, { name: 'Zoe' })] });
    await screen.findByRole('heading', { name: 'A device of Mr Lee: 2 pupils' });
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent).slice(0, 3))).toEqual([
      ['Zoe Pupil01', '10B', 'with interviews and next steps'],
      ['Erased, or not on this device', '', 'with private notes and support'],
    ]);
    // The list names pupils: the server writes it down first, as any.
    fireEvent.click(screen.getByRole('button', { name: 'Download list' }));
    await waitFor(() => expect(made).toHaveBeenCalledOnce());
    expect(asked.at(-1)).toMatchObject({ method: 'POST', body: { what: 'records-sent-list', pupils: 2 } });
    expect(
      seenPupils(sent.records, [])
        .map(({ depth }) => depth)
        .toSorted(),
    ).toEqual(['all', 'steps']);
  });
});
