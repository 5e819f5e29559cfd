/** All pupils that this person holds, found by name or form. */
import { useState } from 'preact/hooks';
import { isHere } from '../../../domain/digest.ts';
import { suggestPupils } from '../../../domain/find-pupils.ts';
import { fullName } from '../../../domain/person-names.ts';
import { pupilPath } from '../../app/paths.ts';
import { Field, TextInput } from '../../parts/fields.tsx';
import { Main } from '../../parts/frame.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Loading } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { useDigests } from '../../queries/records.ts';
import '../../styles/screens/today.css';

const MOST = 40;

/** The page "Pupils". */
export function Pupils() {
  const digests = useDigests();
  const today = useToday();
  const [words, setWords] = useState('');
  if (digests.state !== 'ready') {
    return (
      <Main title="Pupils">
        <Loading />
      </Main>
    );
  }
  const here = digests.value.filter((d) => isHere(d, today)).length;
  const found = suggestPupils(digests.value, words, today, MOST);
  return (
    <Main title="Pupils" hint={`${here.toLocaleString('en-GB')} pupils on this device`} class="today">
      <Sheet>
        <Field label="Name or form" hint="A part of a name, or a form such as 10B">
          <TextInput type="search" value={words} onText={setWords} />
        </Field>
        {words.trim() !== '' && found.length === 0 ? <p class="quiet">Nobody of this name or form.</p> : null}
        {found.length === MOST ? <p class="hint">The first {MOST} are shown. Type more of the name.</p> : null}
        <Rows>
          {found.map(({ record, pupil }) => (
            <Row key={record}>
              <RowName
                name={pupil ? fullName(pupil) : ''}
                href={pupilPath(record)}
                {...(pupil?.form ? { form: pupil.form } : {})}
              />
            </Row>
          ))}
        </Rows>
      </Sheet>
    </Main>
  );
}
