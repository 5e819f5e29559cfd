/** "Changes that were refused": whose they are, about whom and why; the words of one when it is opened, and deleting them. SPEC I10. */
import { useState } from 'preact/hooks';
import type { RefusedChange } from '../../../../protocol/refused.ts';
import { REFUSED_DAYS } from '../../../../protocol/refused.ts';
import { pupilPath } from '../../../app/paths.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Empty, Loading } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { bothLoaded } from '../../../queries/live.ts';
import { wordsOf } from '../../../queries/own-words.ts';
import type { Pages } from '../../../queries/pages.ts';
import { useDigests } from '../../../queries/records.ts';
import { readRefused, useRefused } from '../../../queries/refused.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { useSchool } from '../../../queries/school.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { OwnWordsList } from '../../shared/own-words-list.tsx';
import { DeleteRefused } from './delete-refused.tsx';
import { Answered, Failed, RightsFrame } from './frame.tsx';
import type { PupilNames } from './refused-words.ts';
import { pupilNames, titleOfRefused, whenRefused, whoseRefused, whyRefused } from './refused-words.ts';

const TITLE = 'Changes that were refused';

/** The page. Names come from this device, the list from the server. */
export function Refused() {
  const pages = useRefused();
  const loaded = bothLoaded(useSchool(), useDigests());
  return (
    <RightsFrame
      tab={RIGHTS_PATHS.refused}
      hint={`What somebody had saved and the school could not accept. Its words are kept for ${REFUSED_DAYS} days, then they go by themselves.`}
    >
      <Answered asked={{ ...pages, answer: pages.rows }} words="Asking for what was refused">
        {(rows) =>
          loaded.state === 'ready' ? (
            <List rows={rows} pages={pages} known={{ school: loaded.value[0], names: pupilNames(loaded.value[1]) }} />
          ) : (
            <Loading words="Opening the pupils" />
          )
        }
      </Answered>
    </RightsFrame>
  );
}

interface Known {
  readonly school: SchoolFacts;
  readonly names: PupilNames;
}

interface ListProps {
  readonly rows: readonly RefusedChange[];
  readonly pages: Pages<RefusedChange>;
  readonly known: Known;
}

function List({ rows, pages: { again, older }, known }: ListProps) {
  const [deleting, setDeleting] = useState<RefusedChange | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  if (rows.length === 0) {
    return (
      <Sheet>
        <Empty title="Nothing that was refused is kept">
          <p>What the school cannot accept stands here with its reason, and at its author’s under “Needs you”.</p>
        </Empty>
      </Sheet>
    );
  }
  const count = older ? {} : { count: rows.length };
  return (
    <Sheet>
      <Section title={TITLE} {...count} titleClass="group-title">
        <p>
          Their authors have them under “Needs you”. What is still wanted is said again there, or by you on the record;
          the rest can be deleted. Who reads the words of one stands under “Who has seen it”.
        </p>
        <Rows>
          {rows.map((row) => (
            <RefusedRow key={row.place} row={row} known={known} onDelete={() => setDeleting(row)} />
          ))}
        </Rows>
        <Failed failure={failure} title="Older ones could not be asked for" />
        {older ? (
          <div class="actions">
            <Button onClick={() => void older().then(setFailure)}>Show older</Button>
          </div>
        ) : null}
      </Section>
      {deleting === null ? null : (
        <DeleteRefused
          row={deleting}
          title={titleOfRefused(deleting, known.names)}
          whose={whoseRefused(deleting, known.school, known.names)}
          onClose={() => setDeleting(null)}
          onDone={() => {
            setDeleting(null);
            again();
          }}
        />
      )}
    </Sheet>
  );
}

interface RowProps {
  readonly row: RefusedChange;
  readonly known: Known;
  readonly onDelete: () => void;
}

function RefusedRow({ row, known: { school, names }, onDelete }: RowProps) {
  const { session } = useHouse();
  const [words, setWords] = useState<readonly string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const title = titleOfRefused(row, names);
  const whose = whoseRefused(row, school, names);
  const about = `: ${title}, ${whose}, ${whenRefused(row)}`;
  const read = async () => {
    setBusy(true);
    const answer = await readRefused(session.school, row.place);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setWords(wordsOf(answer.value.args));
  };
  return (
    <Row class="looked">
      <div>
        <RowName name={title} />
        <p class="quiet">
          By {whose}, {whenRefused(row)}
        </p>
        <p>{whyRefused(row)}</p>
        {row.confidential ? (
          <p>Only its author reads it until it is finished. Ask {whose} what is to become of it.</p>
        ) : null}
        <Failed failure={failure} title="The words could not be read" />
        {words === null ? null : <OwnWordsList words={words} />}
      </div>
      <div class="actions">
        {row.confidential ? null : (
          <Button
            pressed={words !== null}
            busy={busy}
            about={about}
            onClick={() => void (words === null ? read() : setWords(null))}
          >
            Read the words
          </Button>
        )}
        {names.has(row.record) ? (
          <ButtonLink look="plain" href={pupilPath(row.record)} about={about}>
            Open the record
          </ButtonLink>
        ) : null}
        <Button look="plain" about={about} onClick={onDelete}>
          Delete these words
        </Button>
      </div>
    </Row>
  );
}
