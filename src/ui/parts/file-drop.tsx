/** A file, dropped or chosen, or its text pasted: for lists from the school's own system. */
import { useId, useState } from 'preact/hooks';

type FileDropProps = {
  readonly label: string;
  readonly hint?: string;
  /** ".csv,text/csv". */
  readonly accept?: string;
  readonly onFile: (file: File) => void;
  /** Names the box for pasted text; without `onPaste` there is none. */
  readonly pasteLabel?: string;
  readonly onPaste?: (text: string) => void;
};

const first = (files: FileList | null | undefined): File | undefined => files?.[0];

const PasteBox = ({ label, onPaste }: { readonly label: string; readonly onPaste: (text: string) => void }) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        class="input"
        id={id}
        rows={4}
        autocomplete="off"
        onChange={(event) => onPaste(event.currentTarget.value)}
      />
    </div>
  );
};

/** Everything works by keyboard through the file input; dropping is a convenience. */
export const FileDrop = ({ label, hint, accept, onFile, pasteLabel = 'Or paste the list', onPaste }: FileDropProps) => {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file !== undefined) onFile(file);
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the file input inside does the same */}
      <div
        class={over ? 'drop is-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(first(event.dataTransfer?.files));
        }}
      >
        <label class="label" for={id}>
          {label}
        </label>
        {hint !== undefined && <p class="hint">{hint}</p>}
        <input type="file" id={id} accept={accept} onChange={(event) => take(first(event.currentTarget.files))} />
      </div>
      {onPaste !== undefined && <PasteBox label={pasteLabel} onPaste={onPaste} />}
    </>
  );
};
