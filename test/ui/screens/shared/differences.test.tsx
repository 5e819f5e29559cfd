// @vitest-environment happy-dom
/** Differences to settle, in place: both wordings stand, and one tap writes over all of them. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { EntryId, TextId } from '../../../../src/domain/ids.ts';
import { singleton } from '../../../../src/domain/record.ts';
import { Prepare } from '../../../../src/ui/screens/adviser/prepare.tsx';
import { MyRecord } from '../../../../src/ui/screens/pupil/my-record.tsx';
import { NOW, PEOPLE, TODAY, aStep, anEntry, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { joWorld, pupilWith } from '../adviser/adviser-world.ts';
import { herWorld } from '../pupil/pupil-world.ts';

afterEach(cleanup);

const base = 'Wants to be a vet.';
const head = (n: number, text: string, by: typeof PEOPLE.adviser) => ({
  id: uuid(n) as TextId,
  text,
  by,
  at: NOW,
  base,
});
const clash = (by: typeof PEOPLE.adviser) =>
  pupilWith(
    'zofia',
    ['Zofia', 'Nowak'],
    anEntry(
      'aspiration',
      {
        words: {
          heads: [head(1, 'Wants to be a nurse.', by), head(2, 'Wants to be a pilot.', PEOPLE.tutor)],
          past: [],
        },
      },
      { id: singleton('aspiration') },
    ),
  );
const show = (by: typeof PEOPLE.adviser = PEOPLE.adviser) => {
  const record = clash(by);
  return renderScreen(<Prepare record={record.id} />, joWorld([record]));
};

test('both wordings are shown with whose they are', async () => {
  show();
  const region = await screen.findByRole('region', { name: 'Differences to settle' });
  expect(region.textContent).toContain('Career ideas was written in two ways at the same time.');
  expect([...region.querySelectorAll('figure')].map((side) => side.textContent)).toStrictEqual([
    'Yours, 11 November, 10:05Wants to be a nurse.',
    'Mr Lee, 11 November, 10:05Wants to be a pilot.',
  ]);
});

test.each([
  ['Keep mine', 'Wants to be a nurse.'],
  ['Keep theirs', 'Wants to be a pilot.'],
  ['Keep both', 'Wants to be a nurse.\n\nWants to be a pilot.'],
])('%s is written over both, and there is nothing left to settle', async (name, text) => {
  const { saved } = show();
  fireEvent.click(await screen.findByRole('button', { name: `${name}: Career ideas` }));
  await waitFor(() => expect(saved()).toHaveLength(1));
  expect(saved()[0]).toMatchObject({ name: 'aspiration.write', args: { write: { text, over: [uuid(1), uuid(2)] } } });
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Differences to settle' })).toBeNull());
});

test('where neither wording is one’s own, they are told apart by their place', async () => {
  show(PEOPLE.leader);
  await screen.findByRole('button', { name: 'Keep the first: Career ideas' });
  screen.getByRole('button', { name: 'Keep the second: Career ideas' });
});

const setTwice = (earlier: typeof PEOPLE.adviser, last: typeof PEOPLE.adviser) =>
  pupilWith('zofia', ['Zofia', 'Nowak'], {
    ...aStep({
      id: uuid(5) as EntryId,
      what: 'Visit a college',
      status: 'not-needed',
      why: 'Moved away',
      author: last,
    }),
    replaced: {
      status: { value: 'done', by: earlier, at: NOW },
      why: { value: null, by: earlier, at: NOW },
      closedOn: { value: TODAY, by: earlier, at: NOW },
    },
  });

test.each([
  ['Keep mine', { as: 'not-needed', why: 'Moved away' }],
  ['Keep theirs', { as: 'done', why: null, on: TODAY }],
])('a step that was closed in two ways is closed as said by %s', async (name, args) => {
  const record = setTwice(PEOPLE.tutor, PEOPLE.adviser);
  const { saved } = renderScreen(<Prepare record={record.id} />, joWorld([record]));
  const region = await screen.findByRole('region', { name: 'Differences to settle' });
  expect([...region.querySelectorAll('figure')].map((side) => side.textContent)).toStrictEqual([
    'Mr Lee, 11 November, 10:05Done.',
    'Yours, 11 November, 10:05Not needed: Moved away.',
  ]);
  fireEvent.click(screen.getByRole('button', { name: `${name}: The next step “Visit a college”` }));
  await waitFor(() => expect(saved()).toHaveLength(1));
  expect(saved()[0]).toMatchObject({ name: 'step.close', args: { id: uuid(5), ...args } });
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Differences to settle' })).toBeNull());
});

test('what is for others to settle is not put before a pupil', async () => {
  renderScreen(<MyRecord />, herWorld(...Object.values(setTwice(PEOPLE.tutor, PEOPLE.adviser).entries)));
  await screen.findByText('Visit a college');
  expect(screen.queryByRole('region', { name: 'Differences to settle' })).toBeNull();
});
