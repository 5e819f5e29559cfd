// @vitest-environment happy-dom
/** "Log an activity": four taps for a form, six with two absent; second logs are refused kindly; nothing typed is lost. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryId, FormCode, PersonId, RecordId } from '../../../../src/domain/ids.ts';
import type { Instant, IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { LogActivity, LogForPupil } from '../../../../src/ui/screens/tutor/log-activity.tsx';
import { anEntry, anExperience, facts, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger, choose } from '../../../support/taps.ts';
import { formWorld, twentyEight } from './tutor-world.ts';

/** Logged by Mr Lee for 26, by Mrs Lee for one; one has it not. */
const mixed = (at: string) =>
  twentyEight((i) =>
    i === 27
      ? []
      : [
          anExperience({
            id: uuid(1) as EntryId,
            author: (i === 26 ? 'mrs-lee' : 'mr-lee') as PersonId,
            at: at as Instant,
            facts: fairFacts,
          }),
        ],
  );

afterEach(() => {
  hideToast();
  cleanup();
});

/** Beyond the app's own taps: opening it, and "Log an activity" in the navigation. */
const TAPS_TO_PAGE = 2;
const FAIR = uuid(1) as EntryId;
const fairFacts = facts({
  title: 'Careers fair',
  activity: 'careers-fair',
  date: '2026-11-11' as IsoDate,
  counts: ['5', '7'],
  organisation: 'Twenty employers',
  providers: ['college'],
  occupation: '',
});
const fair = anEntry('planned', { facts: fairFacts, years: [10], form: null, aim: '', cancelled: false }, { id: FAIR });
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const show = (setting: Partial<Parameters<typeof formWorld>[0]> = {}) =>
  renderScreen(
    <>
      <LogActivity />
      <ToastHost />
    </>,
    formWorld({ pupils: twentyEight(), programme: [fair], ...setting }),
  );
const argsOf = (envelope: { readonly args: unknown } | undefined) =>
  envelope?.args as { activity: EntryId; attended: boolean; facts: typeof fairFacts };

describe('the whole form', () => {
  test('is logged in four taps from a cold start, as one act of 28 with one Undo', async () => {
    const { saved } = show();
    const finger = aFinger();
    finger.tap(await screen.findByRole('radio', { name: 'Careers fair Today, planned' }));
    finger.tap(button('Save for 28 pupils'));
    await screen.findByText('Careers fair: logged for 28 pupils.');
    expect(finger.taps() + TAPS_TO_PAGE).toBe(4);
    expect(saved()).toHaveLength(28);
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    expect(new Set(saved().map(({ record }) => record)).size).toBe(28);
    expect(argsOf(saved()[0])).toEqual({ activity: FAIR, attended: true, facts: { ...fairFacts, learned: '' } });
    finger.tap(button('Undo'));
    await waitFor(() => expect(saved()).toHaveLength(56));
    expect(
      new Set(
        saved()
          .slice(28)
          .map(({ name }) => name),
      ),
    ).toEqual(new Set(['activity.unlog']));
  });

  test('but two absent takes six, and the two are logged as absent', async () => {
    const { saved } = show();
    const finger = aFinger();
    finger.tap(await screen.findByRole('radio', { name: /^Careers fair/ }));
    finger.tap(screen.getByRole('checkbox', { name: 'Pupil03 Surname03' }));
    finger.tap(screen.getByRole('checkbox', { name: 'Pupil07 Surname07' }));
    finger.tap(button('Save for 26 pupils'));
    await screen.findByText('Careers fair: logged for 26 pupils, 2 absent.');
    expect(finger.taps() + TAPS_TO_PAGE).toBe(6);
    expect(saved()).toHaveLength(28);
    expect(
      saved()
        .filter((envelope) => !argsOf(envelope).attended)
        .map(({ record }) => record),
    ).toEqual(['p03', 'p07']);
  });

  test('can be unticked at once, and ticked again', async () => {
    show();
    fireEvent.click(await screen.findByRole('radio', { name: /^Careers fair/ }));
    fireEvent.click(button('Untick all'));
    expect(button('Save for 0 pupils').disabled).toBe(true);
    screen.getByText('Tick who took part.');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Pupil05 Surname05' }));
    button('Save for 1 pupil');
    fireEvent.click(button('Tick all'));
    button('Save for 28 pupils');
  });
});

describe('what it was', () => {
  test('presets with whom it was and what it counts towards', async () => {
    show();
    fireEvent.click(await screen.findByRole('radio', { name: /^Careers fair/ }));
    expect(field('With whom').value).toBe('Twenty employers');
    const counts = screen.getByRole('group', { name: 'Counts towards' });
    const ticked = within(counts)
      .getAllByRole<HTMLInputElement>('checkbox')
      .filter(({ checked }) => checked);
    expect(ticked.map((box) => box.closest('label')?.textContent)).toEqual([
      'Meeting employers',
      'Meeting colleges, training and universities',
    ]);
  });

  test('can be written in own words, with a kind that says what it counts towards', async () => {
    const { saved } = show();
    fireEvent.input(await screen.findByRole('combobox', { name: 'Something else' }), {
      target: { value: 'A nurse came to form time' },
    });
    choose(screen.getByRole('combobox', { name: 'Kind of activity' }), 'employer-talk');
    fireEvent.input(field('What pupils learned (optional)'), { target: { value: 'How one becomes a nurse' } });
    fireEvent.click(button('Save for 28 pupils'));
    await screen.findByText('A nurse came to form time: logged for 28 pupils.');
    expect(argsOf(saved()[0]).facts).toMatchObject({
      title: 'A nurse came to form time',
      activity: 'employer-talk',
      counts: ['5'],
      date: '2026-11-11',
      learned: 'How one becomes a nurse',
    });
  });

  test('can be found by search, and by its kind', async () => {
    show();
    const search = await screen.findByRole('combobox', { name: 'Something else' });
    fireEvent.input(search, { target: { value: 'fair' } });
    fireEvent.click(screen.getByRole('option', { name: /^Careers fair.*11 Nov/ }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Careers fair/ }).checked).toBe(true);
    fireEvent.input(search, { target: { value: 'mentor' } });
    fireEvent.click(within(screen.getByRole('listbox')).getByRole('option', { name: 'Mentoring' }));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Kind of activity' }).value).toBe('mentoring');
  });

  test('in own words is the planned one when it is that', async () => {
    const { saved } = show();
    fireEvent.input(await screen.findByRole('combobox', { name: 'Something else' }), {
      target: { value: 'careers FAIR' },
    });
    fireEvent.click(button('Save for 28 pupils'));
    await screen.findByText(/logged for 28/);
    expect(argsOf(saved()[0]).activity).toBe(FAIR);
  });

  test('is the same as last week in one tap, on today’s date', async () => {
    const weekly = uuid(5) as EntryId;
    const { saved } = show({
      pupils: twentyEight(() => [
        anExperience({ id: weekly, facts: { title: 'Reading circle', date: '2026-11-04' as IsoDate } }),
      ]),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Same as last week' }));
    fireEvent.click(button('Save for 28 pupils'));
    await screen.findByText('Reading circle: logged for 28 pupils.');
    expect(argsOf(saved()[0]).facts).toMatchObject({ title: 'Reading circle', date: '2026-11-11' });
    expect(argsOf(saved()[0]).activity).not.toBe(weekly);
  });

  test('on another day than it was logged is another activity, and nobody has it yet', async () => {
    const { saved } = show({ pupils: twentyEight(() => [anExperience({ id: FAIR, facts: fairFacts })]) });
    fireEvent.click(await screen.findByRole('radio', { name: /^Careers fair/ }));
    fireEvent.click(screen.getByRole('radio', { name: /^Yesterday/ }));
    fireEvent.click(button('Save for 28 pupils'));
    await screen.findByText('Careers fair: logged for 28 pupils.');
    expect(argsOf(saved()[0])).toMatchObject({ facts: { date: '2026-11-10', title: 'Careers fair' } });
    expect(argsOf(saved()[0]).activity).not.toBe(FAIR);
  });

  test('is not in the future', async () => {
    show();
    fireEvent.click(await screen.findByRole('radio', { name: /^Careers fair/ }));
    fireEvent.click(screen.getByRole('radio', { name: 'Choose a date' }));
    fireEvent.change(screen.getByLabelText('When: date'), { target: { value: '2026-11-12' } });
    screen.getByText('This day is still to come. Log it when it has been.');
    expect(button('Save for 28 pupils').disabled).toBe(true);
  });
});

describe('a second log', () => {
  const logged = anExperience({
    id: FAIR,
    author: 'mrs-lee' as PersonId,
    at: '2026-10-12T09:00:00.000Z' as Instant,
    facts: { ...fairFacts, date: '2026-10-12' as IsoDate },
  });
  const offer = () =>
    show({
      programme: [
        anEntry(
          'planned',
          { facts: logged.facts, years: [10], form: '10B' as FormCode, aim: '', cancelled: false },
          { id: FAIR },
        ),
      ],
      pupils: twentyEight((i) => (i < 26 ? [logged] : [])),
    });
  /** It is a month old: the search finds it. */
  const pick = async () => {
    fireEvent.input(await screen.findByRole('combobox', { name: 'Something else' }), { target: { value: 'fair' } });
    fireEvent.click(screen.getByRole('option', { name: /^Careers fair.*12 Oct/ }));
  };

  test('says who logged it when for how many, and adds the others only', async () => {
    const { saved } = offer();
    await pick();
    await screen.findByRole('heading', { name: 'Already logged by Mrs Lee on 12 Oct for 26 of 28; add the other 2?' });
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Pupil01/ }).disabled).toBe(true);
    fireEvent.click(button('Save for 2 pupils'));
    await screen.findByText('Careers fair: logged for 2 pupils.');
    expect(saved().map(({ record }) => record)).toEqual(['p27', 'p28']);
    expect(argsOf(saved()[0]).activity).toBe(FAIR);
  });

  test('for all has nothing to add', async () => {
    show({ programme: [fair], pupils: twentyEight(() => [anExperience({ id: FAIR, facts: fairFacts })]) });
    fireEvent.click(await screen.findByRole('radio', { name: 'Careers fair Today, logged for 28 of 28' }));
    await screen.findByRole('heading', { name: 'Already logged by you on 11 Nov for all 28.' });
    screen.getByText('Everybody is logged already.');
    expect(button('Save for 0 pupils').disabled).toBe(true);
  });

  test('leaves who was absent unticked, and takes them when they were there after all', async () => {
    const { saved } = show({
      programme: [fair],
      pupils: twentyEight((i) => [anExperience({ id: FAIR, facts: fairFacts, attended: i > 0 })]),
    });
    fireEvent.click(await screen.findByRole('radio', { name: /^Careers fair/ }));
    await screen.findByRole('heading', { name: /for all 28, 1 absent. Tick who was there after all.$/ });
    fireEvent.click(screen.getByRole('checkbox', { name: /^Pupil01/ }));
    fireEvent.click(button('Save for 1 pupil'));
    await waitFor(() =>
      expect(saved().map(({ record, args }) => [record, argsOf({ args }).attended])).toEqual([['p01', true]]),
    );
  });
});

test('what could not be saved stays as it was, and outlives a look at another page', async () => {
  const { fail, saved, unmount } = show();
  fireEvent.input(await screen.findByRole('combobox', { name: 'Something else' }), {
    target: { value: 'A nurse came' },
  });
  fireEvent.click(screen.getByRole('checkbox', { name: /^Pupil02/ }));
  fail('full');
  fireEvent.click(button('Save for 27 pupils'));
  await Promise.resolve();
  expect(saved()).toHaveLength(0);
  unmount();
  const again = show();
  expect((await screen.findByRole<HTMLInputElement>('combobox', { name: 'Something else' })).value).toBe(
    'A nurse came',
  );
  fireEvent.click(button('Save for 27 pupils'));
  await screen.findByText(/logged for 27 pupils, 1 absent/);
  expect(again.saved()).toHaveLength(28);
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Something else' }).value).toBe('');
});

test('one pupil is logged for by name, in two taps, and nobody else is touched', async () => {
  const { saved } = renderScreen(
    <>
      <LogForPupil record={'p05' as RecordId} />
      <ToastHost />
    </>,
    formWorld({ pupils: twentyEight(), programme: [fair] }),
  );
  await screen.findByRole('heading', { level: 1, name: 'Log an activity for Pupil05' });
  expect(document.title).not.toContain('Pupil05');
  fireEvent.click(screen.getByRole('radio', { name: /^Careers fair/ }));
  fireEvent.click(button('Save for Pupil05'));
  await screen.findByText('Careers fair: logged for Pupil05.');
  expect(saved().map(({ record }) => record)).toEqual(['p05']);
});

describe('what was logged', () => {
  test('is put right by who logged it, in their own logs alone, and stays the same activity', async () => {
    const { saved } = show({ pupils: mixed('2026-11-09T09:00:00.000Z') });
    fireEvent.click(await screen.findByRole('radio', { name: /^Careers fair/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Change what was logged' }));
    const dialog = await screen.findByRole('dialog', { name: 'Change what was logged' });
    await within(dialog).findByText(/^It changes for the 26 pupils .* For 1 it stays/);
    fireEvent.input(within(dialog).getByLabelText('What it was'), { target: { value: 'Careers evening' } });
    fireEvent.input(within(dialog).getByLabelText('When it was'), { target: { value: '2026-11-10' } });
    fireEvent.click(await within(dialog).findByRole('button', { name: 'Change for 26 pupils' }));
    await waitFor(() => expect(saved()).toHaveLength(26));
    expect(new Set(saved().map(({ name }) => name))).toEqual(new Set(['activity.amend']));
    expect(saved()[0]?.args).toMatchObject({ activity: FAIR, facts: { title: 'Careers evening', date: '2026-11-10' } });
    // The one who is not logged yet joins it under its id.
    fireEvent.click(await screen.findByRole('button', { name: 'Save for 1 pupil' }));
    await waitFor(() => expect(saved()).toHaveLength(27));
    expect(argsOf(saved()[26])).toMatchObject({ activity: FAIR, facts: { title: 'Careers evening' } });
  });

  test('is not changed any more when it was logged more than 14 days ago', async () => {
    show({ pupils: mixed('2026-10-28T10:04:00.000Z') });
    fireEvent.click(await screen.findByRole('radio', { name: /^Careers fair/ }));
    await screen.findByRole('heading', { name: /^Already logged by you/ });
    expect(screen.queryByRole('button', { name: 'Change what was logged' })).toBeNull();
  });
});
