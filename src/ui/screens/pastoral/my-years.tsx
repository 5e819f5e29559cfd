/**
 * "My years": the pupils of the years that somebody looks after, with support, EHCP outcomes, what helps, and open next steps.
 * First screen of pastoral and SEND staff. Notes of interviews never reach it. Source: policy 5.4.3, 5.5.11, 5.12.3.
 */
import { useState } from 'preact/hooks';
import type { Digest } from '../../../domain/digest.ts';
import { fullName } from '../../../domain/person-names.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { supportPupilPath } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Field, Select, TextInput } from '../../parts/fields.tsx';
import { Main } from '../../parts/frame.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { Facts } from '../../parts/tag.tsx';
import type { MyYears as Mine } from '../../queries/my-years.ts';
import { useMyYears } from '../../queries/my-years.ts';
import { useRecord } from '../../queries/records.ts';
import { useSendingStatus } from '../../queries/sending.ts';
import { openFacts } from '../shared/pupil-facts.ts';
import type { Need } from './support-list.ts';
import { NEEDS, countNeeds, supportList } from './support-list.ts';
import { planNames } from './support-words.ts';
import '../../styles/screens/pastoral.css';

const TITLE = 'My years';

/** Rows drawn at once. */
const SHOWN = 40;

/** The page. */
export function MyYears() {
  const loaded = useMyYears();
  const { firstSync } = useSendingStatus();
  const isComing = firstSync !== null && loaded.state === 'ready' && loaded.value.pupils.length === 0;
  if (loaded.state === 'ready' && !isComing) return <Shown mine={loaded.value} />;
  return (
    <Main title={TITLE} class="pastoral">
      {loaded.state === 'failed' ? <Unreadable /> : <Loading words="Opening your pupils" />}
    </Main>
  );
}

const Unreadable = () => (
  <Notice state="stop" title="There is a problem">
    <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
  </Notice>
);

function Shown({ mine }: { readonly mine: Mine }) {
  const { years, pupils } = mine;
  return (
    <Main
      title={TITLE}
      class="pastoral"
      hint={years.length === 0 ? undefined : `${yearWords(years)}, ${pupilsWords(pupils.length)}`}
    >
      {years.length === 0 ? (
        <Empty title="You look after no year today">
          <p>Years are given by the careers leader. Your pupils will be here as soon as you have one.</p>
        </Empty>
      ) : (
        <List {...mine} />
      )}
    </Main>
  );
}

const pupilsWords = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'pupil' : 'pupils'}`;

/** "Year 9", "Years 7 and 8", "Years 7 to 11". */
function yearWords(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  if (years.length === 1) return `Year ${first}`;
  if (years.length > 2 && Number(last) - Number(first) === years.length - 1) return `Years ${first} to ${last}`;
  return `Years ${years.slice(0, -1).join(', ')} and ${last}`;
}

const NEED_NAMES: Readonly<Record<Need, string>> = {
  plan: 'With a plan or support',
  help: 'Ask for help',
  overdue: 'Overdue steps',
  all: 'All',
};

function List({ years, pupils, today }: Mine) {
  const counts = countNeeds(pupils, today);
  const [need, setNeed] = useState<Need>(counts.plan > 0 ? 'plan' : 'all');
  const [words, setWords] = useState('');
  const [year, setYear] = useState<number | null>(null);
  const [shown, setShown] = useState(SHOWN);
  const found = supportList(pupils, { need, words, year }, today);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- toggles, not fields: a fieldset would announce a form */}
      <div class="counts" role="group" aria-label="Show">
        {NEEDS.map((each) => (
          <Button key={each} pressed={need === each} onClick={() => setNeed(each)}>
            <span>{NEED_NAMES[each]}</span> <b>{counts[each].toLocaleString('en-GB')}</b>
          </Button>
        ))}
      </div>
      <Sheet>
        <div class="pupil-filters">
          <Field label="Name">
            <TextInput type="search" value={words} onText={setWords} />
          </Field>
          {years.length > 1 ? (
            <Field label="Year">
              <Select
                value={year === null ? '' : String(year)}
                options={[
                  { value: '', label: 'All my years' },
                  ...years.map((one) => ({ value: String(one), label: `Year ${one}` })),
                ]}
                onChoose={(value) => setYear(value === '' ? null : Number(value))}
              />
            </Field>
          ) : null}
        </div>
        <output class="quiet">{found.length === 0 ? 'Nobody in this list.' : pupilsWords(found.length)}</output>
        <Rows label="Pupils">
          {found.slice(0, shown).map((digest) => (
            <PupilRow key={digest.record} digest={digest} today={today} />
          ))}
        </Rows>
        {found.length > shown ? (
          <Button onClick={() => setShown(shown + SHOWN)}>Show more: {found.length - shown} not shown</Button>
        ) : null}
      </Sheet>
    </>
  );
}

function PupilRow({ digest, today }: { readonly digest: Digest; readonly today: IsoDate }) {
  const { pupil, record, support, plan } = digest;
  if (!pupil) return null;
  return (
    <Row class="support-row">
      <div>
        <RowName
          name={fullName(pupil)}
          href={supportPupilPath(record)}
          level={2}
          form={pupil.form ?? `Year ${pupil.year}`}
        />
        <Facts>
          {planNames(support).map((name) => (
            <b key={name}>{name}</b>
          ))}
          {openFacts(digest, today).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </Facts>
        {plan ? <PlanLines digest={digest} /> : null}
      </div>
    </Row>
  );
}

/** The outcomes of the plan and what helps: they stand in the record, which is opened for the rows in sight alone. */
function PlanLines({ digest }: { readonly digest: Digest }) {
  const loaded = useRecord(digest.record);
  const record = loaded.state === 'ready' ? loaded.value : null;
  if (!record) return null;
  const outcomes = entryOf(record, singleton('support'), 'support')?.outcomes ?? '';
  const helps = entryOf(record, singleton('adjustment'), 'adjustment')?.words ?? '';
  return (
    <>
      {outcomes === '' ? null : (
        <p>
          <span class="quiet">Outcomes:</span> {outcomes}
        </p>
      )}
      {helps === '' ? null : (
        <p>
          <span class="quiet">What helps:</span> {helps}
        </p>
      )}
    </>
  );
}
