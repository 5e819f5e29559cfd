// @vitest-environment happy-dom
/** Who reads the interview with a pupil who is not on the list: its author and the careers leader, as decision 27 has it, and no form tutor. */
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { EntryId, RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { CheckAndFinish } from '../../../../src/ui/screens/adviser/interview/check-and-finish.tsx';
import { ExitInterview } from '../../../../src/ui/screens/adviser/interview/exit-interview.tsx';
import { Finished } from '../../../../src/ui/screens/adviser/interview/finished.tsx';
import { InterviewEditor } from '../../../../src/ui/screens/adviser/interview/interview-editor.tsx';
import { ShowPupil } from '../../../../src/ui/screens/adviser/interview/show-pupil.tsx';
import { TODAY, aDraft, aPupil, aRecord, aStep, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { joWorld } from './adviser-world.ts';

afterEach(cleanup);

const INTERVIEW = uuid(1) as EntryId;
const route = { record: 'rosalind' as RecordId, interview: INTERVIEW };
const unlisted = aPupil({
  name: 'Rosalind',
  surname: 'Achterberg',
  form: null,
  from: TODAY,
  to: '2026-11-10' as IsoDate,
  unlisted: 'open',
});
const step = aStep({ interview: INTERVIEW, what: 'Visit a college open evening', tutorChecks: true });
const world = (...entries: readonly Entry[]) => joWorld([aRecord('rosalind', unlisted, ...entries)]);
const finished = world(anInterview({ id: INTERVIEW, status: 'finished' }), step);
const writing = world(anInterview({ id: INTERVIEW }), aDraft(INTERVIEW, {}));

/** All that stands on the screen; paper stands in the page too. */
const words = (): string => document.querySelector('main')?.textContent ?? '';

test('the page Finished promises no form tutor, who follows nothing up and reads nothing that is added', async () => {
  renderScreen(<Finished {...route} />, finished);
  await screen.findByText('Only you and the careers leader read this, until it is put with the right pupil’s record');
  expect(words()).not.toMatch(/form tutor|follow up/);
});

test('the notes say who reads the summary now', async () => {
  renderScreen(<InterviewEditor {...route} />, writing);
  await screen.findByText(/Write to Rosalind: “You…”\. Only you and the careers leader read this, until/);
  expect(words()).not.toContain('form tutor');
});

test('a reason why it cannot go ahead is read by no form tutor', async () => {
  renderScreen(<ExitInterview {...route} />, writing);
  await screen.findByRole('textbox', { name: 'Reason' });
  expect(words()).not.toContain('form tutor');
});

test('before it is finished it is said who sees it now, and who once the right pupil is found', async () => {
  renderScreen(<CheckAndFinish {...route} />, writing);
  await screen.findByText(
    /you and the careers leader\. Once it is put with the right pupil’s record: that pupil, their/,
  );
});

test.each([
  ['while it is held', writing],
  ['afterwards', finished],
])('the pupil is told that the school has to find them in its list first, %s', async (_, setting) => {
  renderScreen(<ShowPupil {...route} />, setting);
  await screen.findByText(/your careers adviser and the careers leader, until the school has found you in its list\./);
});
