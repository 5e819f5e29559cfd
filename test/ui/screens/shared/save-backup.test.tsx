// @vitest-environment happy-dom
/** Saving a backup file: none is given to anybody that could not be read back. */
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as Backups from '../../../../src/device/backup-file.ts';
import type { MutationId, RecordId } from '../../../../src/domain/ids.ts';
import type { OwnMutation } from '../../../../src/sync/ports.ts';
import { SaveBackup } from '../../../../src/ui/screens/shared/save-backup.tsx';
import { NOW, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { joWorld } from '../adviser/adviser-world.ts';

const MB_50 = 50 * 1024 * 1024;

/** How many bytes the sealed file has, and the names of those that were given to the person. */
const file = vi.hoisted(() => ({ bytes: 0, given: [] as string[] }));
vi.mock('../../../../src/device/backup-file.ts', async (original) => ({
  ...(await original<typeof Backups>()),
  sealBackup: async () => new Uint8Array(file.bytes),
}));
vi.mock('../../../../src/ui/queries/files.ts', () => ({ saveFile: (name: string) => file.given.push(name) }));

beforeEach(() => {
  file.given = [];
});
afterEach(cleanup);

const envelope = {
  id: uuid(1) as MutationId,
  name: 'note.add',
  version: 1,
  record: 'zofia' as RecordId,
  at: NOW,
  args: { id: uuid(2), words: 'Note 1' },
};
const own = [{ id: envelope.id, envelope, taken: null, refused: null }] as unknown as readonly OwnMutation[];

function save(bytes: number) {
  file.bytes = bytes;
  renderScreen(<SaveBackup own={own} onClose={() => {}} />, joWorld([]));
  fireEvent.click(screen.getByRole('button', { name: 'Save the file' }));
}

test('one of more than 50 MB, which would not be read back, is not given: the words stay here', async () => {
  save(MB_50 + 1);
  await screen.findByText('This device could not make the file. Nothing has changed.');
  expect(file.given).toStrictEqual([]);
});

test('one that can be read back is given', async () => {
  save(MB_50);
  await screen.findByText(/^The file is made: fingerpost-backup-/);
  expect(file.given).toHaveLength(1);
});
