/**
 * The subject of an activity in a lesson. It stands before the colon of the title, as teachers write it ("Science: who works
 * in a laboratory"), so that everybody who reads the title reads the subject too.
 * Source: Gatsby benchmark 4 (careers in every subject); policy 5.7.
 */
import type { ActivityFacts } from './entries/career.ts';

/** Subjects of the National Curriculum and what most schools teach beside them, as a list to choose from. */
export const SUBJECTS = [
  'English',
  'Maths',
  'Science',
  'Art and design',
  'Business',
  'Computing',
  'Design and technology',
  'Drama',
  'Geography',
  'Health and social care',
  'History',
  'Languages',
  'Music',
  'PE',
  'PSHE and citizenship',
  'RE',
] as const;
export type Subject = (typeof SUBJECTS)[number];

type Titled = Pick<ActivityFacts, 'title' | 'activity'>;

/** The subject of a careers lesson; null where it names none, and of any other kind of activity. */
export function subjectOf({ title, activity }: Titled): Subject | null {
  if (activity !== 'subject-careers') return null;
  const [before = '', ...rest] = title.split(':');
  if (rest.length === 0) return null;
  return SUBJECTS.find((subject) => subject.toLowerCase() === before.trim().toLowerCase()) ?? null;
}

/** The title without its subject. */
export const titleWithin = (facts: Titled): string =>
  subjectOf(facts) === null ? facts.title : facts.title.slice(facts.title.indexOf(':') + 1).trim();

/** "Science: who works in a laboratory". */
export const titleIn = (subject: Subject | null, title: string): string =>
  subject === null ? title.trim() : `${subject}: ${title.trim()}`;
