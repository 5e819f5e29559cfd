/** The parts of a career passport as the pupil ticks them and as the page is headed. */
import type { PassportPart } from './contents.ts';

/** By part. */
export const PART_NAMES: Readonly<Record<PassportPart, string>> = {
  experiences: 'What I have done',
  workplaces: 'Workplaces I have seen',
  lessons: 'Careers in lessons and form time',
  applications: 'Where I have applied',
  plans: 'What I would like to do',
  skills: 'What I am good at',
  achievements: 'What I have achieved',
  contact: 'How to reach me',
};
