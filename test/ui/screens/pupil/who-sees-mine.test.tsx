// @vitest-environment happy-dom
/** "Who can see my information": from the readers of what is really on the record; a question is answered where the pupil reads it. */
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { EntryId } from '../../../../src/domain/ids.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { MyRecord } from '../../../../src/ui/screens/pupil/my-record.tsx';
import { MySteps } from '../../../../src/ui/screens/pupil/my-steps.tsx';
import { WhoSeesMine } from '../../../../src/ui/screens/pupil/who-sees-mine.tsx';
import { PEOPLE, aNote, aStep, anEntry, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { AISHA, herWorld } from './pupil-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const show = (screenShown: preact.ComponentChild, ...entries: readonly Entry[]) =>
  renderScreen(
    <>
      {screenShown}
      <ToastHost />
    </>,
    herWorld(...entries),
  );
const request = anEntry('request', { about: [], words: 'Soon', avoid: '', soon: true, askedOn: '2026-11-09' as never });
const rowOf = async (who: RegExp) => (await screen.findByRole('rowheader', { name: who })).closest('tr')?.textContent;
const concern = (answer: string | null, at: string) =>
  anEntry(
    'concern',
    { on: null, words: 'My form is wrong.', should: '10C', answer },
    { author: AISHA, at: at as Instant, readers: ['P', 'L'] },
  );

describe('who can see my information', () => {
  test('names each role with what it reads of this record, and none that reads nothing', async () => {
    show(<WhoSeesMine />, request);
    expect(await rowOf(/^You$/)).toContain('All that is on My record.');
    expect(await rowOf(/^Your form tutor/)).toContain('Your name, year and form.');
    expect(await rowOf(/^Your careers adviser/)).toContain('All that is on My record.');
    expect(await rowOf(/^All other staff/)).toContain('Your name, year and form.');
  });

  test('says what a role does not read, where that is less', async () => {
    show(<WhoSeesMine />, request, aStep(), anInterview());
    expect(await rowOf(/^Your form tutor/)).toContain(
      'All that is on My record, but not your requests for an interview.',
    );
    expect(await rowOf(/^All other staff/)).toContain('Your name, year and form.');
  });

  test('follows the readers of each entry, whatever its kind is read by as a rule', async () => {
    show(
      <WhoSeesMine />,
      aStep(),
      anInterview(),
      { ...request, readers: ['P', 'T'] },
      { ...request, id: uuid(9) as EntryId },
    );
    // One of the two requests: it must not be said that the form tutor reads none, or all.
    expect(await rowOf(/^Your form tutor/)).toContain(
      'Your name, year and form, your requests for an interview, your interviews and what they agreed and your next steps.',
    );
  });

  test('says until when it is kept at the least', async () => {
    show(<WhoSeesMine />);
    const section = within(await screen.findByRole('region', { name: 'How long it is kept' }));
    section.getByText(/at least until 31 August 2031: three years from the end of Year 11/);
  });

  test('says until when the school keeps it by its own period, from the end of the oldest year or from leaving', async () => {
    const world = (to: string | null) => {
      const { records, ...rest } = herWorld();
      const [school, own] = records;
      const settings = { ...school!.record.entries['school'], keptYears: 6 } as Entry;
      const pupil = { ...own!.record.entries['pupil'], to } as Entry;
      const withIn = (one: typeof school, entry: Entry) => ({
        ...one!,
        record: { ...one!.record, entries: { ...one!.record.entries, [entry.id]: entry } },
      });
      return { ...rest, records: [withIn(school, settings), withIn(own, pupil)] };
    };
    renderScreen(<WhoSeesMine />, world(null));
    const section = async () => within(await screen.findByRole('region', { name: 'How long it is kept' }));
    (await section()).getByText(
      /^School keeps your record for 6 years after you leave. If you stay to the end of Year 11, that is until 31 August 2034./,
    );
    cleanup();
    renderScreen(<WhoSeesMine />, world('2026-12-18'));
    (await section()).getByText(/^School keeps your record for 6 years after you leave: until 18 December 2032./);
  });

  test('says nothing of whether there are private notes, and that there may be', async () => {
    const { container } = show(<WhoSeesMine />, aNote({ why: 'CANARY' }));
    await screen.findByText(/^Careers advisers may keep private notes/);
    expect(container.textContent).not.toContain('CANARY');
  });

  test('names the pupil’s own adviser', async () => {
    show(<WhoSeesMine />, anEntry('adviser', { adviser: PEOPLE.adviser }, { id: singleton('adviser') }));
    expect(await rowOf(/^Your careers adviser, Jo Mercer$/)).toContain('All that is on My record.');
  });

  test('takes a question, kept when it could not be saved and when the dialog is closed', async () => {
    const { saved, fail } = show(<WhoSeesMine />);
    const open = async () => fireEvent.click(await screen.findByRole('button', { name: /^Ask a question/ }));
    const box = () =>
      within(screen.getByRole('dialog')).getByRole<HTMLTextAreaElement>('textbox', { name: 'Your question' });
    await open();
    fireEvent.input(box(), { target: { value: 'Why all staff?' } });
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText('It was not sent. Your words are still here.');
    fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
    await open();
    expect(box().value).toBe('Why all staff?');
    fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText('Thanks. The careers leader will see this and answer you.');
    expect(saved()[0]).toMatchObject({
      name: 'concern.raise',
      args: { on: null, words: 'A question about who can see my information: Why all staff?' },
    });
  });
});

describe('what the pupil asked', () => {
  test('waits at the top of the record until it is answered', async () => {
    show(<MyRecord />, concern(null, '2026-09-10T09:00:00.000Z'));
    const asked = within(await screen.findByRole('region', { name: 'What you asked 1 answer to come' }));
    asked.getByText('My form is wrong.');
    asked.getByText('The careers leader has not answered yet.');
  });

  test('stands there with its answer for four weeks, and then on the line alone', async () => {
    show(<MyRecord />, concern('Put right.', '2026-10-20T09:00:00.000Z'));
    const asked = within(await screen.findByRole('region', { name: 'What you asked answered' }));
    asked.getByText('Put right.');
    cleanup();
    show(<MyRecord />, concern('Put right.', '2026-10-10T09:00:00.000Z'));
    await screen.findByText('Answer: Put right.');
    expect(screen.queryByRole('region', { name: /^What you asked/ })).toBeNull();
  });

  test('an answer of this week is told on the first page', async () => {
    show(<MySteps />, concern('Put right.', '2026-11-09T09:00:00.000Z'));
    await screen.findByRole('region', { name: 'The careers leader has answered you' });
    cleanup();
    show(<MySteps />, concern('Put right.', '2026-11-02T09:00:00.000Z'));
    await screen.findByRole('heading', { level: 1, name: 'My next steps' });
    await screen.findByText(/^Steps that you agree/);
    expect(screen.queryByRole('region', { name: 'The careers leader has answered you' })).toBeNull();
  });
});
