// @vitest-environment happy-dom
/** "My experiences": a state in a word with its reason, no percent and no rank; what a pupil adds waits for staff. */
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Entry } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { MyExperiences } from '../../../../src/ui/screens/pupil/my-experiences.tsx';
import { anExperience, anInterview, facts } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { AISHA, herWorld } from './pupil-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const show = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <MyExperiences />
      <ToastHost />
    </>,
    herWorld(...entries),
  );
const card = async (name: string) => {
  const heading = await screen.findByRole('heading', { name });
  const item = heading.closest('li');
  if (!item) throw new Error(`${name} has no card.`);
  return within(item);
};

test('the six cards stand in benchmark order, then what the school provides', async () => {
  const { container } = show();
  await card('Talking to an adviser');
  expect([...container.querySelectorAll('.exp h2, .exp h3')].map((h) => h.textContent)).toEqual([
    'Knowing what’s out there',
    'Advice that fits me',
    'Meeting employers',
    'Seeing workplaces',
    'Meeting colleges, training and universities',
    'Talking to an adviser',
    'Our careers programme',
    'Careers in my subjects',
  ]);
  expect(container.textContent).not.toMatch(/%|!/);
});

test('talking to an adviser is complete after an interview: one tap opens that interview, the rule and where it is written', async () => {
  show(anInterview({ status: 'finished', type: 'personal-guidance', date: '2026-10-20' as IsoDate }));
  const adviser = await card('Talking to an adviser');
  expect(adviser.getByText('Complete.')).toBeTruthy();
  const details = adviser.getByText(/Why is this complete/).closest('details');
  expect(details?.open).toBe(false);
  fireEvent.click(adviser.getByText(/Why is this complete/));
  expect(details?.open).toBe(true);
  const shows = adviser.getByRole('list', {
    name: 'What shows it: A personal guidance interview by the end of Year 11',
  });
  expect(details?.contains(shows)).toBe(true);
  expect(within(shows).getByRole('listitem').textContent).toBe(
    'Personal guidance interview, 20 October. With Jo Mercer.',
  );
  expect(adviser.getAllByText(/Gatsby benchmark 8/).length).toBeGreaterThan(0);
});

test('what is missing says why, and what is on the record and does not count', async () => {
  show(anExperience({ attended: false, facts: facts({ counts: ['5'], title: 'Lab team talk' }) }));
  const employers = await card('Meeting employers');
  expect(employers.getByText('Not yet.')).toBeTruthy();
  fireEvent.click(employers.getByText(/Why am I missing this/));
  expect(employers.getAllByText(/You were not there that day/)).toHaveLength(1);
});

test('what counts is one tap away, with the clause of each rule', async () => {
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'What counts' }));
  const counts = within(screen.getByRole('region', { name: 'What counts' }));
  expect(counts.getAllByText(/Policy 5\.8\.4/).length).toBeGreaterThan(0);
});

test('what I add goes to staff, shows as waiting, and counts for nothing until then', async () => {
  const { saved } = show();
  fireEvent.click(await screen.findByRole('button', { name: 'Add something I did' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Add something I did' }));
  fireEvent.click(dialog.getByRole('radio', { name: 'Volunteering' }));
  fireEvent.input(dialog.getByRole('textbox', { name: 'In a few words' }), { target: { value: 'Animal shelter' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Send to staff' }));
  await screen.findByText('Thanks. Staff will look at it and confirm it.');
  expect(saved()[0]).toMatchObject({ name: 'experience.claim', record: AISHA, args: { facts: { counts: ['6'] } } });
  await screen.findByText('Waiting for staff to confirm it.');
  expect((await card('Seeing workplaces')).getByText('Not yet.')).toBeTruthy();
});

test('what I add stays in its box when it could not be saved, and when the box is closed', async () => {
  const { fail } = show();
  fireEvent.click(await screen.findByRole('button', { name: 'Add something I did' }));
  const dialog = within(screen.getByRole('dialog'));
  fireEvent.click(dialog.getByRole('radio', { name: 'Something else' }));
  const words = dialog.getByRole<HTMLInputElement>('textbox', { name: 'In a few words' });
  fireEvent.input(words, { target: { value: 'Ran the school radio' } });
  fail('full');
  fireEvent.click(dialog.getByRole('button', { name: 'Send to staff' }));
  await dialog.findByText('Nothing was added. Your words are still here.');
  expect(words.value).toBe('Ran the school radio');
  fireEvent.click(dialog.getByRole('button', { name: 'Not now' }));
  fireEvent.click(screen.getByRole('button', { name: 'Add something I did' }));
  const again = within(screen.getByRole('dialog')).getByRole<HTMLInputElement>('textbox', { name: 'In a few words' });
  expect(again.value).toBe('Ran the school radio');
});
