/** What a search finds: pupils first, then words in records, with how far it has come. */
import { useEffect, useState } from 'preact/hooks';
import { fullDate, plural } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import { prepareNames, suggestPupils } from '../../../domain/find-pupils.ts';
import type { WordsGathered } from '../../../domain/find-words.ts';
import { fullName } from '../../../domain/person-names.ts';
import { Button } from '../../parts/button.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Section } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import type { Looking } from '../../queries/search.ts';
import { useWordSearch } from '../../queries/search.ts';
import { KIND_WORDS, entryPlace, pupilPlace } from './search-places.ts';

/** Pupils shown; more letters narrow them. */
const MOST_PUPILS = 8;
/** Entries after which the search waits to be asked for more. */
const MOST_ENTRIES = 30;

interface ResultsProps {
  readonly typed: string;
  readonly digests: readonly Digest[];
}

/** The results, in place while one types. */
export function SearchResults({ typed, digests }: ResultsProps) {
  const { session } = useHouse();
  const today = useToday();
  const [most, setMost] = useState(MOST_ENTRIES);
  useEffect(() => prepareNames(digests), [digests]);
  const looking = useWordSearch({ typed, digests, most, today });
  if (typed.trim() === '') return null;
  const own = session.roles.includes('pupil');
  const named = own ? [] : suggestPupils(digests, typed, today, MOST_PUPILS + 1);
  const shown = named.slice(0, MOST_PUPILS);
  const byRecord = new Map(digests.map((digest) => [digest.record, digest]));
  const legal = own ? [] : looking.legal.flatMap((record) => byRecord.get(record) ?? []);
  return (
    <>
      {shown.length + legal.length > 0 ? (
        <Section title="Pupils" level={3}>
          <Rows>
            {shown.map((digest) => (
              <PupilRow key={digest.record} digest={digest} />
            ))}
            {legal.map((digest) => (
              <PupilRow key={digest.record} digest={digest} note="Found by legal name" />
            ))}
          </Rows>
          {named.length > MOST_PUPILS ? (
            <p class="hint">The first {MOST_PUPILS} are shown. Type more of the name.</p>
          ) : null}
        </Section>
      ) : null}
      {looking.found.length > 0 ? (
        <Section title={own ? 'Words in your record' : 'Words in records'} level={3}>
          <Rows>
            {looking.found.map((one) => (
              <WordsRow
                key={`${one.record} ${one.entry} ${one.activity}`}
                found={one}
                digest={byRecord.get(one.record)}
              />
            ))}
          </Rows>
        </Section>
      ) : null}
      <HowFar looking={looking} own={own} pupils={shown.length + legal.length} />
      {looking.state === 'full' ? (
        <Button onClick={() => setMost(looking.found.length + MOST_ENTRIES)}>Look further</Button>
      ) : null}
    </>
  );
}

function PupilRow({ digest: { record, pupil }, note }: { readonly digest: Digest; readonly note?: string }) {
  const { session } = useHouse();
  if (!pupil) return null;
  return (
    <Row>
      <div>
        <RowName
          name={fullName(pupil)}
          href={pupilPlace(record, session.roles)}
          level={4}
          form={pupil.form ?? `Year ${pupil.year}`}
        />
        {note === undefined ? null : <p class="quiet">{note}</p>}
      </div>
    </Row>
  );
}

interface WordsProps {
  readonly found: WordsGathered;
  readonly digest: Digest | undefined;
}

function WordsRow({ found, digest }: WordsProps) {
  const { session } = useHouse();
  const { kind, date, snippet, others } = found;
  const own = session.roles.includes('pupil');
  const pupil = digest?.pupil ?? null;
  return (
    <Row>
      <div>
        <RowName
          name={own || !pupil ? KIND_WORDS[kind] : fullName(pupil)}
          href={entryPlace(found, session.roles)}
          level={4}
          {...(own || !pupil?.form ? {} : { form: pupil.form })}
        />
        <p class="quiet">
          {own ? fullDate(date) : `${KIND_WORDS[kind]}, ${fullDate(date)}`}
          {others > 0 ? `. ${plural(others, 'other pupil')} took part` : ''}
        </p>
        <p class="snippet">
          {snippet.map((piece, i) => (piece.found ? <mark key={i}>{piece.text}</mark> : piece.text))}
        </p>
      </div>
    </Row>
  );
}

interface HowFarProps {
  readonly looking: Looking;
  readonly own: boolean;
  readonly pupils: number;
}

/** How far it is, and what came of it. Only the end is said aloud. */
function HowFar({ looking, own, pupils }: HowFarProps) {
  const { state, found, through, of, failed } = looking;
  const busy = state === 'looking';
  const far = `Looked through ${through.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`;
  return (
    <div class="how-far">
      {own || state === 'nothing' ? null : <p class="quiet">{busy ? `${far} …` : `${far}.`}</p>}
      {failed > 0 ? (
        <p>
          {plural(failed, 'record')} could not be opened and {failed === 1 ? 'was' : 'were'} left out.
        </p>
      ) : null}
      <output class={found.length + pupils > 0 ? 'hide' : 'quiet'}>{busy ? '' : endWords(looking, pupils, own)}</output>
    </div>
  );
}

function endWords({ state, found }: Looking, pupils: number, own: boolean): string {
  if (state === 'nothing') {
    if (pupils > 0) return plural(pupils, 'pupil');
    return own ? 'Type three letters to look in your record.' : 'Nobody of this name or form.';
  }
  if (found.length + pupils === 0) return 'Nothing found.';
  const entries = plural(found.length, 'entry', 'entries');
  if (own) return entries;
  return `${plural(pupils, 'pupil')}, ${entries} in records${state === 'full' ? ' so far' : ''}`;
}
