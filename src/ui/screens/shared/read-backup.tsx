/** "Read a backup file": the file, its words, what is in it, and then into this device. Nothing happens before the last tap. */
import { useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { FileDrop } from '../../parts/file-drop.tsx';
import type { Readable } from '../../queries/backup.ts';
import { openFile, previewWords, readFile, readProblemWords } from '../../queries/backup.ts';
import { useHouse } from '../../queries/house.tsx';
import { savedOrNot } from '../../queries/mutate.ts';
import { thingsIn } from '../../queries/own-things.ts';
import type { OwnMutation } from '../../queries/own-words.ts';
import { storageWords } from './storage-words.ts';
import '../../styles/screens/backup.css';

interface ReadBackupProps {
  readonly own: readonly OwnMutation[];
  readonly onClose: () => void;
}

interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The dialog. */
export function ReadBackup({ own, onClose }: ReadBackupProps) {
  const house = useHouse();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Readable | null>(null);
  const [taken, setTaken] = useState<number | null>(null);

  const choose = async (file: File) => {
    setChosen(null);
    setFound(null);
    const read = await readFile(house, file);
    setProblem(read.ok ? null : readProblemWords(read.error));
    if (read.ok) setChosen({ name: file.name, bytes: read.value });
  };
  const open = async (event: Event) => {
    event.preventDefault();
    if (chosen === null) return;
    setBusy(true);
    const opened = await openFile(house, own, [chosen.bytes, passphrase]);
    setBusy(false);
    setProblem(opened.ok ? null : readProblemWords(opened.error));
    setFound(opened.ok ? opened.value : null);
  };
  const take = async ({ fresh }: Readable) => {
    setBusy(true);
    const saved = await savedOrNot(house, fresh);
    setBusy(false);
    setProblem(saved.kind === 'saved' ? null : `${storageWords(saved.why)} Nothing was brought back.`);
    if (saved.kind === 'saved') setTaken(thingsIn(fresh));
  };

  return (
    <Dialog
      title="Read a backup file"
      onClose={onClose}
      actions={
        <>
          {found && taken === null ? (
            <Button look="do" busy={busy} onClick={() => void take(found)}>
              Bring them back
            </Button>
          ) : null}
          <Button look="plain" onClick={onClose}>
            {taken === null ? 'Close' : 'Done'}
          </Button>
        </>
      }
    >
      {chosen === null ? (
        <FileDrop
          label="The backup file"
          hint="Its name begins with fingerpost-backup"
          onFile={(file) => void choose(file)}
        />
      ) : (
        <p class="quiet">{chosen.name}</p>
      )}
      {chosen && !found ? (
        <form class="open-backup" onSubmit={(event) => void open(event)}>
          <Field label="The words that open it" hint="Four words, or your own passphrase. Capitals do not matter">
            <TextInput value={passphrase} onText={setPassphrase} spellcheck={false} required />
          </Field>
          <Button type="submit" look="do" busy={busy}>
            Open the file
          </Button>
        </form>
      ) : null}
      <div role="alert">{problem === null ? null : <p class="error">{problem}</p>}</div>
      <output>
        {found && taken === null ? <Preview found={found} nowMs={house.nowMs()} /> : null}
        {taken === null ? null : (
          <p>{plural(taken, 'change is', 'changes are')} on this device now and will be sent.</p>
        )}
      </output>
    </Dialog>
  );
}

const Preview = ({ found, nowMs }: { readonly found: Readable; readonly nowMs: number }) => (
  <>
    <p>
      <b>{previewWords(found, nowMs)}.</b>
    </p>
    <p class="quiet">
      {found.here > 0 ? 'The rest of the file is on this device already. ' : ''}
      What the school has already is not saved twice.
    </p>
  </>
);
