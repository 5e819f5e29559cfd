// @vitest-environment happy-dom
/** "Will you carry on today?": three ways out of an interview, none of which loses a word without asking. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryId, RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { ExitInterview } from '../../../../src/ui/screens/adviser/interview/exit-interview.tsx';
import { NotSavedNotice } from '../../../../src/ui/screens/shared/not-saved-notice.tsx';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import { aDraft, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { bookedAt, joWorld, pupilWith } from './adviser-world.ts';

afterEach(() => {
  hideToast();
  trouble.clear();
  cleanup();
});

const INTERVIEW = uuid(1) as EntryId;
const route = { record: 'aisha' as RecordId, interview: INTERVIEW };
const open = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <NotSavedNotice />
      <ExitInterview {...route} />
      <ToastHost />
    </>,
    joWorld([pupilWith('aisha', ['Aisha', 'Khan'], bookedAt('10:05', INTERVIEW), ...entries)]),
  );
const words = () => aDraft(INTERVIEW, { now: 'Likes labs.' });
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('leaving an interview', () => {
  test('pauses it with its notes in one tap', async () => {
    const { saved } = open(words());
    await screen.findByRole('heading', { level: 1, name: 'Will you carry on today?' });
    await press('Yes, pause and keep notes');
    await waitFor(() =>
      expect(saved()[0]).toMatchObject({ name: 'draft.set', args: { values: { status: 'paused' } } }),
    );
  });

  test('says when the tablet could not pause it', async () => {
    const { saved, fail } = open(words());
    fail('full');
    await press('Yes, pause and keep notes');
    await screen.findByText('This tablet is full.');
    expect(saved()).toHaveLength(0);
  });

  test('cancels it with a reason and keeps what was written', async () => {
    const { saved } = open(words());
    fireEvent.input(await screen.findByRole('textbox', { name: 'Reason' }), { target: { value: 'Fire drill' } });
    await press('It cannot go ahead');
    await screen.findByText('Cancelled. Your notes are kept.');
    expect(saved()[0]).toMatchObject({ name: 'interview.cancel', args: { why: 'Fire drill' } });
    expect(saved().some(({ name }) => name === 'draft.discard')).toBe(false);
    await press('Undo');
    await waitFor(() => expect(saved().at(-1)).toMatchObject({ name: 'interview.reinstate' }));
  });

  test('throws notes of the wrong pupil away only after it was asked twice', async () => {
    const { saved } = open(words());
    await press('Wrong pupil, discard');
    await press('Keep them');
    expect(saved()).toHaveLength(0);
    await press('Wrong pupil, discard');
    await press('Throw them away');
    await waitFor(() => expect(saved()[0]).toMatchObject({ name: 'draft.discard' }));
  });
});
