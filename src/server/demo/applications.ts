/** Where Year 11 of the demo school has applied: in autumn much is still to come, from March on most have an offer. */
import type { ApplicationStatus, Route } from '../../domain/entries/vocabulary.ts';
import type { Entry } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import { londonInstant } from './demo-calendar.ts';
import { sentence, settled } from './interviews.ts';
import type { Maker } from './maker.ts';
import type { DemoPupil } from './pupils.ts';
import type { World } from './world.ts';

/** Each as often as it stands here. */
const often = (words: string): readonly ApplicationStatus[] => words.split(' ') as ApplicationStatus[];
const AUTUMN = often(
  'thinking thinking thinking applied applied applied interview interview offer accepted not-offered withdrawn',
);
const LATER = often('thinking applied interview offer offer offer accepted accepted accepted not-offered withdrawn');

/** Share of the year group that has said something of where they apply. */
const SAID = 0.7;

/** None before Year 11; then none, one or two. The pupil said it, or the adviser wrote it down. */
export function applications(world: World, pupil: DemoPupil): readonly Entry[] {
  const make = world.makerFor(`applications-${pupil.record}`);
  if (pupil.year !== 11 || !make.rng.chance(SAID)) return [];
  return Array.from({ length: make.rng.int(1, 2) }, () => application(world, make, pupil));
}

function application({ today, schoolYear, staff }: World, make: Maker, pupil: DemoPupil): Entry {
  const { rng } = make;
  const isAutumn = today < `${schoolYear + 1}-03-01`;
  const status = rng.pick(isAutumn ? AUTUMN : LATER);
  const sent = notBefore(pupil.from, addDays(today, -rng.int(16, 50)));
  const answered = notBefore(sent, addDays(today, -rng.int(0, 14)));
  const invited = status === 'interview' ? addDays(today, rng.int(-5, 25)) : addDays(answered, -1);
  const isSent = status !== 'thinking';
  const isMet = status !== 'thinking' && status !== 'applied';
  const isOffered = status === 'offer' || status === 'accepted';
  const known = (is: boolean, day: IsoDate) => (is && rng.chance(0.8) ? day : null);
  return make.entry(
    'application',
    {
      ...place(make, pupil),
      status,
      appliedOn: known(isSent, sent),
      interviewOn: known(isMet, invited),
      offeredOn: known(isOffered, answered),
    },
    { by: rng.chance(0.8) ? pupil.person : staff.jo, at: londonInstant(isSent ? answered : sent, '16:30') },
  );
}

const notBefore = (first: IsoDate, day: IsoDate): IsoDate => (day < first ? first : day);

/** Where, and what: a course at a college, a sixth form, or an apprenticeship. */
function place(make: Maker, pupil: DemoPupil): { provider: string; course: string; route: Route } {
  const slots = settled(pupil, make);
  const course = sentence(String(slots['course']).replace(/^(?:the|an?) /, ''));
  const route = make.rng.pick(['sixth-form', 'college', 'apprenticeship'] as const);
  switch (route) {
    case 'sixth-form':
      return { provider: String(slots['sixthForm']), course: '', route };
    case 'college':
      return { provider: String(slots['college']), course, route: course.startsWith('T Level') ? 't-level' : route };
    case 'apprenticeship':
      return { provider: String(slots['employer']), course: sentence(String(slots['apprenticeship'])), route };
  }
}
