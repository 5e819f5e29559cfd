/** "Save a backup file": the button, wherever unsent words are spoken of, and the dialog behind it. */
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import type { OwnMutation } from '../../queries/own-words.ts';
import { useLater } from './use-later.ts';

interface BackupButtonProps {
  /** What may go into the file: what the school has already is left out. */
  readonly own: readonly OwnMutation[];
  /** Words after the visible ones, for screen readers. */
  readonly about?: string;
  readonly look?: 'do';
}

/** The button. */
export function BackupButton({ own, about, look }: BackupButtonProps) {
  const { Shown, open, close } = useLater(() => import('./save-backup.tsx').then((m) => m.SaveBackup));
  return (
    <>
      <Button {...(look ? { look } : {})} {...(about === undefined ? {} : { about })} onClick={open}>
        <Icon name="download" />
        Save a backup file
      </Button>
      {Shown ? <Shown own={own} onClose={close} /> : null}
    </>
  );
}
