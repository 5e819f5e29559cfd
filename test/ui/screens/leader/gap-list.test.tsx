// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { selectPupils, selectedPupils } from '../../../../src/ui/queries/selection.ts';
import { GapList } from '../../../../src/ui/screens/leader/gap-list.tsx';
import { WaitingPage } from '../../../../src/ui/screens/leader/gap-waiting.tsx';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost } from '../../../../src/ui/parts/toast.tsx';
import { aStep, anEntry, anInterview } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { asPupil, planned, pupilOf, setting } from './school.ts';

afterEach(() => {
  cleanup();
  selectPupils([]);
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

const plan = () => anEntry('intention', { route: 'college', detail: '', backUp: '' }, { id: 'intention' as never });
const ehcp = () =>
  anEntry('support', { sen: 'E', pupilPremium: false, lookedAfter: false, outcomes: null }, { id: 'support' as never });
const request = (id: string) =>
  anEntry(
    'request',
    { about: [], words: '', avoid: '', soon: true, askedOn: '2026-11-05' as IsoDate },
    { author: asPupil(id) },
  );
const PUPILS = [
  pupilOf('rest', ['Ali', 'Rest', '11A'], plan()),
  pupilOf('support', ['Bea', 'Support', '11A'], plan(), ehcp()),
  pupilOf('no-plan', ['Cal', 'Noplan', '11A'], anInterview({ date: '2026-11-18' as IsoDate })),
  pupilOf('asked', ['Dan', 'Asked', '11A'], plan(), request('asked')),
  pupilOf('seen', ['Eve', 'Seen', '11A'], anInterview({ status: 'finished', date: '2026-10-14' as IsoDate })),
];

const gap = (over: Parameters<typeof setting>[1] = {}, benchmark = '8') =>
  renderScreen(
    <>
      <GapList benchmark={benchmark} year={11} />
      <ToastHost />
    </>,
    setting(PUPILS, over),
  );
const names = () => screen.getAllByRole('rowheader').map((head) => head.textContent);

describe('the names behind a number', () => {
  it('stand in order of need: who asked, who has no plan, EHCP and looked after, the rest', async () => {
    gap();
    await screen.findByRole('heading', { level: 1, name: 'Year 11: no interview yet (4)' });
    expect(names()).toEqual(['Dan Asked', 'Cal Noplan', 'Bea Support', 'Ali Rest']);
    const cells = screen.getAllByRole('row').map((row) =>
      within(row)
        .queryAllByRole('cell')
        .map((c) => c.textContent),
    );
    expect(cells[1]).toEqual(['11A', 'None', 'College', 'Never', 'No', 'Thu 5 Nov, soon']);
    expect(cells[2]).toEqual(['11A', 'None', 'Not said', 'Never', 'Wed 18 Nov, 10:05', 'No']);
    expect(cells[3]?.[1]).toBe('EHCP');
  });

  it('go to Book interviews in two taps, in order of need, and into no address', async () => {
    gap();
    fireEvent.click(await screen.findByRole('button', { name: 'Select all' }));
    fireEvent.click(screen.getByRole('button', { name: 'Book interviews' }));
    expect(selectedPupils()).toEqual(['asked', 'no-plan', 'support', 'rest']);
    expect(location.pathname + location.search + location.hash).toBe('/book');
  });

  it('are chosen one by one, and let go together', async () => {
    gap();
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Select Bea Support' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Dan Asked' }));
    const bar = screen.getByRole('region', { name: 'Selected pupils' });
    expect(bar.textContent).toContain('2 selected');
    fireEvent.click(within(bar).getByRole('button', { name: 'Clear' }));
    expect(screen.queryByRole('region', { name: 'Selected pupils' })).toBeNull();
  });

  it('can be taken away as a file whose name says nothing of them, once the server has written that down', async () => {
    const files: Blob[] = [];
    const told: unknown[] = [];
    vi.stubGlobal('fetch', async (path: string, { body }: RequestInit) => {
      told.push([path, JSON.parse(String(body))]);
      return new Response(null, { status: 204 });
    });
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:list';
    });
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    gap();
    fireEvent.click(await screen.findByRole('button', { name: 'Download list' }));
    await waitFor(() => expect(files).toHaveLength(1));
    expect(told).toEqual([['/api/schools/s/exports', { what: 'pupil-list', pupils: 4 }]]);
    const text = (await files[0]?.text()) ?? '';
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFPupil,Form,Support,Intended destination,Last contact,Booked,Asked',
      'Dan Asked,11A,,College,,,"Thu 5 Nov, soon"',
    ]);
    expect((click.mock.instances[0] as unknown as HTMLAnchorElement).download).toBe(
      'year-11-talking-to-an-adviser.csv',
    );
  });

  it('is not taken away where the server cannot be told, and says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no internet')));
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:list');
    made.mockClear();
    gap();
    fireEvent.click(await screen.findByRole('button', { name: 'Download list' }));
    await screen.findByText(
      /^Nothing was downloaded: a list of 4 pupils is written down by the school’s server first\./,
    );
    expect(made).not.toHaveBeenCalled();
  });

  it('says beside the button, while there is no internet, that no list is downloaded and why', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    gap();
    await screen.findByText(/^No list is downloaded without internet: the school’s server asks who you are/);
    cleanup();
    online.mockRestore();
    gap();
    await screen.findByRole('button', { name: 'Download list' });
    expect(screen.queryByText(/^No list is downloaded without internet/)).toBeNull();
  });

  it('can be logged for together, and that can be undone', async () => {
    const talk = planned({ title: 'Hospital talk', counts: ['5'] });
    const { saved } = gap({ planned: [talk] }, '5');
    await screen.findByRole('heading', { level: 1, name: 'Year 11: no employer met yet this year (5)' });
    fireEvent.click(screen.getByRole('button', { name: 'Select all' }));
    fireEvent.click(screen.getByRole('button', { name: 'Log for selected' }));
    fireEvent.click(screen.getByRole('button', { name: 'Log for 5 pupils' }));
    await screen.findByText('Hospital talk: logged for 5 pupils.');
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    expect(
      saved()
        .map(({ name, record }) => [name, record])
        .toSorted(),
    ).toEqual(['asked', 'no-plan', 'rest', 'seen', 'support'].map((record) => ['activity.log', record]));
    expect(await screen.findByText('Nobody is missing')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByRole('heading', { level: 1, name: 'Year 11: no employer met yet this year (5)' });
  });

  it('are asked about: a next step for the form tutor of each, as one act, in three taps, and Undo takes it back', async () => {
    const { saved } = gap();
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'Select all' }));
    finger.tap(screen.getByRole('button', { name: 'Ask tutors' }));
    expect(screen.getByRole('dialog', { name: 'Ask the form tutors of 4 pupils' })).toBeTruthy();
    finger.tap(screen.getByRole('button', { name: 'Ask for 4 pupils' }));
    await screen.findByText('Form tutors of 4 pupils asked.');
    expect(finger.taps()).toBe(3);
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    expect(saved().map(({ name, args }) => [name, args])).toEqual(
      Array.from({ length: 4 }, () => [
        'step.add',
        expect.objectContaining({
          what: 'Talk about an interview with the careers adviser',
          who: 'tutor',
          tutorChecks: true,
          due: '2026-11-25',
        }),
      ]),
    );
    expect(screen.queryByRole('region', { name: 'Selected pupils' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await vi.waitFor(() =>
      expect(
        saved()
          .slice(4)
          .map(({ name }) => name),
      ).toEqual(Array(4).fill('entry.withdraw')),
    );
  });

  it('say how many of them have no form tutor, and keep the words when nobody could be asked', async () => {
    const { fail, saved } = renderScreen(
      <GapList benchmark="8" year={10} />,
      setting([pupilOf('a', ['Dee', 'Price', '10C']), pupilOf('b', ['Eli', 'Quinn', '10C'])]),
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Select all' }));
    fireEvent.click(screen.getByRole('button', { name: 'Ask tutors' }));
    expect(await screen.findByText(/None of them has a form tutor today/)).toBeTruthy();
    fireEvent.input(screen.getByRole('textbox', { name: 'What the form tutor does' }), {
      target: { value: 'Ask who they would like to meet' },
    });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Ask for 2 pupils' }));
    expect(await screen.findByText('Nobody was asked. Your words are still here.')).toBeTruthy();
    expect(saved()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Ask nobody' }));
    fireEvent.click(screen.getByRole('button', { name: 'Ask tutors' }));
    expect(screen.getByDisplayValue('Ask who they would like to meet')).toBeTruthy();
  });

  it('are those of a group where the address asks for one', async () => {
    history.replaceState(null, '', '/dashboard/8/11?group=ehcp');
    gap();
    await screen.findByRole('heading', { level: 1, name: 'Year 11: no interview yet (1)' });
    expect(names()).toEqual(['Bea Support']);
    expect(screen.getByText(/Only: EHCP\. Others: 1 of 4\./)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Dashboard' }).getAttribute('href')).toBe('/dashboard?group=ehcp');
  });

  it('stay selected when the log cannot be saved', async () => {
    const { fail, saved } = gap({ planned: [planned({ counts: ['5'] })] }, '5');
    fireEvent.click(await screen.findByRole('button', { name: 'Select all' }));
    fireEvent.click(screen.getByRole('button', { name: 'Log for selected' }));
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Log for 5 pupils' }));
    expect(await screen.findByText('This tablet is full.')).toBeTruthy();
    expect(saved()).toEqual([]);
    expect(screen.getByRole('dialog', { name: 'Log for 5 pupils' })).toBeTruthy();
  });

  it('are nobody where the benchmark is not known', async () => {
    gap({}, '9');
    expect(await screen.findByRole('heading', { name: 'The dashboard has no such number' })).toBeTruthy();
  });
});

describe('a list of who waits', () => {
  it('books those who asked for an interview', async () => {
    renderScreen(<WaitingPage list="requests" />, setting(PUPILS));
    await screen.findByRole('heading', { level: 1, name: 'Asked for an interview (1)' });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Dan Asked' }));
    fireEvent.click(screen.getByRole('button', { name: 'Book interviews' }));
    expect(selectedPupils()).toEqual(['asked']);
  });

  it('names the steps that nobody follows up', async () => {
    const alone = pupilOf('alone', ['Dee', 'Price', '10C'], aStep({ due: '2026-11-06' as IsoDate }));
    renderScreen(<WaitingPage list="steps" />, setting([...PUPILS, alone]));
    await screen.findByRole('heading', { level: 1, name: 'Nobody following up (1)' });
    expect(screen.getByRole('link', { name: 'Dee Price' }).getAttribute('href')).toBe('/pupils/alone');
    expect(screen.getByText('Visit a college open evening. Fri 6 Nov, 5 days overdue.')).toBeTruthy();
  });

  it('answers what a pupil says is not right where it is seen, and keeps the answer while the tablet is full', async () => {
    const concern = anEntry('concern', { on: null, words: 'I left that club.', should: '', answer: null });
    const { saved, fail } = renderScreen(
      <WaitingPage list="concerns" />,
      setting([pupilOf('one', ['Una', 'One', '11A'], concern)]),
    );
    const answer = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Answer to Una' });
    fireEvent.input(answer, { target: { value: 'Thank you. Changed.' } });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Answer' }));
    expect(await screen.findByText('Your answer was not saved. It is still here.')).toBeTruthy();
    expect(answer.value).toBe('Thank you. Changed.');
    fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Answer' }));
    await screen.findByText('Nobody is waiting');
    expect(saved().map(({ name }) => name)).toEqual(['concern.answer']);
  });

  it('shows what a tutor asks the careers leader, and leaves out what is answered or for the adviser', async () => {
    const ask = (to: 'leader' | 'adviser', words: string, answer: string | null = null) =>
      anEntry('ask', { to, words, answer });
    renderScreen(
      <WaitingPage list="questions" />,
      setting([
        pupilOf('one', ['Una', 'One', '11A'], ask('leader', 'Is there a bus?'), ask('adviser', 'Is Una booked?')),
        pupilOf('two', ['Tom', 'Two', '11A'], ask('leader', 'Done?', 'Yes.')),
      ]),
    );
    await screen.findByRole('heading', { level: 1, name: 'Form tutors ask (1)' });
    expect(await screen.findByText('Is there a bus?')).toBeTruthy();
    expect(screen.queryByText('Is Una booked?')).toBeNull();
  });
});
