// @vitest-environment happy-dom
/** The lists of the dashboard beside those who wait: no offer yet, and whom to ask about the local authority. Policy 5.4.2, 5.5.13. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SharingDecision } from '../../../../src/domain/entries/vocabulary.ts';
import type { RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { selectPupils, selectedPupils } from '../../../../src/ui/queries/selection.ts';
import { Dashboard } from '../../../../src/ui/screens/leader/dashboard.tsx';
import { WaitingPage } from '../../../../src/ui/screens/leader/gap-waiting.tsx';
import { LeaderPupil } from '../../../../src/ui/screens/leader/record.tsx';
import { anApplication, anEntry } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { pupilOf, setting } from './school.ts';

const files: Blob[] = [];
beforeEach(() => {
  vi.stubGlobal('fetch', async (path: string) =>
    path.endsWith('/exports') ? new Response(null, { status: 204 }) : new Response('{}', { status: 503 }),
  );
  files.length = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    files.push(file as Blob);
    return 'blob:list';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  hideToast();
  selectPupils([]);
  vi.unstubAllGlobals();
});

const born = (day: string) =>
  anEntry(
    'identity',
    { legalForename: 'A', legalSurname: 'B', born: day as IsoDate, upn: null, sex: null },
    { id: singleton('identity') },
  );
const said = (decision: SharingDecision, decidedBy: 'pupil' | 'parent', decidedOn: string) =>
  anEntry(
    'la-sharing',
    { decision, decidedBy, decidedOn: decidedOn as IsoDate, how: 'form' },
    { id: singleton('la-sharing'), readers: ['P', 'L'] },
  );
const plan = () => anEntry('intention', { route: 'college', detail: '', backUp: '' }, { id: 'intention' as never });
const OLD = born('2010-10-01');
const YOUNG = born('2011-03-01');

const PUPILS = [
  pupilOf('offer', ['Ann', 'Offer', '11A'], anApplication({ status: 'offer' })),
  pupilOf('accepted', ['Bo', 'Accepted', '11A'], anApplication({ status: 'accepted' }), OLD),
  pupilOf('yes', ['Cy', 'Yes', '11A'], YOUNG, said('yes', 'parent', '2026-09-10'), plan(), anApplication()),
  pupilOf('no', ['Di', 'No', '11A'], OLD, said('no', 'pupil', '2026-10-02'), plan()),
  pupilOf('again', ['Ed', 'Again', '11A'], OLD, said('yes', 'parent', '2026-09-10')),
  pupilOf('nine', ['Flo', 'Nine', '9A']),
  pupilOf('silent', ['Gus', 'Silent', '10C'], YOUNG, said('no-reply', 'parent', '2026-09-10')),
];

const show = (list: string, pupils = PUPILS) =>
  renderScreen(
    <>
      <WaitingPage list={list} />
      <ToastHost />
    </>,
    setting(pupils),
  );
const names = () => screen.getAllByRole('rowheader').map((head) => head.textContent);
/** The lines of the file that is made next. */
const lines = async (made = files.length) => {
  await waitFor(() => expect(files.length).toBeGreaterThan(made - 1));
  return (await files.at(-1)?.text())?.split('\r\n') ?? [];
};

describe('the dashboard', () => {
  it('leads to each list in one tap, with how many are in it', async () => {
    renderScreen(<Dashboard />, setting(PUPILS));
    const lists = within(await screen.findByRole('region', { name: 'Offers and the local authority' }));
    expect(
      lists.getAllByRole('link').map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')]),
    ).toEqual([
      ['See names: 3 of 5 pupils of Year 11 have no offer yet.', '/dashboard/waiting/no-offer'],
      ['See names: 1 pupil to be asked again about the local authority.', '/dashboard/waiting/again'],
      ['See names: 3 pupils not asked yet about the local authority.', '/dashboard/waiting/not-asked'],
      ['See names: 1 pupil said no to telling it more than the basics.', '/dashboard/waiting/no'],
    ]);
    lists.getByText('2 of them have no application.');
  });
});

describe('no offer yet', () => {
  it('names those of the leaving years without one, in order of need, with how far their applications are', async () => {
    show('no-offer');
    await screen.findByRole('heading', { level: 1, name: 'No offer yet (3)' });
    expect(names()).toEqual(['Ed Again', 'Di No', 'Cy Yes']);
    expect(screen.getAllByRole('row').at(-1)?.textContent).toMatch(/Applied$/);
  });

  it('books interviews, and asks form tutors', async () => {
    const { saved } = show('no-offer');
    fireEvent.click(await screen.findByRole('button', { name: 'Select all' }));
    fireEvent.click(screen.getByRole('button', { name: 'Ask tutors' }));
    fireEvent.click(screen.getByRole('button', { name: 'Ask for 3 pupils' }));
    await waitFor(() => expect(saved()).toHaveLength(3));
    expect(saved()[0]?.args).toMatchObject({ what: 'Talk about where to apply, and help with it', who: 'tutor' });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Di No' }));
    fireEvent.click(screen.getByRole('button', { name: 'Book interviews' }));
    expect(selectedPupils()).toEqual(['no']);
  });

  it('goes to the local authority without those of whom it may be told only the basics', async () => {
    show('no-offer');
    fireEvent.click(await screen.findByRole('button', { name: 'Download for the local authority' }));
    expect(await lines(1)).toEqual([
      '\uFEFFPupil,Year,Intended destination,Applications',
      'Cy Yes,11,College,Applied',
      '',
    ]);
    screen.getByText('Downloaded: 1 pupil. 2 pupils left out: of them it may be told only the basics.');
    fireEvent.click(screen.getByRole('button', { name: 'Download list' }));
    expect((await lines(2))[0]).toBe(
      '\uFEFFPupil,Form,Support,Intended destination,Last contact,Booked,Asked,Applications',
    );
    expect(await lines()).toHaveLength(5);
  });
});

describe('the lists about the local authority', () => {
  it.each([
    ['again', 'To be asked again at 16 (1)', ['Ed Again']],
    ['not-asked', 'Not asked yet (3)', ['Bo Accepted', 'Ann Offer', 'Flo Nine']],
    ['no', 'Said no (1)', ['Di No']],
  ] as const)('%s', async (list, title, expected) => {
    show(list);
    await screen.findByRole('heading', { level: 1, name: title });
    expect(names()).toEqual(expected);
  });

  it('take no birthday into the file', async () => {
    show('again');
    await screen.findByText('1 October 2026');
    fireEvent.click(screen.getByRole('button', { name: 'Download list' }));
    expect(await lines(1)).toEqual([
      '\uFEFFPupil,Year,Form,Local authority',
      'Ed Again,11,11A,To be asked again at 16',
      '',
    ]);
  });

  it('are worked through for several at once; who decided follows from each one’s age, and Undo brings back what each had', async () => {
    const { saved } = show('again', [
      pupilOf('one', ['Al', 'One', '11A'], OLD, said('yes', 'parent', '2026-09-10')),
      pupilOf('two', ['Bea', 'Two', '11A'], OLD, said('no', 'parent', '2026-09-12')),
    ]);
    fireEvent.click(await screen.findByRole('button', { name: 'Select all' }));
    fireEvent.click(screen.getByRole('button', { name: 'Record a decision' }));
    const dialog = within(screen.getByRole('dialog', { name: 'The local authority: 2 pupils' }));
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
    fireEvent.click(dialog.getByRole('radio', { name: 'Asked, no reply' }));
    fireEvent.click(dialog.getByRole('radio', { name: 'By letter' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { level: 1, name: 'To be asked again at 16 (0)' });
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByRole('heading', { level: 1, name: 'To be asked again at 16 (2)' });
    expect(
      saved()
        .slice(2)
        .map(({ args }) => args),
    ).toEqual([
      { decision: 'yes', decidedBy: 'parent', decidedOn: '2026-09-10', how: 'form' },
      { decision: 'no', decidedBy: 'parent', decidedOn: '2026-09-12', how: 'form' },
    ]);
  });
});

describe('the record, as the careers leader reads it', () => {
  const open = (...entries: readonly Entry[]) =>
    renderScreen(
      <>
        <LeaderPupil record={'aisha' as RecordId} />
        <ToastHost />
      </>,
      setting([pupilOf('aisha', ['Aisha', 'Khan', '11A'], ...entries)]),
    );
  const part = async () => within(await screen.findByRole('region', { name: 'Local authority' }));

  it('says what stands, who decided, when and how, and what may be given', async () => {
    open(YOUNG, said('no', 'parent', '2026-09-18'));
    const found = await part();
    found.getByText('No: only the basics.');
    found.getByText('No, decided by a parent or carer, 18 September, on a form.');
    found.getByText('Aisha is not 16 yet: a parent or carer decides.');
  });

  it('says that a parent’s decision ended on the 16th birthday', async () => {
    open(OLD, said('yes', 'parent', '2026-09-18'));
    const found = await part();
    found.getByText('To be asked again at 16.');
    found.getByText(/It ended on the 16th birthday\.$/);
    found.getByText('Aisha is 16 or older, and decides alone.');
  });

  it('takes a decision in three taps', async () => {
    const { saved } = open(YOUNG);
    const finger = aFinger();
    finger.tap(await (await part()).findByRole('button', { name: 'Record a decision' }));
    const dialog = within(screen.getByRole('dialog', { name: 'The local authority: Aisha' }));
    finger.tap(dialog.getByRole('radio', { name: 'No: only the basics' }));
    finger.tap(dialog.getByRole('button', { name: 'Save' }));
    await screen.findByText('Written down for Aisha.');
    expect(finger.taps()).toBe(3);
    await (await part()).findByText('No, decided by a parent or carer, 11 November, on a form.');
    expect(saved()[0]?.args).toEqual({ decision: 'no', decidedBy: null, decidedOn: '2026-11-11', how: 'form' });
  });

  it('takes no day that is still to come, and none that does not exist', async () => {
    const { saved } = open(YOUNG);
    fireEvent.click(await (await part()).findByRole('button', { name: 'Record a decision' }));
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.click(dialog.getByRole('radio', { name: 'No: only the basics' }));
    const write = (value: string) =>
      fireEvent.input(dialog.getByLabelText(/^When it was decided/), { target: { value } });
    write('2026-11-12');
    await dialog.findByText('This day is still to come.');
    fireEvent.submit(dialog.getByRole('form'));
    write('');
    await dialog.findByText('Choose a day that exists.');
    fireEvent.submit(dialog.getByRole('form'));
    expect(saved()).toEqual([]);
    write('2026-11-10');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved()[0]?.args).toMatchObject({ decidedOn: '2026-11-10' }));
  });

  it('asks who decided where the birth date is not known, and keeps what was chosen when it cannot be saved', async () => {
    const { fail, saved } = open();
    fireEvent.click(await (await part()).findByRole('button', { name: 'Record a decision' }));
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.click(dialog.getByRole('radio', { name: 'Yes' }));
    fireEvent.click(dialog.getByRole('radio', { name: 'The pupil, who was 16' }));
    fail('full');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await screen.findByText('Nothing was saved. What you chose is still here.');
    fail(null);
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved()[0]?.args).toMatchObject({ decision: 'yes', decidedBy: 'pupil' }));
  });

  it('says how long it is kept', async () => {
    open();
    const kept = within(await screen.findByRole('region', { name: 'How long it is kept' }));
    kept.getByText(/^Where the pupil goes: at least until 31 August 2030\./);
  });
});
