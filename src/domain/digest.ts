/**
 * What lists and dashboards need of a record: computed on the device from what a person may see of it, never sent.
 * Date-free: whether a step is overdue comes from it and today.
 */
import type { EntryId, FormCode, PersonId, RecordId } from './ids.ts';
import type { ActivityFacts, IdentityEntry, StepEntry, InterviewEntry } from './entries/career.ts';
import type { ApplicationStatus, Route } from './entries/vocabulary.ts';
import type { SharingStanding } from './la-sharing.ts';
import type { Instant, IsoDate, ClockTime } from './time.ts';

/** Raised when the shape of a digest changes: devices then compute it again. */
export const DIGEST_VERSION = 6;

/** A next step without its talk: what lists and follow-up need. */
export interface StepDigest {
  readonly id: EntryId;
  readonly what: string;
  readonly due: IsoDate;
  readonly who: StepEntry['who'];
  readonly tutorChecks: boolean;
  readonly status: StepEntry['status'];
  readonly closedOn: IsoDate | null;
  /** Who agreed it. */
  readonly by: PersonId;
  /** The pupil's last word on it since it was last changed by staff, if any. */
  readonly claim: 'claims-done' | 'needs-help' | null;
  /** The last time somebody talked about it. */
  readonly talkedAt: Instant | null;
}

/** An interview without its words: when, with whom, and whether it counts. */
export interface InterviewDigest {
  readonly id: EntryId;
  readonly adviser: PersonId;
  readonly date: IsoDate;
  readonly from: ClockTime;
  readonly minutes: number;
  readonly place: string;
  readonly type: InterviewEntry['type'];
  readonly status: InterviewEntry['status'];
  readonly explained: InterviewEntry['explained'];
  readonly visit: EntryId | null;
  /** The day on which a walk-in was begun; null: it was booked. */
  readonly walkIn: IsoDate | null;
  /** When it was finished; null before. */
  readonly endedAt: Instant | null;
  readonly hasSummary: boolean;
  /** Has the plan been shown to the pupil, who agreed it? */
  readonly agreed: boolean;
}

/** A pupil's part in an activity without what they wrote: what benchmarks count. */
export interface ExperienceDigest {
  readonly id: EntryId;
  /** Without what was learned. */
  readonly facts: Omit<ActivityFacts, 'learned'>;
  readonly attended: boolean;
  readonly status: 'confirmed' | 'claimed' | 'not-counted';
  /** Has the pupil written what they got out of it (part of "meaningful" in the 2025 benchmarks)? */
  readonly reflected: boolean;
}

/** The pupil used facts about jobs or courses (benchmark 2). */
export interface LmiDigest {
  readonly id: EntryId;
  readonly date: IsoDate;
  readonly source: string;
  /** Was it used for a decision ("accessed and used")? */
  readonly decided: boolean;
}

/** An application without where and what: what rules and lists of offers need. */
export interface ApplicationDigest {
  readonly id: EntryId;
  readonly route: Route | null;
  readonly status: ApplicationStatus;
}

/** An unfinished interview of the person themselves. */
export interface DraftDigest {
  readonly id: EntryId;
  readonly interview: EntryId;
  readonly startedAt: Instant;
  readonly status: 'in-progress' | 'paused';
  readonly pausedAt: Instant | null;
  /** How many of the parts have words. */
  readonly parts: number;
}

/** What lists and rules need of one record, as one person may see it. Never sent. */
export interface Digest {
  readonly record: RecordId;
  /** Null when the record has no pupil entry yet (a creation that waits). */
  readonly pupil: {
    readonly name: string;
    readonly surname: string;
    readonly year: number;
    readonly form: FormCode | null;
    readonly from: IsoDate;
    readonly to: IsoDate | null;
    /** Met by an adviser when they were not on the list; `closed`: all has gone to the right pupil. */
    readonly unlisted?: 'open' | 'closed';
  } | null;
  readonly steps: readonly StepDigest[];
  readonly interviews: readonly InterviewDigest[];
  readonly experiences: readonly ExperienceDigest[];
  readonly drafts: readonly DraftDigest[];
  readonly lmi: readonly LmiDigest[];
  readonly applications: readonly ApplicationDigest[];
  /** Open ones: no interview has been booked since. */
  readonly requests: readonly { readonly id: EntryId; readonly askedOn: IsoDate; readonly soon: boolean }[];
  readonly asks: readonly { readonly id: EntryId; readonly answered: boolean; readonly to: 'adviser' | 'leader' }[];
  readonly concerns: readonly { readonly id: EntryId; readonly answered: boolean }[];
  /** Has a preparation been written by the pupil? */
  readonly prepared: boolean;
  /** Has adjustments, support or a plan that the person may see: the neutral word "Plan". */
  readonly plan: boolean;
  readonly support: {
    readonly sen: 'N' | 'K' | 'E';
    readonly pupilPremium: boolean;
    readonly lookedAfter: boolean;
  } | null;
  /** As the school's register has it; null where it is not known, or the person may not see it. Figures are compared by it. */
  readonly sex: IdentityEntry['sex'];
  /** English as an additional language, likewise. */
  readonly eal: boolean | null;
  readonly aspiration: boolean;
  /** Texts written and fields set in two ways at the same time (differences.ts, field-differences.ts), the author's drafts left out. */
  readonly differences: number;
  readonly intention: { readonly route: Route | null } | null;
  /** What was decided about telling the local authority; null where nothing is written, or the person may not see it. */
  readonly sharing: SharingStanding | null;
}

/** Is the pupil at the school on this day? */
export const isHere = ({ pupil }: Digest, today: IsoDate): boolean =>
  pupil !== null && pupil.from <= today && (pupil.to === null || today <= pupil.to);
