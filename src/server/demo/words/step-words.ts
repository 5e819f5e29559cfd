/** Next steps, what was said about them afterwards, and what tutors ask. Slots as in interview-words.ts, and {teacher}. */
import { bank } from './bank.ts';

/** Next steps that pupils do. */
export const PUPIL_STEPS = bank(`
  Visit a college open evening
  Go to the open day at {college}
  Look at three apprenticeships for a {apprenticeship}
  Find out what grades {course} asks for
  Write a first version of a personal profile
  Talk to the {subject} teacher about next year
  Bring back the work experience form
  Choose two people to ask about being a {job}
  Tell someone at home about the options evening
  Make a list of questions for {employer}
  Read the job profile for {job} and note two surprises
  Compare {course} with {course2}
  Ask about a day at {employer}
  Try the practice interview questions
  Register on the apprenticeship site
  Look up the bus to {college}
  Watch the talk by {university} about student life
  Write down what a good week at work would be like
  Ask a relative how they got their first job
  Finish the application for {sixthForm}
  Find out what a {job2} earns in the first year
  Choose a back-up and say why
  Ask to see a T Level lesson
  Put one skill you are proud of into the profile
  Practise a phone call to an employer
  Look at volunteering near home
`);
/** Next steps that staff do. */
export const STAFF_STEPS = bank(`
  Write a reference for {college}
  Look at three apprenticeships together
  Ring {employer} about a visit
  Find a mentor from {employer}
  Send the link to the {apprenticeship} vacancy
  Go through the application together in form time
  Ask {college} about support in lessons
  Arrange a second meeting after the mock exams
  Check entry requirements with {sixthForm}
  Share the plan with parents at the review meeting
`);

/** Why a step is no longer needed. */
export const NOT_NEEDED = bank(`
  Has chosen another course
  Done in another way, with the family
  The event was cancelled
  No longer interested in this
  Place already confirmed
`);

/** What a tutor writes after talking about a step. */
export const TALKED = bank(`
  Has booked a place for next week.
  Forgot, will do it tonight. I’ll ask again on Thursday.
  Started and got stuck on the second page; we did it together.
  Spoke to {teacher}, waiting for an answer.
  Found it harder than expected, worth another go.
  Going with a friend instead of alone.
  Ill last week, same plan with a new date.
  Brought the form and it needs a signature.
  Has read two of three.
  Wants to talk to the adviser first.
  Made a good list of questions.
  Rang them and nobody picked up.
`);
/** How pupils say that they have done it. */
export const CLAIMS = bank(`
  I went on Saturday with my cousin.
  I did it last night.
  I asked and they said yes.
  Finished, it is in my folder.
  I sent it off.
  Done at the library.
`);
/** How pupils ask for help with it. */
export const NEEDS_HELP = bank(`
  I don’t know where to find it.
  I’m nervous about phoning.
  Nobody at home can take me.
  The site asks for a number that I don’t have.
  I’ve changed my mind about the course.
`);
/** What is added to an interview afterwards. */
export const ADDENDA = bank(`
  {college} rang: there is a taster day at the start of next month.
  The entry grade for {course} was wrong by one in what I said; it is a 5.
  Sent the link to the vacancy as promised.
  Mum rang to say thank you and to ask about travel.
`);
/** What tutors ask the careers adviser. */
export const ASKS = bank(`
  Could you see {name} again? The plan for {course} seems to have changed.
  {name} asks whether {subject} is needed for {course}. I did not want to guess.
  Is there anything for {name} on the apprenticeship evening? No answer at home so far.
  {name} missed two steps in a row and will not say why. Worth a quick word?
`);
/** What the adviser answers. */
export const ANSWERS = bank(`
  Yes, I have booked a short follow-up.
  Not needed, a 4 in maths is. I have told them too.
  There is a stand for it in the hall; I will look out for them.
  I will come to form time on Tuesday.
`);
