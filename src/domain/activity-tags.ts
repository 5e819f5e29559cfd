/** Tags of an activity as people call them. Source: policy 5.2.6, 5.2.7, 5.7.6, 5.8.1. */
import type { ActivityTag } from './entries/vocabulary.ts';

/** In the order in which they are offered. */
export const ACTIVITY_TAG_NAMES: Readonly<Record<ActivityTag, string>> = {
  stem: 'Science, technology, engineering or maths (STEM)',
  'maths-science': 'Somebody who works with maths or science',
  'stereotype-challenging': 'Challenges stereotypes',
  'role-model': 'Role model',
  enterprise: 'Enterprise or self-employment',
  alumni: 'Former pupils',
  send: 'For pupils with SEND',
  rpa: 'Explains education or training until 18',
  'part-time-job': 'Part-time job',
};
