/** "Not asked yet", "To be asked again at 16", "Said no": whom to ask about the local authority, and what was decided written down for several at once. Policy 5.5.13. */
import { useMemo, useState } from 'preact/hooks';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { SharingList } from '../../../../domain/sharing-lists.ts';
import { sharingList } from '../../../../domain/sharing-lists.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { Scroll, Table } from '../../../parts/table.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { Choosing } from '../gap/choose.ts';
import { useChoosing } from '../gap/choose.ts';
import { PupilTick } from '../gap/gap-table.tsx';
import { ListActions, SelectedBar } from '../gap/pupils-chosen.tsx';
import { LIST_TITLES } from './list-words.ts';
import { RecordDecision } from './record-decision.tsx';
import '../../../styles/screens/gap.css';

const HINTS: Readonly<Record<SharingList, string>> = {
  again:
    'What a parent or carer decided ended on the 16th birthday, or with Year 11 where the birth date is not known. Until the pupil is asked, only the basics may be given.',
  'not-asked': 'Until somebody is asked, only the basics may be given.',
  no: 'Only the basics may be given: name, address and date of birth, and name and address of a parent.',
};

/** What the day in a list is; none where nobody has been asked. */
const DAYS: Readonly<Record<SharingList, string | null>> = { again: '16 since', 'not-asked': null, no: 'Until' };

interface NamesProps {
  readonly list: SharingList;
  readonly digests: readonly Digest[];
}

/** The page. */
export function SharingNames({ list, digests }: NamesProps) {
  const today = useToday();
  const rows = sharingList(digests, list, today);
  const listed = useMemo(() => rows.map(({ record }) => record), [rows.map(({ record }) => record).join()]);
  const choosing = useChoosing(listed);
  const title = `${LIST_TITLES[list]} (${rows.length})`;
  const actions = (
    <ListActions
      choosing={choosing}
      file={`local-authority-${list}`}
      table={(isListed) =>
        fileRows(
          list,
          rows.filter(({ record }) => isListed(record)),
        )
      }
    />
  );
  return (
    <>
      <Main
        title={title}
        class="gap few-columns"
        hint={
          <>
            <a href={PATHS.dashboard}>Dashboard</a>: local authority. {HINTS[list]}
          </>
        }
        {...(rows.length > 0 ? { actions } : {})}
      >
        <Sheet>
          {rows.length === 0 ? (
            <Empty title="Nobody">
              <ButtonLink href={PATHS.dashboard} look="back">
                Dashboard
              </ButtonLink>
            </Empty>
          ) : (
            <Scroll label={title}>
              <Table
                caption={title}
                quiet
                columns={['Pupil', 'Form', ...(DAYS[list] === null ? [] : [DAYS[list]])]}
                rows={rows.flatMap((digest) => rowOf(list, digest, choosing))}
              />
            </Scroll>
          )}
        </Sheet>
      </Main>
      <Chosen choosing={choosing} />
    </>
  );
}

function rowOf(list: SharingList, digest: Digest, { chosen, choose }: Choosing) {
  const { record, pupil, sharing } = digest;
  if (!pupil) return [];
  const until = sharing?.until ? fullDate(sharing.until) : 'The pupil says otherwise';
  const tick = <PupilTick row={{ record, pupil }} chosen={chosen} onChoose={choose} />;
  return [{ key: record, cells: [tick, pupil.form ?? `Year ${pupil.year}`, ...(DAYS[list] === null ? [] : [until])] }];
}

/** Who, and what stands: no birthday. */
const fileRows = (list: SharingList, rows: readonly Digest[]): readonly (readonly string[])[] => [
  ['Pupil', 'Year', 'Form', 'Local authority'],
  ...rows.flatMap(({ pupil }) =>
    pupil ? [[fullName(pupil), String(pupil.year), pupil.form ?? '', LIST_TITLES[list]]] : [],
  ),
];

function Chosen({ choosing }: { readonly choosing: Choosing }) {
  const { inOrder: records, clear } = choosing;
  const [open, setOpen] = useState(false);
  if (records.length === 0) return null;
  return (
    <>
      <SelectedBar choosing={choosing}>
        <Button look="go" onClick={() => setOpen(true)}>
          Record a decision
        </Button>
      </SelectedBar>
      {open ? (
        <RecordDecision
          records={records}
          about={plural(records.length, 'pupil')}
          asksWho={false}
          onClose={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            clear();
          }}
        />
      ) : null}
    </>
  );
}
