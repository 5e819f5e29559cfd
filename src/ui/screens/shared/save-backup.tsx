/** "Save a backup file": four words that open it, or a passphrase of one's own, then the file. */
import { useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { PASSPHRASE_MIN, fourWords, plainPassphrase, saveBackup, unsentOf } from '../../queries/backup.ts';
import { useHouse } from '../../queries/house.tsx';
import type { OwnMutation } from '../../queries/own-words.ts';
import { thingsIn } from '../../queries/own-things.ts';
import '../../styles/screens/backup.css';

interface SaveBackupProps {
  readonly own: readonly OwnMutation[];
  readonly onClose: () => void;
}

/** The dialog. It stays open after the file is made: the words are needed for as long as the file is. */
export function SaveBackup({ own, onClose }: SaveBackupProps) {
  const house = useHouse();
  const [words, setWords] = useState(fourWords);
  const [chosen, setChosen] = useState<string | null>(null);
  const [tooShort, setTooShort] = useState(false);
  const [made, setMade] = useState<'not' | 'making' | 'failed' | { readonly name: string }>('not');
  const save = async () => {
    const short = chosen !== null && plainPassphrase(chosen).length < PASSPHRASE_MIN;
    setTooShort(short);
    if (short) return;
    setMade('making');
    setMade(
      await saveBackup(house, own, chosen ?? words).then(
        (name) => ({ name }),
        () => 'failed' as const,
      ),
    );
  };
  const isMade = typeof made === 'object';
  return (
    <Dialog
      title="Save a backup file"
      onClose={onClose}
      actions={
        <>
          <Button look="do" busy={made === 'making'} onClick={() => void save()}>
            {isMade ? 'Save it again' : 'Save the file'}
          </Button>
          <Button look="plain" onClick={onClose}>
            {isMade ? 'I have the file and the words' : 'Close'}
          </Button>
        </>
      }
    >
      <p>{contentWords(own)} You can read it back on any device, signed in as yourself.</p>
      {chosen === null ? (
        <Offered words={words} />
      ) : (
        <Field
          label="Your own passphrase"
          hint={`At least ${PASSPHRASE_MIN} characters. Not a password that you use elsewhere`}
          error={tooShort ? `Write at least ${PASSPHRASE_MIN} characters` : undefined}
        >
          <TextInput value={chosen} onText={setChosen} autocomplete="new-password" spellcheck={false} />
        </Field>
      )}
      {isMade ? null : (
        <div class="actions">
          {chosen === null ? (
            <Button small look="plain" onClick={() => setWords(fourWords())}>
              Other words
            </Button>
          ) : null}
          <Button small look="plain" onClick={() => setChosen(chosen === null ? '' : null)}>
            {chosen === null ? 'Use my own passphrase' : 'Use four words'}
          </Button>
        </div>
      )}
      <output>
        {isMade ? <p class="made">The file is made: {made.name}. Keep it and the words apart.</p> : null}
        {made === 'failed' ? <p class="error">This device could not make the file. Nothing has changed.</p> : null}
      </output>
    </Dialog>
  );
}

const Offered = ({ words }: { readonly words: string }) => (
  <div>
    <p id="backup-words">Write these four words down. Nobody can open the file without them.</p>
    <p class="four-words" aria-labelledby="backup-words">
      {words}
    </p>
  </div>
);

function contentWords(own: readonly OwnMutation[]): string {
  const changes = thingsIn(unsentOf(own).flatMap(({ envelope }) => envelope ?? []));
  return `The file holds ${plural(changes, 'change')} that ${changes === 1 ? 'is' : 'are'} not with the school, sealed.`;
}
