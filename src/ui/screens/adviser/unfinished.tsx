/** The first thing on Today: interviews that were begun and not finished, the one begun last on top. */
import { shortDate } from '../../../domain/date-words.ts';
import type { Digest, DraftDigest } from '../../../domain/digest.ts';
import { possessive } from '../../../domain/person-names.ts';
import type { Instant, IsoDate } from '../../../domain/time.ts';
import { clockOf, dateOf } from '../../../domain/time.ts';
import { interviewPath } from '../../app/paths.ts';
import { Arm } from '../../parts/surface.tsx';

interface UnfinishedProps {
  readonly digests: readonly Digest[];
  readonly today: IsoDate;
}

/** A card each; nothing when all is finished. */
export const Unfinished = ({ digests, today }: UnfinishedProps) => (
  <>
    {openDrafts(digests).map(({ digest, draft }) => (
      <Arm
        key={draft.id}
        href={interviewPath(digest.record, draft.interview)}
        title={`Continue ${possessive(digest.pupil?.name ?? 'a pupil')} interview, started ${whenWords(draft.startedAt, today)}`}
        words={`${pausedWords(draft, today)}${partsWords(draft.parts)} Saved on this tablet.`}
      />
    ))}
  </>
);

/** The adviser's own unfinished interviews, the one begun last first. */
export const openDrafts = (digests: readonly Digest[]) =>
  digests
    .flatMap((digest) => digest.drafts.map((draft) => ({ digest, draft })))
    .toSorted((a, b) => b.draft.startedAt.localeCompare(a.draft.startedAt));

/** "11:02", with the day when it was another one. */
export function whenWords(at: Instant, today: IsoDate): string {
  const day = dateOf(at);
  return day === today ? clockOf(at) : `${shortDate(day)}, ${clockOf(at)}`;
}

const pausedWords = ({ pausedAt }: DraftDigest, today: IsoDate): string =>
  pausedAt ? `Paused at ${whenWords(pausedAt, today)}. ` : '';

const NUMBERS = ['Nothing', 'One part', 'Two parts', 'Three parts', 'Four parts', 'Five parts'];
const partsWords = (parts: number): string => `${NUMBERS[parts] ?? `${parts} parts`} written.`;
