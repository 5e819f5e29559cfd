/** What pupils write about themselves, and what staff write about support. Slots as in interview-words.ts. */
import { bank } from './bank.ts';

/** Career ideas in pupils' own words. */
export const ASPIRATIONS = bank(`
  I would like to be a {job}.
  Something with {subject}, maybe {job}.
  To run my own business one day, perhaps as a {job2}.
  I want a job where I use {like}.
  {job} or {job2}. I’d like to help people.
  I’m not sure. I like {like}.
  To be the first in my family to go to university.
  A job that is different every day, like {job}.
  I’d like to work at {employer}.
  I want to earn well and live near my family.
  To be a {job} and travel.
  Something in a team. Not an office.
`);
/** What pupils got out of an activity. */
export const REFLECTIONS = bank(`
  I found out that you can start without A levels.
  I asked how long the training takes. Longer than I thought.
  It was louder than I expected, and I liked it.
  One of them had been an apprentice.
  I did not know this job existed.
  I would not want to do it every day, which is useful to know.
  They said that turning up on time matters most.
  The best part was trying it ourselves.
  I spoke to a student who does {course}.
  It made me think about being a {job}.
  I liked that people of all ages work there.
  They showed us what they look for in an application.
  I learned that {subject} is used more than I thought.
  I was nervous to ask a question and then I did.
  It is further away than I want to travel.
  We worked in groups and I led ours.
`);
/** What an activity was to teach. */
export const LEARNED = bank(`
  How people get into the job, and what a normal day is like
  Which qualifications they look for
  What an apprenticeship pays and how it is found
  Questions from pupils were answered by five people who do the job
  The routes after Year 11 and what each asks for
  How to show skills in an application
  Where the subject is used at work
`);
/** Where facts about jobs were found. */
export const LMI_SOURCES = bank(`
  National Careers Service job profile
  Pay and hours for this job, from the careers page
  Jobs in our region, from the careers page
  Apprenticeship vacancies near Wexcombe
  Course search
`);
/** What was decided with them. */
export const LMI_DECISIONS = bank(`
  A {job} earns more after training than I thought, so it stays my first choice.
  There are few jobs as a {job2} near here. I will look at being a {job} too.
  I compared {course} and {course2} and saw that both lead to {job}.
  I kept {subject} because most adverts ask for it.
  Half of the jobs as a {job} are part-time. I still like it.
  I had thought of becoming a {job2} and changed my mind after seeing the hours.
`);
/** Practical help, without the reason for it. */
export const ADJUSTMENTS = bank(`
  Sits near the front and facing the speaker.
  Written instructions as well as spoken ones.
  A few minutes’ notice before being asked to speak.
  Quiet room for anything longer than ten minutes.
  Larger print, on cream paper.
  Captions on for videos.
  Can leave with a card and come back.
  Extra time to read forms; reading them together is best.
  May need to stand up and move.
  Prefers to see questions the day before.
`);
/** Outcomes and hopes of education, health and care plans. */
export const OUTCOMES = bank(`
  Chooses a course knowing what communication support it offers. Hope: to work with {like}.
  Travels to a new place alone by the end of Year 11. Hope: to be a {job}.
  Takes part in a work placement with a familiar adult. Hope: to be a {job2}.
  Speaks up about what helps in lessons. Hope: to go to {college} with friends.
`);
/** What is not right on a record, and what it should say. */
export const CONCERNS: readonly (readonly [words: string, should: string])[] = [
  ['It says that I missed the careers fair. I was there.', 'That I went, I have the bag from it.'],
  ['The summary says that I want to be a nurse. I said paramedic.', 'Paramedic.'],
  ['My name is spelt wrong in my plan.', 'With one n.'],
  ['I did not agree to that step.', 'Take it out please.'],
  ['It says Year 9 for my college visit.', 'It was in Year 8.'],
  ['I would rather that my form tutor does not see the drop-in from May.', ''],
];
/** Experiences that pupils add by themselves, and what each may count towards. */
export const CLAIMED: readonly (readonly [
  title: string,
  kind:
    | 'volunteering'
    | 'shadowing'
    | 'workplace-visit'
    | 'employer-talk'
    | 'provider-visit'
    | 'labour-market'
    | 'other',
])[] = [
  ['Helped at the food bank', 'volunteering'],
  ['A day with my aunt at {employer}', 'shadowing'],
  ['Visited {employer} with cadets', 'workplace-visit'],
  ['Coached the under-nines', 'volunteering'],
  ['Met a {job} at the mosque open day', 'employer-talk'],
  ['Open evening at {college}', 'provider-visit'],
  ['Looked up what a {job} earns', 'labour-market'],
  ['Summer school at {university}', 'other'],
  ['Saturday help at my uncle’s shop', 'other'],
];
/** Why a claim does not count, by its kind. */
export const REFUSED: Readonly<Record<(typeof CLAIMED)[number][1], string>> = {
  volunteering: 'Ask the organiser for two lines about it, then add it again',
  shadowing: 'It was part of a paid job',
  'workplace-visit': 'Nobody showed you their work',
  'employer-talk': 'A short chat; there was no time to ask questions',
  'provider-visit': 'You need to have met somebody who works or learns there',
  'labour-market': 'It does not say what you decided',
  other: 'It was part of a paid job',
};
