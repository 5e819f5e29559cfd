// @vitest-environment happy-dom
/** "10B: next steps": sections and counts, one tap for done, bulk with one act and one Undo, words that stay. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryId } from '../../../../src/domain/ids.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { FormSteps } from '../../../../src/ui/screens/tutor/form-steps.tsx';
import type { PEOPLE } from '../../../support/builders.ts';
import { aDraft, aFollowup, aNote, aStep, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { formWorld, pupilWith } from './tutor-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const due = (date: string) => date as IsoDate;
/** Away from the ids that the house gives, which count from 1. */
const id = (n: number) => uuid(n + 1000) as EntryId;
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const show = (pupils: Parameters<typeof formWorld>[0]['pupils'], more: Partial<Parameters<typeof formWorld>[0]> = {}) =>
  renderScreen(
    <>
      <FormSteps />
      <ToastHost />
    </>,
    formWorld({ pupils, ...more }),
  );

const aisha = () =>
  pupilWith(
    'aisha',
    ['Aisha', 'Khan'],
    aStep({ id: id(1), due: due('2026-11-06') }),
    aStep({ id: id(2), what: 'Write a first CV', due: due('2026-11-12') }),
    aFollowup(id(1), { what: 'claims-done', author: 'aisha' as typeof PEOPLE.tutor, version: 2 }),
    aNote({ why: 'CANARY private note' }),
    aDraft(id(9), { why: 'CANARY draft' }),
  );
const kai = () =>
  pupilWith(
    'kai',
    ['Kai', 'Bennett'],
    aStep({ id: id(3), what: 'Bring back the work experience form', due: due('2026-11-05') }),
    aFollowup(id(3), { what: 'needs-help', author: 'kai' as typeof PEOPLE.tutor, version: 2 }),
  );
const grace = () =>
  pupilWith(
    'grace',
    ['Grace', 'Liu'],
    aStep({ id: id(4), what: 'Ask Mr Osborne about Further Maths', due: due('2026-11-02') }),
    aStep({ id: id(5), what: 'Visit an open day', due: due('2026-12-02') }),
    aStep({ id: id(6), what: 'Read a job profile', status: 'done', closedOn: due('2026-11-10') }),
  );
const eight = () =>
  Array.from({ length: 8 }, (_, i) =>
    pupilWith(`p${i}`, [`Pupil${i}`, `Surname${i}`], aStep({ id: id(20 + i), due: due('2026-11-04') })),
  );

describe('the list', () => {
  test('has the form in its h1 and the sections in order, with counts', async () => {
    show([aisha(), kai(), grace()]);
    await screen.findByRole('heading', { level: 1, name: '10B: next steps' });
    fireEvent.click(button('Later 1'));
    fireEvent.click(button('Done 1'));
    expect(screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent)).toEqual([
      'Overdue 3',
      'This week 1',
      'Later 1',
      'Done 1',
    ]);
  });

  test('begins with overdue and this week, and says what is not shown', async () => {
    show([aisha(), kai(), grace()]);
    expect((await screen.findByRole('button', { name: 'Overdue 3' })).getAttribute('aria-pressed')).toBe('true');
    expect(button('This week 1').getAttribute('aria-pressed')).toBe('true');
    expect(button('Later 1').getAttribute('aria-pressed')).toBe('false');
    screen.getByText('1 later step and 1 done are not shown.');
    fireEvent.click(button('Overdue 3'));
    expect(screen.queryByRole('region', { name: 'Overdue 3' })).toBeNull();
    screen.getByText('3 overdue, 1 later step and 1 done are not shown.');
  });

  test('puts what pupils say on top, before what is later still', async () => {
    show([grace(), kai(), aisha()]);
    const overdue = await screen.findByRole('region', { name: 'Overdue 3' });
    expect(
      within(overdue)
        .getAllByRole('heading', { level: 3 })
        .map((h) => h.textContent),
    ).toEqual(['Kai Bennett', 'Aisha Khan', 'Grace Liu']);
    within(overdue).getByText('Aisha says: I’ve done this');
    within(overdue).getByText('Kai says: I need help');
    within(overdue).getByText('9 days overdue');
    screen.getByText('Wednesday 11 November. Two pupils have answered.');
  });

  test('never shows a note or a draft', async () => {
    const { container } = show([aisha()]);
    await screen.findByRole('heading', { level: 1 });
    expect(container.textContent).not.toContain('CANARY');
  });

  test('of another form is one tap away for a tutor of two, and is empty when nobody is in it', async () => {
    show([aisha()], { alsoForms: ['9A'] });
    fireEvent.click(await screen.findByRole('button', { name: '9A' }));
    await screen.findByRole('heading', { level: 1, name: '9A: next steps' });
    screen.getByRole('heading', { name: 'Nothing here: overdue, this week' });
    fireEvent.click(button('10B'));
    await screen.findByRole('heading', { level: 1, name: '10B: next steps' });
  });
});

describe('a step', () => {
  test('is done in one tap, with how many are left, and Undo opens it again', async () => {
    const { saved } = show([aisha()]);
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'Done: Aisha, visit a college open evening' }));
    await screen.findByText('Done: Aisha, visit a college open evening. Aisha has 1 more step.');
    expect(finger.taps()).toBe(1);
    expect(saved().map(({ name, record, args }) => ({ name, record, args }))).toEqual([
      { name: 'step.close', record: 'aisha', args: { id: id(1), as: 'done', why: null, on: '2026-11-11' } },
    ]);
    await screen.findByRole('button', { name: 'Overdue 0' });
    finger.tap(button('Undo'));
    await screen.findByRole('button', { name: 'Done: Aisha, visit a college open evening' });
    expect(saved().at(-1)?.args).toEqual({ id: id(1), as: 'to-do' });
    screen.getByText('Aisha says: I’ve done this');
  });

  test('done hands the focus on to the next', async () => {
    show([grace(), kai()]);
    fireEvent.click(await screen.findByRole('button', { name: /^Done: Kai/ }));
    await screen.findByText(/^Done: Kai, bring back/);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Done: Grace, ask Mr Osborne about Further Maths');
  });

  test('is talked about in one tap and stays open; a line for the pupil may follow', async () => {
    const { saved } = show([grace()]);
    fireEvent.click(await screen.findByRole('button', { name: /^Talked about it: Grace, ask/ }));
    const line = await screen.findByRole('textbox', { name: 'What was said, in a line (optional)' });
    expect(saved().map(({ name }) => name)).toEqual(['followup.add']);
    screen.getByRole('region', { name: 'Overdue 1' });
    fireEvent.input(line, { target: { value: 'He will be in his room on Friday.' } });
    fireEvent.click(button('Add this line'));
    await screen.findByText('Added for Grace.');
    expect(saved().at(-1)?.args).toMatchObject({ step: id(4), words: 'He will be in his room on Friday.' });
  });

  test('talked about by mistake is as it was after Undo', async () => {
    const { saved } = show([grace()]);
    fireEvent.click(await screen.findByRole('button', { name: /^Talked about it: Grace, ask/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(saved().map(({ name }) => name)).toEqual(['followup.add', 'entry.withdraw', 'step.reopen']),
    );
    await waitFor(() => expect(screen.queryByText('Talked about')).toBeNull());
  });

  test('keeps the line that could not be saved', async () => {
    const { fail } = show([grace()]);
    fireEvent.click(await screen.findByRole('button', { name: /^Talked about it: Grace, ask/ }));
    const line = await screen.findByRole<HTMLInputElement>('textbox', { name: /^What was said/ });
    fireEvent.input(line, { target: { value: 'On Friday.' } });
    fail('full');
    fireEvent.click(button('Add this line'));
    await waitFor(() => expect(line.value).toBe('On Friday.'));
    expect(line.isConnected).toBe(true);
  });

  test('gets another date from the menu, and Undo gives the old one back', async () => {
    const { saved } = show([grace()]);
    fireEvent.click(await screen.findByRole('button', { name: /^More for Grace Liu, ask/ }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Change date' }));
    const dialog = screen.getByRole('dialog', { name: 'Change date: Grace, ask Mr Osborne about Further Maths' });
    fireEvent.click(within(dialog).getByRole('radio', { name: /^In 2 weeks/ }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save date' }));
    await screen.findByText('Grace, ask Mr Osborne about Further Maths: now by Wed 25 Nov.');
    fireEvent.click(button('Undo'));
    await waitFor(() => expect(saved().at(-1)?.args).toEqual({ id: id(4), to: { due: '2026-11-02' } }));
  });

  test('is not needed for a reason', async () => {
    const { saved } = show([grace()]);
    fireEvent.click(await screen.findByRole('button', { name: /^More for Grace Liu, ask/ }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Not needed' }));
    const dialog = screen.getByRole('dialog');
    const save = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Not needed' });
    expect(save.disabled).toBe(true);
    fireEvent.click(within(dialog).getByRole('radio', { name: 'Plans have changed' }));
    fireEvent.click(save);
    await waitFor(() => expect(saved().at(-1)?.args).toMatchObject({ as: 'not-needed', why: 'Plans have changed' }));
  });

  test('can be asked about; the question outlives a closed dialog and a full device', async () => {
    const { saved, fail } = show([grace()]);
    const open = async () => {
      fireEvent.click(await screen.findByRole('button', { name: /^More for Grace Liu, ask/ }));
      fireEvent.click(screen.getByRole('menuitem', { name: 'Ask the careers adviser' }));
      return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your question' });
    };
    fireEvent.input(await open(), { target: { value: 'Is Further Maths offered nearby?' } });
    fireEvent.click(button('Not now'));
    expect((await open()).value).toBe('Is Further Maths offered nearby?');
    fail('full');
    fireEvent.click(button('Ask'));
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toMatch(/^Is Further/));
    fail(null);
    fireEvent.click(button('Ask'));
    await screen.findByText('Asked the careers adviser about Grace.');
    expect(saved().at(-1)?.args).toMatchObject({
      to: 'adviser',
      words: 'About “Ask Mr Osborne about Further Maths”: Is Further Maths offered nearby?',
    });
    expect((await open()).value).toBe('');
  });

  test('that is done can be opened again later', async () => {
    const { saved } = show([grace()]);
    fireEvent.click(await screen.findByRole('button', { name: 'Done 1' }));
    fireEvent.click(button('Open again: Grace, read a job profile'));
    await screen.findByText('Open again: Grace, read a job profile.');
    expect(saved().at(-1)?.args).toEqual({ id: id(6), as: 'to-do' });
  });
});

describe('many steps', () => {
  test('eight pupils are done in three taps on the page (four with opening it), as one act with one Undo', async () => {
    const { saved } = show(eight());
    const finger = aFinger();
    finger.tap(await screen.findByRole('checkbox', { name: 'Select Pupil0 Surname0, visit a college open evening' }));
    finger.tap(button('Select all in this list'));
    screen.getByText('8 selected');
    finger.tap(button('Mark 8 done'));
    await screen.findByText('8 done.');
    expect(finger.taps()).toBe(3);
    expect(saved().map(({ name }) => name)).toEqual(Array(8).fill('step.close'));
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    expect(saved()[0]?.act).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selected steps' })).toBeNull());
    finger.tap(button('Undo'));
    await screen.findByRole('region', { name: 'Overdue 8' });
    expect(
      new Set(
        saved()
          .slice(8)
          .map(({ act }) => act),
      ).size,
    ).toBe(1);
  });

  test('all of a list is selected first, then all that is shown', async () => {
    show([aisha(), kai(), grace()]);
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Select Kai Bennett/ }));
    fireEvent.click(button('Select all in this list'));
    screen.getByText('3 selected');
    fireEvent.click(button('Select all in this list'));
    screen.getByText('4 selected');
    fireEvent.click(button('Clear'));
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  test('what is hidden is not acted on', async () => {
    show([aisha(), kai(), grace()]);
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Select Kai Bennett/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: /^Select Aisha Khan, write/ }));
    fireEvent.click(button('Overdue 3'));
    screen.getByText('1 selected');
  });

  test('get one date, and are talked about together', async () => {
    const { saved } = show(eight());
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Select Pupil0/ }));
    fireEvent.click(button('Select all in this list'));
    fireEvent.click(button('Change date for 8'));
    const dialog = screen.getByRole('dialog', { name: 'Change date for 8' });
    fireEvent.click(within(dialog).getByRole('radio', { name: /^In 2 weeks/ }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save date' }));
    await screen.findByText('8 steps: now by Wed 25 Nov.');
    expect(saved()).toHaveLength(8);
    fireEvent.click(await screen.findByRole('button', { name: 'Later 8' }));
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Select Pupil3/ }));
    fireEvent.click(button('Select all in this list'));
    fireEvent.click(button('Talked about it'));
    await screen.findByText('Talked about 8.');
    expect(
      saved()
        .slice(8)
        .map(({ name }) => name),
    ).toEqual(Array(8).fill('followup.add'));
  });

  test('stay selected when they could not be saved', async () => {
    const { fail, saved } = show(eight());
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Select Pupil0/ }));
    fail('full');
    fireEvent.click(button('Mark 1 done'));
    await Promise.resolve();
    expect(saved()).toHaveLength(0);
    screen.getByText('1 selected');
  });
});
