/** Some of the closed lists as people call them: for screens, apart from the lists themselves, with which every record is read. */
import type { ActivityKind, InterviewType, Plan, ProviderType, Route } from './entries/vocabulary.ts';

/** Kinds of activity as people call them. */
export const ACTIVITY_KIND_NAMES: Readonly<Record<ActivityKind, string>> = {
  'careers-fair': 'Careers fair',
  'employer-talk': 'Talk by an employer',
  'employability-workshop': 'Employability workshop',
  'skills-workshop': 'Skills or CV workshop',
  'enterprise-competition': 'Business game or enterprise competition',
  mentoring: 'Mentoring',
  'workplace-visit': 'Workplace visit',
  'work-experience': 'Work experience',
  volunteering: 'Volunteering',
  shadowing: 'Work shadowing',
  'provider-visit': 'Meeting a college, sixth form or training provider',
  'university-visit': 'University visit',
  'subject-careers': 'Careers in a subject lesson',
  'labour-market': 'Using facts about jobs and pay',
  'course-tool': 'Using a course or vacancy search',
  'record-review': 'Looking at your own record together',
  'tutor-time': 'Careers in form time',
  other: 'Something else',
};

/** Types of provider as people call them. */
export const PROVIDER_TYPE_NAMES: Readonly<Record<ProviderType, string>> = {
  'sixth-form': 'Sixth form',
  college: 'College',
  university: 'University',
  apprenticeship: 'Apprenticeship or training provider',
  utc: 'University technical college',
  'studio-school': 'Studio school',
};

/** Kinds of interview as people call them. */
export const INTERVIEW_TYPE_NAMES: Readonly<Record<InterviewType, string>> = {
  'personal-guidance': 'Personal guidance interview',
  'follow-up': 'Follow-up',
  'drop-in': 'Drop-in',
  'phone-or-video': 'Phone or video',
};

/** Plans by name. */
export const PLAN_NAMES: Readonly<Record<Plan, string>> = {
  ehcp: 'Education, health and care plan',
  pep: 'PEP or pathway plan',
};

/** Routes as people call them. */
export const ROUTE_NAMES: Readonly<Record<Route, string>> = {
  'sixth-form': 'Sixth form',
  college: 'College',
  't-level': 'T Level',
  apprenticeship: 'Apprenticeship',
  'supported-internship': 'Supported internship',
  'work-with-training': 'Work with training',
  university: 'University',
};
