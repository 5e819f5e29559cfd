/** "Waiting for you": what somebody at the school waits for, counted, each with a link to the names. Mock dashboard.html. */
import { longDate, plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { covers } from '../../../../domain/grants.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import {
  askedOn,
  concernsWaiting,
  differencesWaiting,
  openRequests,
  questionsWaiting,
  unfollowedSteps,
  unlistedWaiting,
} from '../../../../domain/waiting.ts';
import { waitingPath } from '../../../app/paths.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Row, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import type { RosterView } from '../../../queries/school.ts';

interface WaitingProps {
  readonly digests: readonly Digest[];
  readonly roster: RosterView;
  readonly today: IsoDate;
}

interface Line extends OwedLine {
  readonly count: number;
}

/** A number of pupils in words, with the way to their names. */
export interface OwedLine {
  readonly href: string;
  /** "4 pupils asked for an interview." */
  readonly words: string;
  /** The first of them, when, where: quiet. */
  readonly more: string;
}

/** The section; one sentence when nobody waits. */
export function Waiting(props: WaitingProps) {
  const lines = linesOf(props).filter(({ count }) => count > 0);
  return (
    <Section title="Waiting for you" class="wait">
      {lines.length === 0 ? <p class="quiet">Nobody is waiting.</p> : null}
      <OwedRows lines={lines} />
    </Section>
  );
}

/** One row a line. */
export const OwedRows = ({ lines }: { readonly lines: readonly OwedLine[] }) => (
  <Rows>
    {lines.map(({ href, words, more }) => (
      <Row class="owed" key={href}>
        <span>
          <b>{words}</b> <span class="quiet">{more}</span>
        </span>
        <ButtonLink look="next" href={href} about={`: ${words}`}>
          See names
        </ButtonLink>
      </Row>
    ))}
  </Rows>
);

/** Does the form have a tutor or cover on this day? */
export const hasTutorOn =
  ({ tutors }: RosterView, today: IsoDate) =>
  (form: string): boolean =>
    tutors.some((tutor) => tutor.form === form && covers(tutor, today));

function linesOf({ digests, roster, today }: WaitingProps): readonly Line[] {
  const requests = openRequests(digests, today);
  const steps = unfollowedSteps(digests, hasTutorOn(roster, today), today);
  const pupilsOfSteps = new Set(steps.map(({ record }) => record)).size;
  const questions = questionsWaiting(digests, today).length;
  const concerns = concernsWaiting(digests, today).length;
  const different = differencesWaiting(digests, today);
  const differences = different.reduce((sum, digest) => sum + digest.differences, 0);
  const unlisted = unlistedWaiting(digests).length;
  const first = requests[0] && askedOn(requests[0]);
  return [
    {
      href: waitingPath('requests'),
      count: requests.length,
      words: `${plural(requests.length, 'pupil')} asked for an interview.`,
      more: first ? `The first on ${longDate(first)}.` : '',
    },
    {
      href: waitingPath('steps'),
      count: steps.length,
      words: `Nobody is following up ${plural(steps.length, 'next step')}.`,
      more: `${plural(pupilsOfSteps, 'pupil')} with no form tutor.`,
    },
    {
      href: waitingPath('questions'),
      count: questions,
      words: `Form tutors ask about ${plural(questions, 'pupil')}.`,
      more: '',
    },
    {
      href: waitingPath('concerns'),
      count: concerns,
      words: `${plural(concerns, 'pupil')} said that something is not right.`,
      more: '',
    },
    {
      href: waitingPath('unlisted'),
      count: unlisted,
      words: `${plural(unlisted, 'pupil')} not on the list.`,
      more: 'An adviser met them.',
    },
    {
      href: waitingPath('differences'),
      count: differences,
      words: `${plural(differences, 'difference')} to settle.`,
      more: `Written or set in two ways at the same time, of ${plural(different.length, 'pupil')}.`,
    },
  ];
}
