// @vitest-environment happy-dom
/** "My plans after Year 11": said and changed in three taps, with the words kept whatever happens. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { EntryId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { MyPlans } from '../../../../src/ui/screens/pupil/my-plans.tsx';
import { PEOPLE, aPupil, anApplication, anEntry, uuid, written } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { AISHA, herWorld } from './pupil-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const show = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <MyPlans />
      <ToastHost />
    </>,
    herWorld(...entries),
  );
const college = anEntry(
  'intention',
  { route: 'college', detail: 'Art and design', backUp: '' },
  { id: singleton('intention'), author: PEOPLE.tutor },
);
const form = () => within(screen.getByRole('form', { name: 'My plans' }));

test('what was said stands there, with who wrote it down', async () => {
  show(college);
  await screen.findByRole('heading', { level: 1, name: 'My plans after Year 11' });
  await screen.findByText('College: Art and design');
  screen.getByText(/^Written down by Mr Lee/);
});

test('a choice is changed in three taps, and Undo brings back what was said before', async () => {
  const { saved } = show(college);
  const finger = aFinger();
  finger.tap(await screen.findByRole('button', { name: 'Update' }));
  finger.tap(form().getByRole('radio', { name: 'Apprenticeship' }));
  finger.tap(form().getByRole('button', { name: 'Save' }));
  await screen.findByText('Apprenticeship: Art and design');
  screen.getByText(/^You said this/);
  expect(finger.taps()).toBe(3);
  expect(saved()[0]).toMatchObject({
    name: 'intention.write',
    record: AISHA,
    args: { route: 'apprenticeship', detail: 'Art and design', backUp: '' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByText('College: Art and design');
});

test('“Not sure yet” is an answer', async () => {
  show(college);
  fireEvent.click(await screen.findByRole('button', { name: 'Update' }));
  fireEvent.click(form().getByRole('radio', { name: 'Not sure yet' }));
  fireEvent.input(form().getByRole('textbox', { name: 'What or where' }), { target: { value: '' } });
  fireEvent.click(form().getByRole('button', { name: 'Save' }));
  await screen.findByText('Not sure yet');
});

test('what could not be saved stays in its form, and a closed form opens with it again', async () => {
  const { fail, saved } = show();
  fireEvent.click(await screen.findByRole('button', { name: 'Update' }));
  fireEvent.input(form().getByRole('textbox', { name: 'Back-up' }), { target: { value: 'Stay on at school' } });
  fail('full');
  fireEvent.click(form().getByRole('button', { name: 'Save' }));
  await screen.findByText('Your plans were not saved. Your words are still here.');
  fireEvent.click(form().getByRole('button', { name: 'Not now' }));
  fireEvent.click(screen.getByRole('button', { name: 'Update' }));
  expect(form().getByRole<HTMLInputElement>('textbox', { name: 'Back-up' }).value).toBe('Stay on at school');
  fail(null);
  fireEvent.click(form().getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(saved()).toHaveLength(1));
});

test('ideas are saved as they are typed, over what was written before', async () => {
  const before = written('A vet', AISHA);
  const { saved, fail } = show(anEntry('aspiration', { words: before }, { id: singleton('aspiration') }));
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Jobs or work that I think about' });
  expect(box.value).toBe('A vet');
  fireEvent.input(box, { target: { value: 'A vet, or a lab' } });
  await waitFor(() => expect(saved()).toHaveLength(1));
  expect(saved()[0]).toMatchObject({
    name: 'aspiration.write',
    args: { write: { text: 'A vet, or a lab', over: before.heads.map(({ id }) => id), base: 'A vet' } },
  });
  fail('full');
  fireEvent.input(box, { target: { value: 'A vet, or a lab. Outdoors' } });
  await screen.findByText('Your last words are still on this page. Copy them before you close it.');
  expect(box.value).toBe('A vet, or a lab. Outdoors');
});

const COLLEGE = uuid(4001) as EntryId;
const byHer = anApplication({ id: COLLEGE, author: AISHA });
const inYear11 = aPupil({ name: 'Aisha', surname: 'Khan', year: 11 });
const mine = () => within(screen.getByRole('region', { name: 'My applications' }));
const dialog = () => within(screen.getByRole('dialog'));

test('how far an application is changes in three taps; only that is sent, and Undo brings it back', async () => {
  const { saved } = show(inYear11, byHer);
  const finger = aFinger();
  finger.tap(await screen.findByRole('button', { name: 'Update: Wexcombe College, T Level Science' }));
  finger.tap(dialog().getByRole('radio', { name: 'Offer' }));
  finger.tap(dialog().getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(mine().getByRole('listitem').textContent).toMatch(/Offer\./));
  expect(finger.taps()).toBe(3);
  expect(saved()[0]).toMatchObject({
    name: 'application.change',
    record: AISHA,
  });
  expect(saved()[0]?.args).toStrictEqual({ id: COLLEGE, to: { status: 'offer' } });
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(mine().getByRole('listitem').textContent).toMatch(/Applied, 2 November/));
});

test('an application is added with where, what and the day, and Undo takes it away', async () => {
  const { saved } = show(inYear11);
  await screen.findByText('None yet.');
  mine().getByText('you, your form tutor, your careers adviser and the careers leader.');
  fireEvent.click(await screen.findByRole('button', { name: 'Add an application' }));
  expect(dialog().getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  fireEvent.input(dialog().getByRole('textbox', { name: 'Where' }), { target: { value: ' Aldermere Sixth Form ' } });
  fireEvent.click(dialog().getByRole('radio', { name: 'Sixth form' }));
  fireEvent.click(dialog().getByRole('radio', { name: 'Interview' }));
  fireEvent.input(dialog().getByLabelText('When the interview is or was'), { target: { value: '2026-12-01' } });
  fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(mine().getByRole('listitem').textContent).toMatch(/Aldermere Sixth Form/));
  expect(mine().getByRole('listitem').textContent).toMatch(/Interview, 1 December/);
  expect(saved()[0]).toMatchObject({
    name: 'application.add',
    args: { provider: 'Aldermere Sixth Form', route: 'sixth-form', status: 'interview', interviewOn: '2026-12-01' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByText('None yet.');
});

test('what of an application could not be saved stays in the dialog, and a closed one opens with it again', async () => {
  const { fail, saved } = show(inYear11, byHer);
  const update = { name: 'Update: Wexcombe College, T Level Science' };
  fireEvent.click(await screen.findByRole('button', update));
  fireEvent.input(dialog().getByRole('textbox', { name: 'Course or job', hidden: true }), {
    target: { value: 'A levels' },
  });
  fail('full');
  fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
  await screen.findByText('Nothing was saved. Your words are still here.');
  fireEvent.click(dialog().getByRole('button', { name: 'Not now' }));
  fireEvent.click(screen.getByRole('button', update));
  const course = dialog().getByRole<HTMLInputElement>('textbox', { name: 'Course or job', hidden: true });
  expect(course.value).toBe('A levels');
  fail(null);
  fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(saved().map(({ args }) => args)).toStrictEqual([{ id: COLLEGE, to: { course: 'A levels' } }]),
  );
});

test('what staff wrote down says who did; what came to nothing stands last', async () => {
  const over = anApplication({ id: uuid(4000) as EntryId, provider: 'Barnsley College', status: 'not-offered' });
  show(inYear11, over, anApplication({ id: COLLEGE, author: PEOPLE.tutor }));
  await screen.findByText(/Written down by Mr Lee, 11 November/);
  const lines = mine().getAllByRole('listitem');
  expect(lines.map(({ textContent }) => /Wexcombe|Barnsley/.exec(textContent)?.[0])).toStrictEqual([
    'Wexcombe',
    'Barnsley',
  ]);
});

test('before Year 11 applications are shown where there are some, and else not asked for', async () => {
  show(college);
  await screen.findByRole('heading', { level: 1, name: 'My plans after Year 11' });
  expect(screen.queryByRole('region', { name: 'My applications' })).toBeNull();
  cleanup();
  show(byHer);
  await screen.findByRole('region', { name: 'My applications' });
});
