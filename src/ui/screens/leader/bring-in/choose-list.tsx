/** The first stage: a file or a pasted list, and what it needs to hold. */
import { PATHS } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Field, TextArea } from '../../../parts/fields.tsx';
import { FileDrop } from '../../../parts/file-drop.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { plural } from '../../../../domain/date-words.ts';
import { saveFile } from '../../../queries/files.ts';
import { rowsOf } from './left-out.ts';
import type { BringInState } from './use-bring-in.ts';

/** The id of the field that an error about the list points to. */
export const LIST_FIELD = 'pupil-list';

const EXAMPLE = [
  'UPN,Forename,Surname,Preferred name,Date of birth,Sex,Year group,Form,SEN provision,Pupil premium',
  'B801200005001,Robyn,Example,,03/10/2015,F,Year 7,7A,N,No',
  ',Samuel,Specimen,Sam,14/02/2016,M,Year 7,7A,K,Yes',
].join('\r\n');

/** A Common Transfer File is not counted in rows. */
const sizeWords = (text: string): string =>
  /^\uFEFF?\s*</.test(text) ? 'Common Transfer File' : `${plural(rowsOf(text).length, 'row')} with the headings`;

/** The form. */
export function ChooseList({ state }: { readonly state: BringInState }) {
  const { list, busy, wholeSchool } = state;
  return (
    <Sheet class="two">
      <form
        class="stack-5"
        aria-label="The list"
        onSubmit={(event) => {
          event.preventDefault();
          void state.check();
        }}
      >
        <FileDrop
          label="Choose a file, or drop it here"
          hint="A CSV (in Excel: Save as, “CSV UTF-8”) or a Common Transfer File. At most 5 MB."
          accept=".csv,.txt,.xml,text/csv,text/xml"
          onFile={(file) => void state.takeFile(file)}
        />
        {list.file === null ? (
          <Field label="Or paste the list" hint="With its headings in the first row" id={LIST_FIELD}>
            <TextArea class="pasted" value={list.text} onText={state.paste} rows={8} spellcheck={false} />
          </Field>
        ) : (
          <p id={LIST_FIELD} tabIndex={-1} class="chosen-file">
            <b>{list.file}</b> <span class="quiet">{sizeWords(list.text)}</span>{' '}
            <Button look="plain" onClick={state.forget}>
              Use another list
            </Button>
          </p>
        )}
        <Check
          checked={wholeSchool}
          onChange={state.setWholeSchool}
          hint="Pupils who are not in it are shown as leavers. Leave this off for one form or one year."
        >
          This file is the whole school
        </Check>
        <div class="actions">
          <Button look="do" type="submit" busy={busy}>
            {busy ? 'Checking' : 'Check'}
          </Button>
        </div>
      </form>
      <aside class="side" aria-labelledby="list-needs">
        <section>
          <h2 id="list-needs">What the list needs</h2>
          <ul class="plain-list">
            <li>A name: forename and surname, or both in one column</li>
            <li>The year group</li>
            <li>The UPN or the date of birth, to know each pupil again</li>
          </ul>
          <p class="quiet">
            Good to have: form, preferred name, sex, English as an additional language, SEN provision, pupil premium,
            looked after, dates of joining and leaving. Exports of SIMS, Arbor and Bromcom work as they are; other
            columns are left out.
          </p>
          <p class="quiet">
            In September, begin the <a href={PATHS.newYear}>new school year</a> first; then bring in those who join.
          </p>
          <div>
            <Button look="plain" onClick={() => saveFile('pupils-example.csv', 'text/csv', `\uFEFF${EXAMPLE}\r\n`)}>
              Download an example
            </Button>
          </div>
        </section>
      </aside>
    </Sheet>
  );
}
