/** Activities and providers as people call them: for screens, apart from the closed lists that every record is read with. */
import type { ActivityKind, ProviderType } from './entries/vocabulary.ts';

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
