/**
 * What the demo school has been told about the local authority: a letter in September to the parents of Years 9 to 11, and the
 * question asked afresh of most who are 16. The youngest years are not asked yet.
 */
import type { Entry, FieldsOf } from '../../domain/record.ts';
import { sixteenOn } from '../../domain/la-sharing.ts';
import type { SharingDecision } from '../../domain/entries/vocabulary.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays, daysBetween } from '../../domain/time.ts';
import { londonInstant } from './demo-calendar.ts';
import type { Maker } from './maker.ts';
import type { DemoPupil } from './pupils.ts';
import type { World } from './world.ts';

type Said = FieldsOf<'la-sharing'>;

/** Each as often as it stands here. */
const often = (words: string): readonly SharingDecision[] => words.split(' ') as SharingDecision[];
const SAID = often(
  'yes yes yes yes yes yes yes yes yes yes yes no no no-reply no-reply no-reply no-reply no-reply not-asked not-asked',
);

/** Share of those who are 16 who have been asked themselves. */
const ASKED_AFRESH = 0.6;

/** One entry, or none where nothing has been written down. */
export function laSharing(world: World, pupil: DemoPupil): readonly Entry[] {
  if (pupil.year < 9) return [];
  const make = world.makerFor(`la-sharing-${pupil.record}`);
  const said = saidBy(world, make, pupil);
  if (said.decidedOn === null) return [make.single('la-sharing', said, { by: world.staff.leader, at: pupil.joinedAt })];
  const by = said.how === 'app' ? pupil.person : world.staff.leader;
  return [make.single('la-sharing', said, { by, at: londonInstant(said.decidedOn, '12:40') })];
}

function saidBy({ today, schoolYear }: World, { rng }: Maker, { from, born }: DemoPupil): Said {
  const decision = rng.pick(SAID);
  const letter = `${schoolYear}-09-10` as IsoDate;
  const asked = letter < from ? addDays(from, 3) : letter;
  const afresh = rng.chance(ASKED_AFRESH);
  const sixteen = sixteenOn(born);
  const own = afresh && sixteen <= today;
  const first = own ? (sixteen < asked ? asked : sixteen) : asked;
  const on = first < today ? addDays(first, rng.int(0, Math.min(20, daysBetween(first, today)))) : today;
  if (decision === 'not-asked') return { decision, decidedBy: null, decidedOn: null, how: null };
  // The letter came before the birthday; who was 16 by then was asked in person.
  const decidedBy = on >= sixteen ? 'pupil' : 'parent';
  const how = decidedBy === 'pupil' ? (decision !== 'no-reply' && rng.chance(0.5) ? 'app' : 'in-person') : 'form';
  return { decision, decidedBy, decidedOn: on, how };
}
