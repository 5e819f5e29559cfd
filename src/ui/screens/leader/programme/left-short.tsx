/** "Who will be left short": pupils whom no planned activity reaches, by year group and benchmark, with what to do about it. */
import { BENCHMARK_NAMES } from '../../../../domain/benchmarks/names.ts';
import type { LeftShort } from '../../../../domain/benchmarks/left-short.ts';
import { plural } from '../../../../domain/date-words.ts';
import { schoolProvides } from '../../../../domain/benchmarks/school-provides.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { bySurname, fullName } from '../../../../domain/person-names.ts';
import { yearsWords } from '../../../../domain/programme.ts';
import { pupilPath, programmePath } from '../../../app/paths.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Loading, Notice } from '../../../parts/states.tsx';
import { Section } from '../../../parts/surface.tsx';
import { useLeftShort } from '../../../queries/benchmarks.ts';
import { bothLoaded } from '../../../queries/live.ts';
import { useRules } from '../../../queries/rules.ts';
import type { ProgrammeView } from './programme-view.ts';

interface ListProps {
  readonly view: ProgrammeView;
  /** Of this year group alone. */
  readonly only: number | null;
}

/** The section. */
export function LeftShortList({ view, only }: ListProps) {
  const loaded = bothLoaded(useLeftShort(), useRules());
  if (loaded.state === 'loading') return <Loading words="Finding who is left short" />;
  if (loaded.state === 'failed')
    return (
      <Notice state="stop" title="Who will be left short could not be counted">
        <p>Nothing is lost: close Fingerpost and open it again.</p>
      </Notice>
    );
  const [all, rules] = loaded.value;
  const short = all.filter(({ year }) => only === null || year === only);
  const lacking = schoolProvides(rules).flatMap(({ name, lacking: years }) => {
    const own = only === null ? years : years.filter((year) => year === only);
    return own.length > 0 ? [{ name, years: own }] : [];
  });
  return (
    <Section title="Who will be left short">
      <p class="hint">
        Pupils who still need something for a benchmark, and for whom nothing that counts is planned from today on.
      </p>
      {short.length === 0 && lacking.length === 0 ? <p>Nobody: there is a plan for every pupil.</p> : null}
      <div class="short">
        {lacking.map(({ name, years }) => (
          <p key={name}>
            <b>{name}:</b> nothing this year for {yearsWords(years)}.
          </p>
        ))}
        {short.map((one) => (
          <ShortGroup key={`${one.year}/${one.benchmark}`} view={view} short={one} />
        ))}
      </div>
    </Section>
  );
}

/** One year group and benchmark, its names on demand. */
function ShortGroup({
  view: { year: startYear, digests },
  short,
}: {
  readonly view: ProgrammeView;
  readonly short: LeftShort;
}) {
  const { year, benchmark, records, of } = short;
  const name = BENCHMARK_NAMES[benchmark];
  return (
    <details class="short-group">
      <summary>
        <span>
          <b>Year {year}</b>, {name}:{' '}
          {of === records.length ? `all ${of} pupils` : `${records.length} of ${plural(of, 'pupil')}`}
        </span>
      </summary>
      <p>
        <ButtonLink href={`${programmePath(startYear, 'add')}?year=${year}&counts=${benchmark}`}>
          Add an activity for them
        </ButtonLink>
      </p>
      <ul class="short-names">
        {namesOf(digests, records).map(({ record, pupil }) => (
          <li key={record}>
            <a href={pupilPath(record)}>{fullName(pupil)}</a> <span class="quiet">{pupil.form ?? ''}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function namesOf(digests: readonly Digest[], records: LeftShort['records']) {
  const wanted = new Set(records);
  return digests
    .flatMap(({ record, pupil }) => (pupil && wanted.has(record) ? [{ record, pupil }] : []))
    .toSorted((a, b) => bySurname(a.pupil, b.pupil));
}
