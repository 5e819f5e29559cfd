// @vitest-environment happy-dom
/** "My record", what is written before an interview, and the copy that a pupil takes away. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../../../src/domain/digest-of.ts';
import { activityWords, entryWords } from '../../../../src/domain/entry-words.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { EntryId } from '../../../../src/domain/ids.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { BeforeInterview } from '../../../../src/ui/screens/pupil/before-interview.tsx';
import { recordPage } from '../../../../src/ui/screens/pupil/download-record.tsx';
import { MyRecord } from '../../../../src/ui/screens/pupil/my-record.tsx';
import type { SchoolFacts } from '../../../../src/ui/queries/school.ts';
import {
  aNote,
  aPupil,
  aRecord,
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
import { herWorld } from './pupil-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const interview = anInterview({
  id: uuid(1) as EntryId,
  status: 'finished',
  date: '2026-10-20' as IsoDate,
  summary: 'You want to compare college with an apprenticeship.',
});
const step = aStep({ id: uuid(2) as EntryId, what: 'Visit a college', interview: interview.id });
const show = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <MyRecord />
      <ToastHost />
    </>,
    herWorld(...entries),
  );

describe('my record', () => {
  test('shows an interview with its summary and steps, who added it and who can see it, never the note', async () => {
    const { container } = show(interview, step, aNote({ interview: interview.id, why: 'CANARY private note' }));
    await screen.findByRole('heading', { level: 1, name: 'My record' });
    await screen.findByText('You want to compare college with an apprenticeship.');
    expect(container.textContent).toContain('Visit a college, by');
    expect(container.textContent).toContain('Added by Jo Mercer');
    screen.getByText('You, your form tutor, staff who support you, your careers adviser and the careers leader.');
    expect(container.textContent).not.toContain('CANARY');
  });

  test('is narrowed to a kind, and says so when there is nothing of it', async () => {
    show(interview);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Interviews' }));
    screen.getByText('Nothing of these kinds is on your record.');
  });

  test('is put right in two taps and the words; what it should say stays when it could not be saved', async () => {
    const { saved, fail } = show(anExperience({ facts: facts({ title: 'Careers fair' }) }));
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: /^Something’s not right ?: Careers fair/ }));
    const dialog = within(screen.getByRole('dialog'));
    const words = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'What is not right' });
    fireEvent.input(words, { target: { value: 'I was ill that day.' } });
    fail('full');
    fireEvent.click(dialog.getByRole('button', { name: 'Send' }));
    await dialog.findByText('It was not sent. Your words are still here.');
    expect(words.value).toBe('I was ill that day.');
    fail(null);
    finger.tap(dialog.getByRole('button', { name: 'Send' }));
    await screen.findByText('Thanks. The careers leader will see this and answer you.');
    expect(finger.taps()).toBe(2);
    expect(saved()[0]).toMatchObject({ name: 'concern.raise', args: { words: 'I was ill that day.', should: '' } });
    await screen.findByText('No answer yet.');
  });

  test('takes what I got out of an experience, saved as it is typed and kept when a device is full', async () => {
    const fair = anExperience({ id: uuid(7) as EntryId, attended: true, facts: facts({ title: 'Careers fair' }) });
    const absent = anExperience({ attended: false, facts: facts({ title: 'Hospital talk' }) });
    const { saved, fail } = show(fair, absent);
    fireEvent.click(await screen.findByRole('button', { name: /^What I got out of it ?: Careers fair/ }));
    expect(screen.queryByRole('button', { name: /^What I got out of it ?: Hospital talk/ })).toBeNull();
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What I got out of Careers fair' });
    fireEvent.input(box, { target: { value: 'Nurses start at 7.' } });
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({
      name: 'experience.reflect',
      args: { id: fair.id, write: { text: 'Nurses start at 7.' } },
    });
    fail('full');
    fireEvent.input(box, { target: { value: 'Nurses start at 7. I would not.' } });
    await screen.findByText('Your last words are still on this page. Copy them before you close it.');
    expect(box.value).toBe('Nurses start at 7. I would not.');
  });

  test('is taken away as a page with every word escaped, and the same as data', () => {
    const record = aRecord('aisha', interview, anExperience({ facts: facts({ title: '<em>Fair</em> & more' }) }));
    const school = { staffById: new Map(), settings: undefined } as unknown as SchoolFacts;
    const html = recordPage({ record, digest: digestOf(record), school, today: '2026-11-11' as IsoDate });
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect(page.querySelector('em')).toBeNull();
    expect(page.body.textContent).toContain('<em>Fair</em> & more');
    expect(page.body.textContent).toContain('You want to compare college with an apprenticeship.');
    expect(JSON.parse(page.querySelector('#record')?.textContent ?? '')).toStrictEqual(record);
  });

  test('has every word in the page that is in the data: a single word too, what was written before an interview, who they are', () => {
    const record = aRecord(
      'aisha',
      aPupil({ pronunciation: 'ah-EE-sha' }),
      anEntry('adjustment', { words: 'Front' }, { id: singleton('adjustment') }),
      anEntry(
        'identity',
        { legalForename: 'Aisha', legalSurname: 'Khan', born: null, upn: null, sex: null, eal: true },
        { id: singleton('identity') },
      ),
      anEntry('grades', { predicted: 'Biology 7', options: 'Art' }, { id: singleton('grades') }),
      anEntry('intention', { route: 'college', detail: 'Welding', backUp: 'Sixth' }, { id: singleton('intention') }),
      anEntry(
        'preparation',
        { ideas: written('Vet'), strengths: written('Maths'), wants: written('Clarity'), worries: written('Money') },
        { id: singleton('preparation') },
      ),
      anApplication({ provider: 'Aldermere', course: 'Plastering', route: 'apprenticeship' }),
      anEntry('concern', { on: null, words: 'Wrong', should: 'Right', answer: 'Mended' }),
      anInterview({ id: uuid(3) as EntryId, status: 'did-not-attend', why: 'Unwell' }),
    );
    const school = { staffById: new Map(), settings: undefined } as unknown as SchoolFacts;
    const html = recordPage({ record, digest: digestOf(record), school, today: '2026-11-11' as IsoDate });
    const words = new DOMParser().parseFromString(html, 'text/html').body;
    for (const script of words.querySelectorAll('script')) script.remove();
    const inData = Object.values(record.entries).flatMap((entry) => [...activityWords(entry), ...entryWords(entry)]);
    expect(inData.length).toBeGreaterThan(12);
    for (const said of [...inData, 'ah-EE-sha', 'Khan', 'English is an additional language for youYes'])
      expect(words.textContent).toContain(said);
  });
});

describe('before my interview', () => {
  test('each answer is saved as it is typed, and can be blank', async () => {
    const { saved } = renderScreen(<BeforeInterview />, herWorld());
    const ideas = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Ideas I have' });
    fireEvent.input(ideas, { target: { value: 'A lab, or art.' } });
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({
      name: 'preparation.write',
      args: { text: 'ideas', write: { text: 'A lab, or art.' } },
    });
    await screen.findByText(/^Saved on this device/);
  });

  test('says so when a device is full, and keeps the words on the page', async () => {
    const { fail } = renderScreen(<BeforeInterview />, herWorld());
    fail('full');
    const worries = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Anything worrying me' });
    fireEvent.input(worries, { target: { value: 'Choosing too early.' } });
    await screen.findByText('Your last words are still on this page. Copy them before you close it.');
    expect(worries.value).toBe('Choosing too early.');
  });
});
