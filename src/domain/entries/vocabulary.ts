/**
 * The words of the field as closed lists: what can be chosen on screens and what rules count.
 */
import * as z from 'zod/mini';

/** What kind of activity an experience came from. */
export const ACTIVITY_KINDS = [
  'careers-fair',
  'employer-talk',
  'employability-workshop',
  'skills-workshop',
  'enterprise-competition',
  'mentoring',
  'workplace-visit',
  'work-experience',
  'volunteering',
  'shadowing',
  'provider-visit',
  'university-visit',
  'subject-careers',
  'labour-market',
  'course-tool',
  'record-review',
  'tutor-time',
  'other',
] as const;
export const activityKind = z.enum(ACTIVITY_KINDS);
export type ActivityKind = z.infer<typeof activityKind>;

/** The benchmarks that a pupil's experience can count towards. 1 and 4 are whole-school facts; 8 comes from interviews. */
export const countsTowards = z.enum(['2', '3', '4', '5', '6', '7']);
export type CountsTowards = z.infer<typeof countsTowards>;

/** Whom a provider encounter was with (benchmark 7's "full range"; provider access legislation). */
export const PROVIDER_TYPES = [
  'sixth-form',
  'college',
  'university',
  'apprenticeship',
  'utc',
  'studio-school',
] as const;
export const providerType = z.enum(PROVIDER_TYPES);
export type ProviderType = z.infer<typeof providerType>;

/** Facts about an activity that rules and coverage reports use. */
export const ACTIVITY_TAGS = [
  'stem',
  'maths-science',
  'enterprise',
  'role-model',
  'alumni',
  'stereotype-challenging',
  'send',
  'rpa',
  'part-time-job',
] as const;
export const activityTag = z.enum(ACTIVITY_TAGS);
export type ActivityTag = z.infer<typeof activityTag>;

/** Ways on after school that can be talked about (policy 5.5.4, 5.6.4). */
export const ROUTES = [
  'sixth-form',
  'college',
  't-level',
  'apprenticeship',
  'supported-internship',
  'work-with-training',
  'university',
] as const;
export const route = z.enum(ROUTES);
export type Route = z.infer<typeof route>;

/** How far an application is. `withdrawn`: the pupil has withdrawn it. */
export const APPLICATION_STATUSES = [
  'thinking',
  'applied',
  'interview',
  'offer',
  'accepted',
  'not-offered',
  'withdrawn',
] as const;
export const applicationStatus = z.enum(APPLICATION_STATUSES);
export type ApplicationStatus = z.infer<typeof applicationStatus>;

/**
 * What was decided about telling the local authority more than the basics. `not-asked` and `no-reply` are UNS and SNR of the
 * school's information system: nobody was asked, and nobody answered. Education and Skills Act 2008 s.72; policy 5.5.13.
 */
export const SHARING_DECISIONS = ['yes', 'no', 'not-asked', 'no-reply'] as const;
export const sharingDecision = z.enum(SHARING_DECISIONS);
export type SharingDecision = z.infer<typeof sharingDecision>;

/** Who decides about it: a parent or carer, and from 16 the pupil alone. */
export const sharingDecider = z.enum(['pupil', 'parent']);
export type SharingDecider = z.infer<typeof sharingDecider>;

/** How the school was told, or asked. */
export const TOLD_HOW = ['form', 'letter', 'in-person', 'app'] as const;
export const toldHow = z.enum(TOLD_HOW);
export type ToldHow = z.infer<typeof toldHow>;

/** Why an interview is held or asked for (policy 5.12.1). */
export const REASONS = [
  'gcse-options',
  'after-year-11',
  'apprenticeships',
  'university',
  'changing-course',
  'not-sure',
  'worried',
] as const;
export const reason = z.enum(REASONS);
export type Reason = z.infer<typeof reason>;

/** Reasons as people give them. */
export const REASON_NAMES: Readonly<Record<Reason, string>> = {
  'gcse-options': 'GCSE options',
  'after-year-11': 'After Year 11',
  apprenticeships: 'Apprenticeships',
  university: 'University',
  'changing-course': 'Changing course',
  'not-sure': 'Not sure yet',
  worried: 'Worried about something',
};

/** Plans of a pupil that an interview is to use (policy 5.12.4, 5.12.5). */
export const PLANS = ['ehcp', 'pep'] as const;
export const plan = z.enum(PLANS);
export type Plan = z.infer<typeof plan>;

/** Kinds of interview; only a personal guidance interview can count for benchmark 8. */
export const INTERVIEW_TYPES = ['personal-guidance', 'follow-up', 'drop-in', 'phone-or-video'] as const;
export const interviewType = z.enum(INTERVIEW_TYPES);
export type InterviewType = z.infer<typeof interviewType>;

/** What was explained in an interview: who will see it (always), RPA 5.10.1, the grade 4 condition 5.7.8, the bursary 5.5.8. */
export const explained = z.enum(['who-will-see', 'rpa', 'grade-4', 'bursary']);
export type Explained = z.infer<typeof explained>;

/** Who does a next step. */
export const STEP_OWNERS = ['pupil', 'tutor', 'adviser', 'parent', 'leader', 'senco'] as const;
export const stepOwner = z.enum(STEP_OWNERS);
export type StepOwner = z.infer<typeof stepOwner>;

/** SEN provision as the school census has it: none, SEN support, education, health and care plan. */
export const senProvision = z.enum(['N', 'K', 'E']);
export type SenProvision = z.infer<typeof senProvision>;
