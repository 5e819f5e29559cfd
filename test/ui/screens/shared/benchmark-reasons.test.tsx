// @vitest-environment happy-dom
/** Staff: from the state of a benchmark one tap opens its rules, what shows them, and what does not count and why. */
import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Entry } from '../../../../src/domain/record.ts';
import type { RecordId } from '../../../../src/domain/ids.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { Prepare } from '../../../../src/ui/screens/adviser/prepare.tsx';
import { FormPupil } from '../../../../src/ui/screens/tutor/form-pupil.tsx';
import { LeaderPupil } from '../../../../src/ui/screens/leader/record.tsx';
import { anExperience, anInterview } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { joWorld, pupilWith } from '../adviser/adviser-world.ts';
import { pupilOf, setting } from '../leader/school.ts';

afterEach(cleanup);

const ENTRIES: readonly Entry[] = [
  anExperience({ facts: { title: 'Hospital lab team', organisation: 'Aldermere Hospital', counts: ['5'] } }),
  anExperience({ facts: { title: 'Bank talk', counts: ['5'], date: '2026-11-02' as IsoDate }, attended: false }),
  anInterview({ status: 'finished', type: 'drop-in', date: '2026-10-20' as IsoDate }),
];
const AISHA = 'aisha' as RecordId;
const LEADER = setting([pupilOf('aisha', ['Aisha', 'Khan', '10C'], ...ENTRIES)]);

const SCREENS = [
  [
    'the adviser’s preparation',
    () => <Prepare record={AISHA} />,
    joWorld([pupilWith('aisha', ['Aisha', 'Khan'], ...ENTRIES)]),
  ],
  ['the tutor’s page of the pupil', () => <FormPupil record={AISHA} />, LEADER],
  ['the careers leader’s record', () => <LeaderPupil record={AISHA} />, LEADER],
] as const;

/** The benchmark's line: its summary, and what is behind it. */
async function line(name: string) {
  const section = within(await screen.findByRole('region', { name: 'Experiences so far' }));
  const details = section.getByText(name).closest('details');
  const summary = details?.querySelector('summary');
  if (!details || !summary) throw new Error(`${name} cannot be asked about.`);
  return { details, summary };
}

test.each(SCREENS)('%s: one tap on a state opens the entry that shows it and the rule', async (_, page, world) => {
  const finger = aFinger();
  renderScreen(page(), world);
  const { details, summary } = await line('Meeting employers');
  expect(summary.textContent).toContain('Complete. Aldermere Hospital, 12 October.');
  expect(details.open).toBe(false);
  finger.tap(summary);
  expect(finger.taps()).toBe(1);
  expect(details.open).toBe(true);
  const shows = within(details).getByRole('list', { name: 'What shows it: Meet an employer every year, Year 10' });
  expect(shows.textContent).toBe('Hospital lab team, 12 October. Talk by an employer, Aldermere Hospital.');
  expect(details.textContent).toContain('What counts: Meeting people from an employer');
  expect(details.textContent).toContain('Gatsby benchmark 5');
});

test.each(SCREENS)('%s: the same tap says why something on the record does not count', async (_, page, world) => {
  renderScreen(page(), world);
  const employers = await line('Meeting employers');
  aFinger().tap(employers.summary);
  expect(employers.details.textContent).toContain('Bank talk, 2 November. Not there that day.');
  const adviser = await line('Talking to an adviser');
  expect(adviser.summary.textContent).toContain('Not yet.');
  aFinger().tap(adviser.summary);
  expect(adviser.details.textContent).toContain('Interview, 20 October. Not a personal guidance interview.');
});
