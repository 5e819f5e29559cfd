// @vitest-environment happy-dom
/** A pupil's EHCP, PEP or pathway plan: marked as used, in the private note alone (policy 5.12.4, 5.12.5). */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryId, RecordId } from '../../../../src/domain/ids.ts';
import type { Entry, EntryOf } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import { CheckAndFinish } from '../../../../src/ui/screens/adviser/interview/check-and-finish.tsx';
import { InterviewEditor } from '../../../../src/ui/screens/adviser/interview/interview-editor.tsx';
import { ShowPupil } from '../../../../src/ui/screens/adviser/interview/show-pupil.tsx';
import { PastNotes } from '../../../../src/ui/screens/adviser/prepare/past-notes.tsx';
import { aDraft, aNote, aRecord, anEntry, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { bookedAt, joWorld, pupilWith } from './adviser-world.ts';

afterEach(cleanup);

const INTERVIEW = uuid(1) as EntryId;
const route = { record: 'aisha' as RecordId, interview: INTERVIEW };
const supported = (over: Partial<EntryOf<'support'>> = {}) => ({
  ...anEntry(
    'support',
    { sen: 'E', pupilPremium: false, lookedAfter: true, outcomes: 'Travels alone by bus' },
    { id: singleton('support') },
  ),
  ...over,
});
const draft = (values: EntryOf<'draft'>['values'] = {}) =>
  aDraft(
    INTERVIEW,
    { summary: 'You want to compare college with an apprenticeship.' },
    { values: { status: 'in-progress', explained: ['who-will-see'], noSteps: true, ...values } },
  );
const open = (page: ComponentChild, ...entries: readonly Entry[]) =>
  renderScreen(page, joWorld([pupilWith('aisha', ['Aisha', 'Khan'], bookedAt('10:05', INTERVIEW), ...entries)]));
const box = (name: string) => screen.findByRole('checkbox', { name, hidden: true });

describe('a plan of the pupil', () => {
  test('is ticked in the notes when it was used', async () => {
    const { saved } = open(<InterviewEditor {...route} />, supported(), draft());
    fireEvent.click(await box('Education, health and care plan'));
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({ name: 'draft.set', version: 2, args: { values: { plansUsed: ['ehcp'] } } });
    fireEvent.click(await box('PEP or pathway plan'));
    await waitFor(() => expect(saved()[1]?.args).toMatchObject({ values: { plansUsed: ['ehcp', 'pep'] } }));
  });

  test('is asked for by name only where the pupil has it, and not at all where there is none', async () => {
    open(<InterviewEditor {...route} />, supported({ lookedAfter: false }), draft());
    await box('Education, health and care plan');
    expect(screen.queryByRole('checkbox', { name: 'PEP or pathway plan', hidden: true })).toBeNull();
    cleanup();
    open(<InterviewEditor {...route} />, supported({ sen: 'K', lookedAfter: false }), draft());
    await screen.findByRole('heading', { name: 'Also present', hidden: true });
    expect(screen.queryByText('Plans used')).toBeNull();
  });

  test('goes into the private note, even when nothing else is in it', async () => {
    const { saved } = open(<CheckAndFinish {...route} />, supported(), draft({ plansUsed: ['pep'] }));
    await screen.findByText('Plans used: PEP or pathway plan');
    fireEvent.click(screen.getByRole('button', { name: 'Finish interview' }));
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({ name: 'interview.finish', args: { note: { plansUsed: ['pep'], why: '' } } });
  });

  test('is said not to be marked before the interview is finished, where there is one', async () => {
    open(<CheckAndFinish {...route} />, supported(), draft());
    await screen.findByText('No plan marked as used');
    cleanup();
    open(<CheckAndFinish {...route} />, draft());
    await screen.findByText('No private notes');
    expect(screen.queryByText(/plan marked/)).toBeNull();
  });

  test('is not on the page that the pupil is shown', async () => {
    open(<ShowPupil {...route} />, supported(), draft({ plansUsed: ['ehcp'] }));
    await screen.findByText('You want to compare college with an apprenticeship.');
    expect(document.body.textContent).not.toMatch(/care plan|pathway plan/);
  });

  test('stands with the note afterwards', async () => {
    renderScreen(<PastNotes record={aRecord('aisha', aNote({ plansUsed: ['ehcp'] }))} />, joWorld([]));
    await screen.findByText('Education, health and care plan', { exact: false });
    expect(screen.getByText('Plans used:')).toBeTruthy();
  });
});
