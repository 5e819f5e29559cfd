// @vitest-environment happy-dom
/** Reading a backup file: each file that is not to be taken in has its sentence, and nothing is saved; one's own is saved under its old ids. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { sealBackup } from '../../../../src/device/backup-file.ts';
import type { MutationId, RecordId } from '../../../../src/domain/ids.ts';
import type { BackupContents } from '../../../../src/protocol/backup.ts';
import type { OwnMutation } from '../../../../src/sync/ports.ts';
import { ReadBackup } from '../../../../src/ui/screens/shared/read-backup.tsx';
import { NOW, PEOPLE, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { JO, joWorld } from '../adviser/adviser-world.ts';

afterEach(cleanup);

const WORDS = 'maple harbour violin north';
const aNote = (n: number, name = 'note.add'): BackupContents['mutations'][number] => ({
  id: uuid(n) as MutationId,
  name,
  version: 1,
  record: 'zofia' as RecordId,
  at: NOW,
  args: { id: uuid(n + 50), words: `Note ${n}` },
});
const fileOf = async (mutations: BackupContents['mutations'], over: { school?: string; person?: string } = {}) => {
  const contents = { person: (over.person ?? JO.person) as typeof JO.person, name: 'Jo Mercer', mutations };
  const school = (over.school ?? JO.school) as typeof JO.school;
  return sealBackup({ school, madeAt: NOW, contents }, WORDS, { memory: 64, passes: 1, lanes: 1 });
};
const known = (n: number) => ({ id: uuid(n), envelope: aNote(n) }) as unknown as OwnMutation;

const named = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], 'fingerpost-backup.fingerpost');
const choose = (file: File) => {
  const input = screen.getByLabelText('The backup file');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent(input, new Event('change', { bubbles: true }));
};

/** Chooses the file, and opens it where it asks for its words. */
async function read(bytes: Uint8Array<ArrayBuffer>, own: readonly OwnMutation[] = [], words = WORDS) {
  const world = renderScreen(<ReadBackup own={own} onClose={() => {}} />, joWorld([]));
  choose(named(bytes));
  await waitFor(() =>
    expect(screen.queryByRole('alert')?.textContent || screen.queryByText(/^fingerpost-backup/)).toBeTruthy(),
  );
  const field = screen.queryByLabelText('The words that open it');
  if (field instanceof HTMLInputElement) {
    fireEvent.input(field, { target: { value: words } });
    fireEvent.submit(field.form!);
  }
  return world;
}

const text = (words: string) => new TextEncoder().encode(words);

test.each([
  ['another school’s file', () => fileOf([aNote(1)], { school: 'elsewhere' }), /^This file belongs to another school/],
  ['somebody else’s', () => fileOf([aNote(1)], { person: PEOPLE.tutor }), /^Somebody else made this file/],
  ['one with a change of a newer app', () => fileOf([aNote(1, 'note.sing')]), /^A newer version of Fingerpost/],
  ['one cut short', async () => (await fileOf([aNote(1)])).slice(0, -3), /^This file is damaged or not complete/],
  ['a spreadsheet', async () => text('Name,Form\nAisha,10B\n'), /^This is not a backup file/],
  [
    'a newer format',
    async () => text('{"format":"fingerpost-backup","version":9}\n'),
    /^A newer version of Fingerpost/,
  ],
  ['an empty one', () => fileOf([]), /^There is nothing in this file/],
] as const)('%s is refused with a sentence, and nothing is saved', async (_, make, words) => {
  const { saved } = await read(await make());
  await screen.findByText(words);
  expect(screen.queryByRole('button', { name: 'Bring them back' })).toBeNull();
  expect(saved()).toStrictEqual([]);
});

test('one of more than 50 MB is refused before a byte of it is read, and another can be chosen', async () => {
  const { saved } = renderScreen(<ReadBackup own={[]} onClose={() => {}} />, joWorld([]));
  const whole = named(await fileOf([aNote(1)]));
  const readBytes = vi.fn<() => Promise<ArrayBuffer>>();
  const sized = (bytes: number): File => {
    const file = named(new Uint8Array());
    return Object.defineProperties(file, {
      size: { value: bytes },
      arrayBuffer: { value: readBytes.mockImplementation(() => whole.arrayBuffer()) },
    });
  };
  choose(sized(50 * 1024 * 1024 + 1));
  await screen.findByText(
    'This file has more than 50 MB, which no backup file of Fingerpost has. It was not read. Choose another one.',
  );
  expect(readBytes).not.toHaveBeenCalled();
  expect(saved()).toStrictEqual([]);
  choose(sized(50 * 1024 * 1024));
  await screen.findByLabelText('The words that open it');
  expect(screen.getByRole('alert').textContent).toBe('');
});

test('wrong words are said to be wrong, and may be tried again', async () => {
  await read(await fileOf([aNote(1)]), [], 'four quite wrong words');
  await screen.findByText('These words do not open the file. Check each word and try again.');
  screen.getByLabelText('The words that open it');
});

test('a file that was read before says so', async () => {
  await read(await fileOf([aNote(1)]), [known(1)]);
  await screen.findByText('This file has been read here before. All that is in it is on this device.');
});

test('one’s own is shown before it is taken in, and saved under its old ids, without what is here already', async () => {
  const { saved } = await read(await fileOf([aNote(1), aNote(2), aNote(3)]), [known(2)]);
  await screen.findByText('2 changes by Jo Mercer, 1 pupil, made Wednesday 10:05.');
  screen.getByText(/^The rest of the file is on this device already\./);
  expect(saved()).toStrictEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Bring them back' }));
  await screen.findByText('2 changes are on this device now and will be sent.');
  expect(saved()).toStrictEqual([aNote(1), aNote(3)]);
});

test('on a full tablet nothing of it is brought back, and it can be tried again', async () => {
  const { saved, fail } = await read(await fileOf([aNote(1)]));
  fail('full');
  fireEvent.click(await screen.findByRole('button', { name: 'Bring them back' }));
  await screen.findByText('This tablet is full. Nothing was brought back.');
  expect(saved()).toStrictEqual([]);
  fail(null);
  fireEvent.click(screen.getByRole('button', { name: 'Bring them back' }));
  await waitFor(() => expect(saved()).toHaveLength(1));
});
