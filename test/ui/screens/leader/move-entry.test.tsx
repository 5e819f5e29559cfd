// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { LeaderPupil } from '../../../../src/ui/screens/leader/record.tsx';
import type { RecordId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { PEOPLE, aNote, aStep, anInterview, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { pupilOf, setting } from './school.ts';

// The dialog is loaded when it is asked for, which takes its time once.
beforeAll(() => import('../../../../src/ui/screens/leader/record/move-entry.tsx'));
afterEach(() => {
  cleanup();
  hideToast();
  vi.unstubAllGlobals();
});

const [AISHA, BEN] = [uuid(1) as RecordId, uuid(2) as RecordId];
const held = anInterview({ status: 'finished', date: '2026-10-14' as IsoDate });
const parts = [aNote({ interview: held.id }), aStep({ interview: held.id }), aStep({ interview: held.id })];
const ids = [held, ...parts].map(({ id }) => id);
const ABOUT = 'Personal guidance interview, 14 Oct';

const open = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <LeaderPupil record={AISHA} />
      <ToastHost />
    </>,
    setting([pupilOf(AISHA, ['Aisha', 'Khan', '11A'], ...entries), pupilOf(BEN, ['Ben', 'Carter', '11B'])]),
  );

/** Answers by the path; keeps what was asked. */
function answering(answers: Readonly<Record<string, readonly [number, unknown]>>) {
  const asked: (readonly [string, unknown])[] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: { readonly body: string }) => {
    asked.push([path, JSON.parse(body)]);
    const [status, answer] = answers[path.split('/').at(-1) ?? ''] ?? [404, {}];
    return new Response(JSON.stringify(answer), { status });
  });
  return asked;
}
const preview = {
  entries: ids,
  holders: [{ person: PEOPLE.leader, devices: 2, seen: '2026-11-09T15:30:00.000Z' }],
};

async function chooseBen() {
  fireEvent.click(await screen.findByRole('button', { name: `Move to another pupil: ${ABOUT}` }));
  const dialog = await screen.findByRole('dialog', { name: `Move to another pupil: ${ABOUT}` });
  fireEvent.input(within(dialog).getByRole('searchbox', { name: /Whose is it/ }), { target: { value: 'ben' } });
  fireEvent.click(await within(dialog).findByRole('button', { name: /Ben Carter/ }));
  return within(dialog);
}

describe('moving an entry to another pupil', () => {
  it('shows what goes and who held it, and moves just that', async () => {
    const asked = answering({ preview: [200, preview], moves: [200, { version: 9 }] });
    open(held, ...parts);
    const dialog = await chooseBen();
    await dialog.findByText(/1 interview, 1 private note and 2 next steps/);
    expect(dialog.getByText('2 devices, last contact Monday 9 November')).toBeTruthy();
    expect(asked).toHaveLength(1);
    fireEvent.click(dialog.getByRole('button', { name: 'Move to Ben Carter' }));
    await screen.findByText(`Moved to Ben Carter: ${ABOUT}.`);
    expect(asked[1]?.[1]).toEqual({ record: AISHA, entry: held.id, to: BEN, entries: ids });
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  it('says why nothing was moved', async () => {
    const why = 'That pupil’s record has it already. Remove it here instead.';
    answering({ preview: [409, { type: '/problems/conflict', title: 'c', status: 409, detail: why }] });
    open(held);
    const dialog = await chooseBen();
    await dialog.findByText(why);
    expect(dialog.queryByRole('button', { name: /^Move to/ })).toBeNull();
  });
  it('does not offer the pupil on whose record it is', async () => {
    answering({});
    open(held);
    fireEvent.click(await screen.findByRole('button', { name: `Move to another pupil: ${ABOUT}` }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.input(dialog.getByRole('searchbox'), { target: { value: 'aisha' } });
    await dialog.findByText('Nobody else of this name or form is here.');
  });
  it('is not offered for an interview that is still to come', async () => {
    open(anInterview({ status: 'booked', date: '2026-11-20' as IsoDate }));
    await screen.findByRole('heading', { level: 1, name: 'Aisha Khan' });
    expect(screen.queryByRole('button', { name: /Move to another pupil/ })).toBeNull();
  });
});
