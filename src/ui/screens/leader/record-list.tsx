/** "Pupils": everybody at the school, found by name, year or form. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { shortDate } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import { findPupils } from '../../../domain/find-pupils.ts';
import type { PupilSearch } from '../../../domain/find-pupils.ts';
import { byForm, fullName } from '../../../domain/person-names.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { PATHS, pupilPath } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Check } from '../../parts/choices.tsx';
import { Field, Select, TextInput } from '../../parts/fields.tsx';
import { Main } from '../../parts/frame.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { Facts } from '../../parts/tag.tsx';
import { useToday } from '../../queries/clock.ts';
import { useDigests } from '../../queries/records.ts';
import '../../styles/screens/leader-record.css';

/** Rows drawn at once: more than any form, few enough to be quick. */
const SHOWN = 60;

const ANYBODY: PupilSearch = { words: '', year: null, form: null, all: false };

/** The page. */
export function PupilList() {
  const digests = useDigests();
  return (
    <Main title="Pupils" class="pupil-list" {...(digests.state === 'ready' ? { hint: hintOf(digests.value) } : {})}>
      <Sheet>
        {digests.state === 'loading' ? <Loading words="Opening the pupils" /> : null}
        {digests.state === 'failed' ? (
          <Notice state="stop" title="There is a problem">
            <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
          </Notice>
        ) : null}
        {digests.state === 'ready' ? <Search digests={digests.value} /> : null}
      </Sheet>
    </Main>
  );
}

const hintOf = (digests: readonly Digest[]): string =>
  `${digests.filter(({ pupil }) => pupil?.to === null).length.toLocaleString('en-GB')} pupils on this device`;

function Search({ digests }: { readonly digests: readonly Digest[] }) {
  const today = useToday();
  const [search, setSearch] = useState(ANYBODY);
  const [shown, setShown] = useState(SHOWN);
  if (digests.length === 0) return <NoPupils />;
  const set = (patch: Partial<PupilSearch>) => {
    setSearch((before) => ({ ...before, ...patch }));
    setShown(SHOWN);
  };
  const found = findPupils(digests, search, today);
  return (
    <>
      <Filters digests={digests} search={search} set={set} today={today} />
      <output class="quiet">{foundWords(found.length)}</output>
      <Rows label="Pupils">
        {found.slice(0, shown).map((digest) => (
          <PupilRow key={digest.record} digest={digest} today={today} />
        ))}
      </Rows>
      {found.length > shown ? (
        <Button onClick={() => setShown(shown + SHOWN)}>Show more: {found.length - shown} not shown</Button>
      ) : null}
    </>
  );
}

const NoPupils = () => (
  <Empty title="No pupils yet">
    <p>Bring in a list from your own system to begin.</p>
    <ButtonLink href={PATHS.bringIn} look="go">
      Bring in pupils
    </ButtonLink>
  </Empty>
);

const foundWords = (count: number): string =>
  count === 0 ? 'Nobody of this name, year or form.' : `${count.toLocaleString('en-GB')} found`;

interface FiltersProps {
  readonly digests: readonly Digest[];
  readonly search: PupilSearch;
  readonly set: (patch: Partial<PupilSearch>) => void;
  readonly today: IsoDate;
}

function Filters({ digests, search, set, today }: FiltersProps) {
  const here = findPupils(digests, { ...ANYBODY, all: search.all }, today).flatMap(({ pupil }) => pupil ?? []);
  const years = [...new Set(here.map(({ year }) => year))].toSorted((a, b) => a - b);
  const ofYear = here.filter(({ year }) => search.year === null || year === search.year);
  const forms = [...new Set(ofYear.flatMap(({ form }) => form ?? []))].toSorted(byForm);
  return (
    <div class="pupil-filters">
      <Field label="Name">
        <TextInput type="search" value={search.words} onText={(words) => set({ words })} />
      </Field>
      <Field label="Year">
        <Select
          value={search.year === null ? '' : String(search.year)}
          options={[
            { value: '', label: 'All years' },
            ...years.map((year) => ({ value: String(year), label: `Year ${year}` })),
          ]}
          onChoose={(value) => set({ year: value === '' ? null : Number(value), form: null })}
        />
      </Field>
      <Field label="Form">
        <Select
          value={search.form ?? ''}
          options={[{ value: '', label: 'All forms' }, ...forms.map((form) => ({ value: form, label: form }))]}
          onChoose={(value) => set({ form: value === '' ? null : value })}
        />
      </Field>
      <Check checked={search.all} onChange={(all) => set({ all })}>
        Also those who have left
      </Check>
    </div>
  );
}

/** Why they are not at the school; null: they are. */
function goneWords({ unlisted, to }: NonNullable<Digest['pupil']>, today: IsoDate): ComponentChildren {
  if (unlisted !== undefined) return <span>Not on the list</span>;
  return to !== null && to < today ? <span>Left on {shortDate(to)}</span> : null;
}

function PupilRow({
  digest: { record, pupil, interviews, requests },
  today,
}: {
  readonly digest: Digest;
  readonly today: IsoDate;
}) {
  if (!pupil) return null;
  const last = interviews
    .filter(({ status }) => status === 'finished')
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  return (
    <Row>
      <div>
        <RowName name={fullName(pupil)} href={pupilPath(record)} level={2} form={pupil.form ?? `Year ${pupil.year}`} />
        <Facts>
          <span>{last ? `Last interview ${shortDate(last)}` : 'No interview yet'}</span>
          {requests.length > 0 ? <span>Asked for an interview</span> : null}
          {goneWords(pupil, today)}
        </Facts>
      </div>
    </Row>
  );
}
