// @vitest-environment happy-dom
/** Pastoral and SEND staff: the pupils of their years with support and open steps, what they may change, and nothing more. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { MyYears } from '../../../../src/ui/screens/pastoral/my-years.tsx';
import { SupportPupil } from '../../../../src/ui/screens/pastoral/support-pupil.tsx';
import { pupilPlace } from '../../../../src/ui/screens/shared/search-places.ts';
import { aFollowup, aNote, aPupil, aRecord, aStep, anEntry, anInterview, nextId } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { brandtWorld } from './pastoral-world.ts';

afterEach(() => {
  hideToast();
  cleanup();
});

const support = (
  sen: 'N' | 'K' | 'E',
  more: { outcomes?: string; lookedAfter?: boolean; pupilPremium?: boolean } = {},
) =>
  anEntry(
    'support',
    {
      sen,
      pupilPremium: more.pupilPremium ?? false,
      lookedAfter: more.lookedAfter ?? false,
      outcomes: more.outcomes ?? null,
    },
    { id: singleton('support') },
  );
const helps = (words: string) => anEntry('adjustment', { words }, { id: singleton('adjustment') });
const pupil = (name: string, year: number, ...entries: readonly Entry[]) =>
  aRecord(name.toLowerCase(), aPupil({ name, surname: 'Test', year }), ...entries);
const needsHelp = () => {
  const step = aStep({ id: nextId(), due: '2026-11-25' as IsoDate });
  return [step, aFollowup(step.id, { what: 'needs-help', version: 2 })];
};
const names = () =>
  screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.querySelector('a')?.textContent);

describe('my years', () => {
  const MINE = [
    pupil('Ada', 9, support('K', { outcomes: 'Travel alone to college.' }), helps('Written questions first.')),
    pupil('Ben', 10, support('E')),
    pupil('Cat', 10, support('N', { pupilPremium: true })),
    pupil('Dan', 10, helps('Sits near the front.'), ...needsHelp()),
    pupil('Eve', 10, aStep({ due: '2026-11-06' as IsoDate })),
  ];

  test('begins with those who have a plan: who asks for help first, then who has an EHCP', async () => {
    show(...MINE);
    await screen.findByRole('heading', { level: 1, name: 'My years' });
    await screen.findByText('Years 9 and 10, 5 pupils');
    expect(names()).toEqual(['Dan Test', 'Ben Test', 'Ada Test']);
    screen.getByText('Education, health and care plan');
    screen.getByText('Says: I need help');
    await screen.findByText('Travel alone to college.');
    await screen.findByText('Written questions first.');
  });

  test('pupil premium alone is no plan and stands in no list', async () => {
    const { container } = show(...MINE);
    fireEvent.click(await screen.findByRole('button', { name: /^All/ }));
    expect(names()).toHaveLength(5);
    expect(container.textContent).not.toMatch(/premium/i);
  });

  test('is narrowed to who asks for help, who is late, and to a year', async () => {
    show(...MINE);
    fireEvent.click(await screen.findByRole('button', { name: /^Ask for help/ }));
    expect(names()).toEqual(['Dan Test']);
    fireEvent.click(screen.getByRole('button', { name: /^Overdue steps/ }));
    expect(names()).toEqual(['Eve Test']);
    fireEvent.click(screen.getByRole('button', { name: /^All/ }));
    fireEvent.input(screen.getByRole('searchbox', { name: 'Name' }), { target: { value: 'ad' } });
    expect(names()).toEqual(['Ada Test']);
  });

  test('has nobody of a year that is somebody else’s, or was one’s own last year', async () => {
    renderScreen(
      <MyYears />,
      brandtWorld({ mine: MINE, others: [pupil('Zoe', 11, support('E')), pupil('Yan', 8, support('E'))] }),
    );
    fireEvent.click(await screen.findByRole('button', { name: /^All/ }));
    expect(names()).not.toContain('Zoe Test');
    expect(names()).toHaveLength(5);
  });

  test('says so where somebody looks after no year', async () => {
    renderScreen(<MyYears />, brandtWorld({ mine: [], others: MINE, years: [] }));
    await screen.findByRole('heading', { name: 'You look after no year today' });
  });

  function show(...mine: readonly ReturnType<typeof pupil>[]) {
    return renderScreen(<MyYears />, brandtWorld({ mine }));
  }
});

test('what is found leads to the page of whoever looks after the year', () => {
  const her = 'ada' as RecordId;
  expect(pupilPlace(her, ['pastoral'])).toBe('/support/ada');
  expect(pupilPlace(her, ['tutor', 'pastoral'])).toBe('/support/ada');
  expect(pupilPlace(her, ['tutor'])).toBe('/form/pupils/ada');
  expect(pupilPlace(her, ['pastoral', 'adviser'])).toBe('/pupils/ada');
});

describe('a pupil of my years', () => {
  let serial = 0;
  /** Each time as another account: what is typed is kept by account while the app is open. */
  function show(...entries: readonly Entry[]) {
    const world = brandtWorld({ mine: [pupil('Ada', 9, ...entries)] });
    return renderScreen(
      <>
        <SupportPupil record={'ada' as RecordId} />
        <ToastHost />
      </>,
      { ...world, session: { ...world.session, account: `brandt-${(serial += 1)}` } },
    );
  }
  const dialog = () => within(screen.getByRole('dialog'));

  test('shows support, what helps, steps and the summary; never a note, a draft or a tutor’s question', async () => {
    const held = anInterview({ status: 'finished', summary: 'Compares two colleges.' });
    const { container } = show(
      support('E', { outcomes: 'Travel alone.', pupilPremium: true }),
      helps('Near the front.'),
      held,
      aStep({ what: 'Visit a college' }),
      aNote({ interview: held.id, why: 'CANARY note' }),
      anEntry('ask', { to: 'adviser', words: 'CANARY ask', answer: null }),
      anEntry('request', {
        about: [],
        words: 'CANARY request',
        avoid: '',
        soon: true,
        askedOn: '2026-11-09' as IsoDate,
      }),
      anEntry('grades', { predicted: 'CANARY grades', options: '' }, { id: singleton('grades') }),
    );
    await screen.findByRole('heading', { level: 1, name: 'Ada Test' });
    await screen.findByText('Travel alone.');
    screen.getByText('Near the front.');
    screen.getByText('Compares two colleges.');
    screen.getByText('Visit a college');
    expect(container.textContent).not.toContain('CANARY');
    expect(screen.queryByRole('button', { name: 'Ask the careers leader' })).toBeNull();
    // Once it is known what she may do.
    await screen.findByRole('button', { name: 'Add a next step' });
    const more = screen.getByRole('button', { name: /^More for Ada Test/ });
    expect(more.getAttribute('aria-label')).toMatch(/: change date, not needed$/);
    expect(screen.queryByText('Ask the careers adviser')).toBeNull();
  });

  test('what helps is changed in two taps and the words, and Undo brings back what was there', async () => {
    const { saved } = show(helps('Near the front.'));
    const finger = aFinger();
    finger.tap(await screen.findByRole('button', { name: 'Change what helps' }));
    fireEvent.input(dialog().getByRole('textbox', { name: 'What helps' }), { target: { value: 'Near the door.' } });
    finger.tap(dialog().getByRole('button', { name: 'Save' }));
    await screen.findByText('Near the door.');
    expect(finger.taps()).toBe(2);
    expect(saved()[0]).toMatchObject({ name: 'adjustment.set', args: { words: 'Near the door.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('Near the front.');
  });

  test('support keeps what was not touched; what could not be saved stays', async () => {
    const { saved, fail } = show(support('K', { outcomes: 'Travel alone.', pupilPremium: true }));
    fireEvent.click(await screen.findByRole('button', { name: 'Change support' }));
    fireEvent.click(dialog().getByRole('radio', { name: 'Education, health and care plan' }));
    fail('full');
    fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
    await screen.findByText('Nothing was changed. What you wrote is still here.');
    fireEvent.click(dialog().getByRole('button', { name: 'Not now' }));
    fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Change support' }));
    fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({
      name: 'support.set',
      args: { sen: 'E', pupilPremium: true, lookedAfter: false, outcomes: 'Travel alone.' },
    });
  });

  test('a step is closed in one tap', async () => {
    const { saved } = show(aStep({ what: 'Visit a college' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Done: Ada, visit a college' }));
    await waitFor(() => expect(saved()[0]).toMatchObject({ name: 'step.close' }));
  });
});
