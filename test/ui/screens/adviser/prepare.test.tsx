// @vitest-environment happy-dom
/** The preparation page: what is worth knowing is on it, and writing on it starts the interview. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryId, PersonId, RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import { Prepare } from '../../../../src/ui/screens/adviser/prepare.tsx';
import { NotSavedNotice } from '../../../../src/ui/screens/shared/not-saved-notice.tsx';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import {
  NOW,
  PEOPLE,
  aDraft,
  aNote,
  aStep,
  anApplication,
  anEntry,
  anInterview,
  uuid,
} from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { bookedAt, joWorld, pupilWith } from './adviser-world.ts';

afterEach(() => {
  trouble.clear();
  cleanup();
});

const INTERVIEW = uuid(1) as EntryId;
const APPLICATION = uuid(4001) as EntryId;
const open = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <NotSavedNotice />
      <Prepare record={'aisha' as RecordId} />
    </>,
    joWorld([pupilWith('aisha', ['Aisha', 'Khan'], ...entries)]),
  );
const notes = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Why we are meeting' });
const write = (area: HTMLElement, value: string) => fireEvent.input(area, { target: { value } });

describe('the preparation page', () => {
  test('has its cards open, in the order of the conversation', async () => {
    open(bookedAt('10:05', INTERVIEW));
    await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
    await screen.findByRole('heading', { level: 2, name: 'Experiences so far' });
    const titles = screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent);
    expect(titles.slice(0, 7)).toEqual([
      'What Aisha wants to talk about',
      'Last time',
      'Experiences so far',
      'Plans and support',
      'Grades and options',
      'Intended destination',
      'Who else is helping',
    ]);
    await screen.findByRole('button', { name: 'Start interview' });
  });

  test('tells what was agreed last time and what became of it', async () => {
    const last = anInterview({ id: uuid(3) as EntryId, status: 'finished', date: '2026-05-12' as never });
    open(last, aStep({ interview: last.id, what: 'Ask about Triple Science', status: 'done' }));
    await screen.findByText('Ask about Triple Science');
    screen.getByText('Done');
    expect(screen.getByRole('link', { name: 'Show pupil' }).getAttribute('href')).toBe(
      `/interviews/aisha/${last.id}/show`,
    );
  });

  test('shows earlier private notes in the private place only', async () => {
    const { container } = open(aNote({ why: 'CANARY old note' }));
    await screen.findByText(/CANARY old note/);
    for (const place of container.querySelectorAll('.private')) place.remove();
    expect(container.textContent).not.toContain('CANARY');
  });
});

test('under the name it says that English is an additional language, of those of whom the school knows it', async () => {
  const said = { legalForename: 'Aisha', legalSurname: 'Khan', born: null, upn: null, sex: null };
  const identity = (eal: boolean) => anEntry('identity', { ...said, eal }, { id: singleton('identity') });
  const { container } = open(identity(true));
  await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
  expect(container.textContent).toContain('English as an additional language.');
  cleanup();
  open(identity(false));
  await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
  expect(document.body.textContent).not.toContain('additional language');
});

describe('applications', () => {
  test('stand in a line each, with when and who said it, and the adviser says how far one is', async () => {
    const { saved } = open(anApplication({ id: APPLICATION, author: 'aisha' as PersonId }));
    const section = within(await screen.findByRole('region', { name: 'Applications' }));
    expect(section.getByRole('listitem').textContent).toMatch(
      /^Wexcombe College, T Level Science. Applied, 2 November. Said by the pupil, 11 November./,
    );
    fireEvent.click(await section.findByRole('button', { name: 'Update: Wexcombe College, T Level Science' }));
    const dialog = within(screen.getByRole('dialog'));
    dialog.getByText('the pupil, the form tutor, the pupil’s careers advisers and the careers leader.');
    fireEvent.click(dialog.getByRole('radio', { name: 'Accepted' }));
    fireEvent.input(dialog.getByLabelText('When the offer came'), { target: { value: '2026-11-06' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(section.getByRole('listitem').textContent).toMatch(
        /Accepted, offered on 6 November. Written down by Jo Mercer, 11 November./,
      ),
    );
    expect(saved().at(-1)).toMatchObject({
      name: 'application.change',
      args: { id: APPLICATION, to: { status: 'accepted', offeredOn: '2026-11-06' } },
    });
  });

  test('of two that were set otherwise at the same time are settled there', async () => {
    const replaced = { status: { value: 'offer', by: PEOPLE.tutor, at: NOW } } as const;
    const { saved } = open({ ...anApplication({ id: APPLICATION, status: 'not-offered' }), replaced });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Keep theirs: The application “Wexcombe College, T Level Science”' }),
    );
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({ name: 'application.change', args: { to: { status: 'offer' } } });
  });
});

describe('writing on it', () => {
  test('starts the booked interview with the first letter and keeps every word', async () => {
    const { saved } = open(bookedAt('10:05', INTERVIEW));
    write(await notes(), 'W');
    write(await notes(), 'Wants to leave');
    await screen.findByRole('button', { name: 'Continue interview' });
    await waitFor(() => expect(saved().some(({ name }) => name === 'draft.write')).toBe(true));
    expect(saved().find(({ name }) => name === 'draft.set')?.args).toMatchObject({
      interview: INTERVIEW,
      values: { status: 'in-progress' },
    });
    expect(saved().findLast(({ name }) => name === 'draft.write')?.args).toMatchObject({
      interview: INTERVIEW,
      text: 'why',
      write: { text: 'Wants to leave' },
    });
    await screen.findByText('Interview started. Saved on this tablet, 10:05');
  });

  test('starts a walk-in when nothing is booked, once', async () => {
    const { saved } = open();
    write(await notes(), 'Came');
    write(await notes(), 'Came by herself');
    await waitFor(() => expect(saved().some(({ name }) => name === 'draft.write')).toBe(true));
    const starts = saved().filter(({ name }) => name === 'interview.start');
    expect(starts).toHaveLength(1);
    const written = saved().find(({ name }) => name === 'draft.write')?.args as { readonly interview: string };
    expect(starts[0]?.args).toMatchObject({ id: written.interview });
  });

  test('goes on where it was left, and does not start a second one', async () => {
    const { saved } = open(bookedAt('10:05', INTERVIEW), aDraft(INTERVIEW, { why: 'Not sure about pharmacy.' }));
    const area = await notes();
    expect(area.value).toBe('Not sure about pharmacy.');
    write(area, 'Not sure about pharmacy. Likes labs.');
    await waitFor(() => expect(saved().some(({ name }) => name === 'draft.write')).toBe(true));
    expect(saved().some(({ name }) => name === 'interview.start')).toBe(false);
  });

  test('takes letters that are typed into the page itself', async () => {
    open(bookedAt('10:05', INTERVIEW));
    const area = await notes();
    await waitFor(() => {
      fireEvent.keyDown(document.body, { key: 'W' });
      expect(document.activeElement).toBe(area);
    });
    area.blur();
    // Space scrolls, and a shortcut is the browser's.
    fireEvent.keyDown(document.body, { key: ' ' });
    fireEvent.keyDown(document.body, { key: 'p', ctrlKey: true });
    expect(document.activeElement).not.toBe(area);
  });

  test('keeps the words on screen when the tablet is full, and starts when there is room', async () => {
    const { saved, fail } = open(bookedAt('10:05', INTERVIEW));
    const area = await notes();
    fail('full');
    write(area, 'Wants to leave');
    await screen.findByText('This tablet is full.');
    expect(area.value).toBe('Wants to leave');
    fail(null);
    write(area, 'Wants to leave school');
    await waitFor(() =>
      expect(saved().map(({ name }) => name)).toEqual(expect.arrayContaining(['draft.set', 'draft.write'])),
    );
  });
});

describe('after ten walk-ins of a day', () => {
  const walkedIn = (n: number) =>
    pupilWith(`met-${n}`, ['Met', `Number${n}`], anInterview({ id: uuid(500 + n) as EntryId, walkIn: true }));
  const after = (count: number, ...entries: readonly Entry[]) =>
    renderScreen(
      <Prepare record={'aisha' as RecordId} />,
      joWorld([
        pupilWith('aisha', ['Aisha', 'Khan'], ...entries),
        ...Array.from({ length: count }, (_, n) => walkedIn(n)),
      ]),
    );

  test('another is not offered, and it says why', async () => {
    after(10);
    await screen.findByRole('heading', { level: 2, name: 'Ten walk-ins today already.' });
    screen.getByText('Ask your careers leader to book this interview.');
    expect(screen.queryByRole('button', { name: 'Start interview' })).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Why we are meeting' })).toBeNull();
  });

  test('a booked interview is begun as ever', async () => {
    after(10, bookedAt('10:05', INTERVIEW));
    await screen.findByRole('button', { name: 'Start interview' });
    await notes();
    expect(screen.queryByText('Ten walk-ins today already.')).toBeNull();
  });

  test('the tenth goes on while it is written, and every word is kept', async () => {
    const { saved } = after(9);
    const area = await notes();
    for (const words of ['C', 'Ca', 'Came by', 'Came by herself']) write(area, words);
    await waitFor(() => expect(saved().some(({ name }) => name === 'draft.write')).toBe(true));
    expect((await notes()).value).toBe('Came by herself');
    expect(saved().findLast(({ name }) => name === 'draft.write')?.args).toMatchObject({
      write: { text: 'Came by herself' },
    });
    await screen.findByRole('button', { name: 'Continue interview' });
    expect(screen.queryByText('Ten walk-ins today already.')).toBeNull();
  });
});
