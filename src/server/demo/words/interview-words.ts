/**
 * What is said and written around interviews: the summary for the pupil ("You…"), the private note under its four
 * prompts, and what pupils write before it. Slots: {job}, {job2}, {subject}, {like}, {course}, {course2},
 * {apprenticeship}, {employer}, {college}, {sixthForm}, {university}, {relative}.
 */
import { bank } from './bank.ts';

/** How a summary begins. */
export const SUMMARY_OPENINGS = bank(`
  You told me that you enjoy {subject} and that {like} matters to you.
  You came with a clear idea: {job}. We looked at how people get there.
  You are not sure yet, and that is fine. We talked about what you like: {like}.
  You would like to stay at {sixthForm} if your grades allow it.
  You asked how people become a {job} without going to university.
  You have been thinking about becoming a {job} since you met someone from {employer}.
  You said that {subject} is your strongest subject and that you work hardest when it is practical.
  You talked about two ideas, {job} or {job2}, and what they have in common.
  You want to know what your choices in {subject} keep open.
  You have changed your mind since last year: now you could see yourself as a {job}.
  You are good at {like}, and other people notice it too.
  You had already read about {course} and wanted to compare it with other ways.
  You do not want to sit in a classroom for two more years, so we looked at other ways to learn.
  You have more than one good choice, which makes it hard.
`);

/** What was looked at together. */
export const SUMMARY_MIDDLES = bank(`
  We compared {course} at {college} with an apprenticeship as a {apprenticeship}.
  You found out that there is an apprenticeship as a {apprenticeship}, which you had not known.
  We looked at what {course} asks for: five passes with English and maths.
  You saw that {subject} keeps {course} and {course2} open.
  We looked at real vacancies near Wexcombe and at what they pay in the first year.
  You worked out that a {job2} spends less time in training than a {job}.
  You found that {university} takes people from both A levels and T Levels.
  We used the job profiles to see what a {job} does in a normal week.
  We talked about travel: the bus to {college} takes about 40 minutes.
  You put your reasons in order, and what came first was {like}.
  We checked that {course} runs next year and when applications open.
  You noticed that most people at {employer} had started in another job.
  We talked about English and maths, and why a grade 4 matters for what comes next.
  You listed what you would miss if you gave up {subject}.
`);

/** Where the pupil stands at the end. */
export const SUMMARY_CLOSINGS = bank(`
  You want to keep both ways open for now.
  You will decide after the open evenings.
  Your first choice is {course}; your back-up is {course2}.
  You will talk it over at home before you choose.
  You feel surer than you did, and you know whom to ask.
  You would like to meet again in spring.
  You know what you need in {subject} to get there.
  You have a plan for the next few weeks.
  You want to try it out for a day before you decide.
  You will look at two more jobs that use the same skills.
  You decided that this can wait until your mock results.
  You asked me to tell your form tutor what we agreed.
`);

/** Private note: why the pupil is here. */
export const NOTE_WHY = bank(`
  Asked for this meeting after the options assembly; wants to get it right and is anxious about it.
  Referred by form tutor: quiet in form time and says there is no point in planning.
  {relative} would like a {job} in the family; not at all sure that this is the pupil's own wish.
  Wants to drop {subject} and thought it would settle everything.
  Came in because friends had all had theirs.
  Has an offer in mind at {college} but has not told anyone at home.
  Wants to know what a {job} does; first time that any job has come up.
  Attendance has dipped; head of year hoped that a plan would help.
  Worried about grades after the last report and thinks that sixth form is out of reach.
  Follow-up from last year; the earlier plan was {job2} and no longer appeals.
  Unsure about leaving home town; everyone in the family has stayed close.
  Wants an apprenticeship above all; has not looked at how they are found.
`);

/** Private note: how things are now. */
export const NOTE_NOW = bank(`
  Predicted 5 to 6 in most subjects, 4 in English. {subject} is the favourite by far. Says that {like} is what matters.
  Working at grade 6 in {subject}, lower elsewhere. Homework is done on the bus.
  Helps {relative} on Saturdays and is trusted with the till.
  Strong in {subject}, hides it from friends. Watches films about the work of a {job}.
  Plays for the county and trains four evenings a week; little time left.
  Just moved into a higher set for {subject} and proud of it.
  Enjoys {like}. No work experience yet beyond helping at home.
  Interests: {like}; also mends bicycles for neighbours.
  Good reports since September after a hard Year 9. {subject} teacher is an important person.
  Has visited {college} once with a cousin and liked the workshops.
  Speaks two languages at home and often interprets for {relative}.
  Says that school feels easier this year; sleeping better.
`);

/** Private note: ideas that were looked at. */
export const NOTE_IDEAS = bank(`
  Compared {course} with {course2}; prefers the first because of the placement.
  Looked at {job} and {job2} side by side. Surprised by the pay after training.
  {apprenticeship} apprenticeship: liked the idea of earning, less keen on the early start.
  Talked through university without pushing it; {university} has a foundation year.
  Explored whether {subject} is needed to become a {job}. It helps and is not required.
  Sixth form for now, with {employer} in mind for a summer placement.
  Long talk about what makes a good day. Came back three times to {like}.
  T Level explained; had thought it was the same as a BTEC.
  Would train as a {job2} if the first idea does not work out. Good sign that there is a second idea.
  Supported by a cousin who did {course}; has offered to show the campus.
  Used the labour market pages: more openings for a {job} in the region than expected.
  Considered a gap before college and decided against it.
`);

/** Private note: what stands in the way. */
export const NOTE_BARRIERS = bank(`
  {relative} has been unwell since summer and the pupil does most of the cooking. Does not want the form to know.
  Money for travel to {college} is a real worry; bursary explained, to come back to it.
  Panic before exams. Seeing the school counsellor on Thursdays; happy for the careers leader to know, not the tutor.
  Parents separated in June; living in two places, books are never where they are needed.
  Very low confidence about reading aloud. Will avoid anything with a presentation.
  Has fallen out with the group that is applying to {sixthForm}; this is part of the reason for choosing elsewhere.
  Young carer for a brother. Not registered with the service; asked me not to raise it yet.
  Immigration status of the family is being decided; unsure whether student finance would apply.
  Home expects work at the family shop after Year 11. Pupil has not said no to them so far.
  Hearing is worse than the record says; sits at the back out of pride.
  Was told by an older brother that people like us do not get in. We talked about that for some time.
  A friend was excluded in spring and the pupil feels watched.
`);

/** The pupil before the interview: ideas. */
export const PREPARATION_IDEAS = bank(`
  Maybe {job}, or something else with {subject}.
  I like {like} but I don’t know what jobs that is.
  {job}. I have wanted to do it since I was little.
  No idea at the moment.
  Something where I don’t sit at a desk.
  Either {job} or {job2}, they are really different.
  I saw people from {employer} at school and it looked good.
  An apprenticeship if I can get one.
`);
/** The pupil before the interview: what they are good at. */
export const PREPARATION_STRENGTHS = bank(`
  {subject}. And I’m good at {like}.
  I turn up on time and I finish things.
  People say I’m good at explaining.
  Practical stuff, not so much writing.
  I am organised and I help out at home a lot.
  Working in a team, I captain the netball team.
  I can speak to adults, I work with {relative} on Saturdays.
  I don’t give up easily.
`);
/** The pupil before the interview: what they want from it. */
export const PREPARATION_WANTS = bank(`
  To know what grades I need for {course}.
  To find out if I can do it without university.
  Some help choosing between {course} and {course2}.
  What apprenticeships there are near here.
  Just to talk it through.
  To know what happens if I don’t get the grades.
  Where {college} is and when I can visit.
  If {subject} is worth doing.
`);
/** The pupil before the interview: worries. */
export const PREPARATION_WORRIES = bank(`
  Choosing the wrong thing.
  My maths.
  Everyone else seems to know already.
  What {relative} will say.
  Being in a place where I know nobody.
  Interviews, I go red.
  If it costs a lot to get there.
  Choosing too early.
`);

/** What pupils write when they ask for an interview. */
export const REQUEST_WORDS = bank(`
  I’d like to ask about {course} before the deadline.
  I want to change one of my options and need to know if it matters for becoming a {job}.
  I missed my interview because I was ill.
  Can I talk about apprenticeships? I saw one for {apprenticeship}.
  I have an open evening soon and want to know what to ask.
`);

/** Who may come with a pupil, or be written about. */
export const RELATIVES = bank(`
  Mum
  Dad
  Nan
  an uncle
  an aunt
  a grandfather
  an older sister
`);

/** Where interviews are held. */
export const PLACES_IN_SCHOOL = ['L2', 'Library meeting room', 'Careers office', 'G14', 'By phone'] as const;
