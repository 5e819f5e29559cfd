// @vitest-environment happy-dom
/** "My plans after Year 11": said and changed in three taps, with the words kept whatever happens. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { MyPlans } from '../../../../src/ui/screens/pupil/my-plans.tsx';
import { PEOPLE, anEntry, written } from '../../../support/builders.ts';
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
