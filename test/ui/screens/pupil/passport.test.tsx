// @vitest-environment happy-dom
/** "My career passport": nothing is on it that was not ticked, nothing ever that is private, and it is made in four taps. */
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { EntryId } from '../../../../src/domain/ids.ts';
import { Passport } from '../../../../src/ui/screens/pupil/passport.tsx';
import {
  aNote,
  aStep,
  anApplication,
  anEntry,
  anExperience,
  anInterview,
  facts,
  uuid,
  written,
} from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { AISHA, herWorld } from './pupil-world.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const talk = anExperience({
  id: uuid(1) as EntryId,
  status: 'confirmed',
  attended: true,
  facts: facts({ title: 'Hospital lab team', counts: ['5'] }),
  reflection: written('I asked about the night shift.', AISHA),
});
const visit = anExperience({
  id: uuid(2) as EntryId,
  status: 'confirmed',
  attended: true,
  facts: facts({ title: 'Bakery visit', counts: ['6'] }),
});
const SECRETS = [
  anInterview({ status: 'finished', summary: 'CANARY summary' }),
  aNote({ why: 'CANARY note' }),
  aStep({ what: 'CANARY step' }),
  anExperience({ status: 'claimed', facts: facts({ title: 'CANARY claim', counts: ['5'] }) }),
  anExperience({ status: 'confirmed', attended: false, facts: facts({ title: 'CANARY absent', counts: ['6'] }) }),
  anEntry('adjustment', { words: 'CANARY adjustment' }, { id: singleton('adjustment') }),
  anEntry(
    'preparation',
    {
      ideas: written('CANARY ideas', AISHA),
      strengths: written('CANARY strengths', AISHA),
      wants: written('CANARY wants', AISHA),
      worries: written('CANARY worries', AISHA),
    },
    { id: singleton('preparation') },
  ),
  anEntry('concern', { on: null, words: 'CANARY concern', should: '', answer: null }),
];

let accounts = 0;
/** Each time as another account: what is ticked is kept by account while the app is open. */
function show(...entries: readonly Entry[]) {
  const world = herWorld(...entries);
  return renderScreen(<Passport />, { ...world, session: { ...world.session, account: `aisha-${(accounts += 1)}` } });
}
const paper = () => within(screen.getByRole('article'));
const tick = (name: RegExp) => screen.getByRole('checkbox', { name });

test('is ticked, looked at and printed in four taps', async () => {
  const print = vi.fn<() => void>();
  vi.stubGlobal('print', print);
  show(talk, visit);
  const finger = aFinger();
  await screen.findByRole('button', { name: 'Preview' });
  finger.tap(tick(/^What I have done/));
  finger.tap(tick(/^Workplaces I have seen/));
  finger.tap(screen.getByRole('button', { name: 'Preview' }));
  paper().getByText('Hospital lab team');
  paper().getByText('I asked about the night shift.');
  paper().getByText('Bakery visit');
  finger.tap(screen.getByRole('button', { name: 'Save as PDF' }));
  expect(print).toHaveBeenCalledOnce();
  expect(finger.taps()).toBe(4);
});

test('holds nothing until it is ticked, and never what is private, whatever is ticked', async () => {
  const { container } = show(talk, visit, ...SECRETS);
  await screen.findByRole('button', { name: 'Preview' });
  expect(screen.getAllByRole<HTMLInputElement>('checkbox').filter(({ checked }) => checked)).toEqual([]);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Preview' }).disabled).toBe(true);
  // With every box ticked, those too that a ticked part opens.
  for (const box of screen.getAllByRole<HTMLInputElement>('checkbox')) if (!box.disabled) fireEvent.click(box);
  for (const box of screen.getAllByRole<HTMLInputElement>('checkbox')) expect(box.checked || box.disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Preview' }));
  paper().getByText('Hospital lab team');
  expect(container.textContent).not.toContain('CANARY');
});

test('leaves out one experience, takes words of their own, and keeps them while it is changed', async () => {
  show(talk, visit);
  await screen.findByRole('button', { name: 'Preview' });
  for (const name of [/^What I have done/, /^Workplaces I have seen/, /^What I am good at/])
    fireEvent.click(tick(name));
  fireEvent.click(tick(/^Bakery visit/));
  fireEvent.input(screen.getByRole('textbox', { name: 'What I am good at' }), { target: { value: 'Patient' } });
  fireEvent.click(screen.getByRole('button', { name: 'Preview' }));
  expect(paper().queryByText('Bakery visit')).toBeNull();
  expect(paper().queryByText('Workplaces I have seen')).toBeNull();
  paper().getByText('Patient');
  fireEvent.click(screen.getByRole('button', { name: 'Change what is in it' }));
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What I am good at' }).value).toBe('Patient');
});

test('is shared as a page of its own, where the browser can share', async () => {
  show(talk);
  await screen.findByRole('button', { name: 'Preview' });
  fireEvent.click(tick(/^What I have done/));
  fireEvent.click(screen.getByRole('button', { name: 'Preview' }));
  expect(screen.queryByRole('button', { name: 'Share' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Change what is in it' }));
  const share = vi.fn<(data: { readonly files: readonly File[] }) => Promise<void>>(() => Promise.resolve());
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { share, canShare: () => true }));
  fireEvent.click(screen.getByRole('button', { name: 'Preview' }));
  fireEvent.click(screen.getByRole('button', { name: 'Share' }));
  const words = await share.mock.calls[0]?.[0].files[0]?.text();
  expect(words).toContain('Hospital lab team');
  expect(words).not.toContain('<svg');
});

test('applications are on it when they are ticked: not what is only thought of, nor what came to nothing', async () => {
  show(
    anApplication({ id: uuid(11) as EntryId }),
    anApplication({ id: uuid(12) as EntryId, provider: 'CANARY college', status: 'thinking' }),
    anApplication({ id: uuid(13) as EntryId, provider: 'CANARY academy', status: 'not-offered' }),
    anApplication({ id: uuid(14) as EntryId, provider: 'CANARY works', status: 'withdrawn' }),
  );
  fireEvent.click(await screen.findByRole('checkbox', { name: /^Where I have applied/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Preview' }));
  expect(paper().getByRole('listitem').textContent).toBe(
    'Wexcombe College, T Level Science, applied. 2 November 2026.',
  );
  expect(document.body.textContent).not.toContain('CANARY');
});
