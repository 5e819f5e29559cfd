/** "Pupils' codes": activation codes for the pupils of a form or a year, printed as slips. Online only: the server makes them. */
import { useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import { byForm, bySurname, fullName } from '../../../../domain/person-names.ts';
import type { PupilAccounts } from '../../../../protocol/accounts.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Field, Select } from '../../../parts/fields.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Empty, Notice } from '../../../parts/states.tsx';
import { Scroll, Table } from '../../../parts/table.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { makePupilCodes, usePupilAccounts } from '../../../queries/people.ts';
import { failureWords } from '../../../queries/server.ts';
import { NeedsInternet } from '../needs-internet.tsx';
import type { Slip } from './slips.tsx';
import { SlipSheets, untilWords } from './slips.tsx';

type Pupil = Digest & { readonly pupil: NonNullable<Digest['pupil']> };

const isHere = (digest: Digest): digest is Pupil => digest.pupil !== null && digest.pupil.to === null;

/** Forms and years as choices: "year 9", "form 9A". */
function groupsOf(pupils: readonly Pupil[]) {
  const years = [...new Set(pupils.map(({ pupil }) => pupil.year))].toSorted((a, b) => a - b);
  const formsIn = (year: number) =>
    [
      ...new Set(pupils.flatMap(({ pupil }) => (pupil.year === year && pupil.form !== null ? [pupil.form] : []))),
    ].toSorted(byForm);
  return years.flatMap((year) => [
    { value: `year ${year}`, label: `Year ${year}, all forms` },
    ...formsIn(year).map((form) => ({ value: `form ${form}`, label: form as string })),
  ]);
}

const isIn = ({ pupil }: Pupil, group: string): boolean =>
  group === `year ${pupil.year}` || (pupil.form !== null && group === `form ${pupil.form}`);

/** The page below the tabs. */
export function PupilCodes({ digests }: { readonly digests: readonly Digest[] }) {
  const pupils = digests.filter(isHere);
  const groups = groupsOf(pupils);
  const [group, setGroup] = useState('');
  const chosen =
    group === '' ? (groups.find(({ value }) => value.startsWith('form'))?.value ?? groups[0]?.value ?? '') : group;
  if (pupils.length === 0) return <NoPupils />;
  const there = pupils
    .filter((pupil) => isIn(pupil, chosen))
    .toSorted((a, b) => byForm(a.pupil.form ?? '', b.pupil.form ?? '') || bySurname(a.pupil, b.pupil));
  return (
    <>
      <NeedsInternet title="Codes need internet" why="The server makes them. Slips that are printed already work on." />
      <Sheet>
        <Section title="Pupils’ codes" class="stack-5">
          <p>
            Each pupil gets a slip with a code, chooses a sign-in name and a password, and sees their own record. Codes
            work once, for 14 days.
          </p>
          <div class="group-choice">
            <Field label="Form or year">
              <Select value={chosen} options={groups} onChoose={setGroup} />
            </Field>
          </div>
          <GroupCodes key={chosen} pupils={there} />
        </Section>
      </Sheet>
    </>
  );
}

const NoPupils = () => (
  <Sheet>
    <Empty title="No pupils yet">
      <p>Codes are made for pupils who are here.</p>
      <ButtonLink look="go" href={PATHS.bringIn}>
        Bring in pupils
      </ButtonLink>
    </Empty>
  </Sheet>
);

type Account = PupilAccounts['pupils'][number];

/** Pupils of one form or year. */
function GroupCodes({ pupils }: { readonly pupils: readonly Pupil[] }) {
  const { session } = useHouse();
  const { answer, failure, again } = usePupilAccounts();
  const [slips, setSlips] = useState<readonly Slip[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const accounts = new Map((answer ?? []).map((account) => [account.record, account]));
  const without = pupils.filter(({ record }) => !accounts.has(record));
  const make = async (records: readonly RecordId[]) => {
    setBusy(true);
    setTrouble(null);
    const made = await makePupilCodes(session.school, records);
    setBusy(false);
    if (!made.ok) return setTrouble(failureWords(made.error));
    const byRecord = new Map(pupils.map((pupil) => [pupil.record, pupil.pupil]));
    setSlips(
      made.value.map(({ record, code, expires }) => {
        const pupil = byRecord.get(record);
        return { key: record, name: pupil ? fullName(pupil) : '', form: pupil?.form ?? null, code, expires };
      }),
    );
    return again();
  };
  return (
    <>
      {trouble === null ? null : (
        <div role="alert">
          <Notice state="stop" title="No codes were made">
            <p>{trouble}</p>
          </Notice>
        </div>
      )}
      {slips.length > 0 ? <Made slips={slips} /> : null}
      {answer === null ? (
        <NotKnown failure={failure === null ? null : failureWords(failure)} onAgain={again} />
      ) : (
        <>
          <div class="actions">
            {without.length > 0 ? (
              <Button
                look={slips.length > 0 ? 'plain' : 'do'}
                busy={busy}
                onClick={() => void make(without.map(({ record }) => record))}
              >
                Make {plural(without.length, 'code')}
              </Button>
            ) : (
              <p class="quiet">All {plural(pupils.length, 'pupil')} here have a code or an account.</p>
            )}
          </div>
          <Scroll label="Pupils and their accounts">
            <Table
              quiet
              caption="Pupils and their accounts"
              columns={['Pupil', 'Form', 'Account', 'Lost the slip or the password']}
              rows={pupils.map(({ record, pupil }) => ({
                key: record,
                cells: [
                  fullName(pupil),
                  pupil.form ?? '–',
                  accountWords(accounts.get(record)),
                  accounts.has(record) ? (
                    <Button look="plain" small onClick={() => void make([record])} about={` for ${fullName(pupil)}`}>
                      New code
                    </Button>
                  ) : (
                    ''
                  ),
                ],
              }))}
            />
          </Scroll>
        </>
      )}
    </>
  );
}

function accountWords(account: Account | undefined): string {
  if (account === undefined) return 'None yet';
  if (account.account === 'active') return account.codeExpires === null ? 'Active' : 'Active, with a new code out';
  return account.codeExpires === null ? 'None yet' : `Code until ${untilWords(account.codeExpires)}`;
}

function Made({ slips }: { readonly slips: readonly Slip[] }) {
  return (
    <>
      <section class="well code-card no-print" aria-labelledby="made-codes">
        <h3 id="made-codes">{plural(slips.length, 'code')} made. They are shown only now</h3>
        <p>Print the slips before you leave this page, and hand them out in form time.</p>
        <div class="actions">
          <Button look="do" onClick={() => window.print()}>
            <Icon name="print" />
            Print {plural(slips.length, 'slip')}
          </Button>
        </div>
        <ul class="codes">
          {slips.map(({ key, name, code }) => (
            <li key={key}>
              {name} <b class="nowrap">{code}</b>
            </li>
          ))}
        </ul>
      </section>
      <SlipSheets slips={slips} />
    </>
  );
}

function NotKnown({ failure, onAgain }: { readonly failure: string | null; readonly onAgain: () => void }) {
  if (failure === null) return <p class="quiet">Asking who has an account</p>;
  return (
    <div>
      <p>{failure}</p>
      <Button onClick={onAgain}>Try again</Button>
    </div>
  );
}
