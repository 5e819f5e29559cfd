/**
 * Aisha Khan of 10B, the pupil of the demo: a rich record, a booking today, and no interview yet that counts for
 * benchmark 8 (a drop-in last school year does not): today's interview completes "Talking to an adviser".
 */
import type { Entry } from '../../domain/record.ts';
import type { ClockTime, IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import { schoolYearOf } from '../../domain/calendar.ts';
import { londonInstant, schoolDayBy, schoolDayAfter } from './demo-calendar.ts';
import { thisHalfTerm, thisWeek } from './form-10b.ts';
import { notHeld } from './interviews.ts';
import type { Maker } from './maker.ts';
import type { DemoPupil } from './pupils.ts';
import type { World } from './world.ts';

/** Everything in Aisha's record but today's booking. */
export function aishasRecord(world: World, make: Maker, aisha: DemoPupil): readonly Entry[] {
  return [
    ...who(world, make, aisha),
    ...hopes(world, make, aisha),
    ...dropIn(world, make, aisha),
    ...now(world, make),
    ...did(world, make, aisha),
  ];
}

function who({ staff, schoolYear }: World, make: Maker, aisha: DemoPupil): readonly Entry[] {
  const made = { by: staff.admin, at: aisha.joinedAt };
  const support = { by: staff.senco, at: londonInstant(`${schoolYear}-09-12` as IsoDate, '14:00') };
  const { name, surname, year, form, from, upn, sex } = aisha;
  const born = `${schoolYear - 15}-10-03` as IsoDate;
  return [
    make.single('pupil', { name, surname, pronunciation: 'ah-EE-sha', year, form, from, to: null }, made),
    make.single('identity', { legalForename: name, legalSurname: surname, born, upn, sex }, made),
    make.single(
      'support',
      {
        sen: 'E',
        pupilPremium: false,
        lookedAfter: false,
        outcomes:
          'Aisha chooses a course knowing what communication support it offers. Her hope: to work in a laboratory.',
      },
      support,
    ),
    make.single('adjustment', { words: 'Sits facing you. Quiet room. Captions on for video.' }, support),
    make.single(
      'la-sharing',
      { decision: 'yes', decidedBy: 'parent', decidedOn: `${schoolYear}-09-15` as IsoDate, how: 'form' },
      { by: staff.leader, at: londonInstant(`${schoolYear}-09-15` as IsoDate, '12:40') },
    ),
    make.single(
      'grades',
      {
        predicted: 'Chemistry 7, Biology 6, Physics 6, Maths 6, English 5',
        options: 'Triple Science, Geography and Art',
      },
      { by: staff.admin, at: londonInstant(`${schoolYear}-10-02` as IsoDate, '09:00') },
    ),
  ];
}

function hopes({ today }: World, make: Maker, aisha: DemoPupil): readonly Entry[] {
  const on = (days: number, clock = '16:40') => ({
    by: aisha.person,
    at: londonInstant(addDays(today, -days), clock),
  });
  const wrote = on(2, '19:05');
  return [
    make.single('aspiration', { words: make.text('Something in a lab, or art. Not sure yet.', on(275)) }, on(275)),
    make.single('intention', { route: 'sixth-form', detail: 'Sixth form here', backUp: '' }, on(183)),
    make.single(
      'preparation',
      {
        ideas: make.text(
          'I like the practical part of science but everyone says pharmacy. Are there jobs in a lab where you don’t need uni first?',
          wrote,
        ),
        strengths: make.text('Chemistry practicals. I’m careful and I notice small things. I draw a lot.', wrote),
        wants: make.text('To know which courses keep a lab job open.', wrote),
        worries: make.text('Choosing too early.', wrote),
      },
      wrote,
    ),
  ];
}

/** Last year's drop-in about options, with its private note and two steps; the second is overdue and claimed as done. */
function dropIn({ staff, today }: World, make: Maker, aisha: DemoPupil): readonly Entry[] {
  const date = schoolDayBy(addDays(today, -183));
  const at = londonInstant(date, '12:45');
  const made = { by: staff.jo, at };
  const interview = make.entry(
    'interview',
    {
      ...notHeld(staff.jo, date, '12:25' as ClockTime),
      minutes: 20,
      type: 'drop-in',
      status: 'finished',
      startedAt: londonInstant(date, '12:25'),
      endedAt: at,
      summary:
        'You were choosing GCSE options and wanted to keep all three sciences. You liked the hospital visit most.',
      explained: ['who-will-see'],
      routes: ['sixth-form'],
    },
    made,
  );
  const note = make.entry(
    'note',
    {
      interview: interview.id,
      about: ['gcse-options'],
      alsoPresent: '',
      why: 'Came at lunch with the options form half filled in.',
      now: 'Likes practicals. Follows best when she can see my face; the room was too loud.',
      ideas: 'Triple Science against a language. Chose Triple Science and Art.',
      barriers: 'Mum would like pharmacy and has said so at every meal. Aisha does not want to disappoint her.',
    },
    made,
  );
  const step = { tutorChecks: true, why: null, interview: interview.id } as const;
  const teacher = addDays(date, 8);
  const lab = make.entry(
    'step',
    {
      ...step,
      what: 'Talk to somebody who works in a lab',
      who: 'pupil',
      due: addDays(today, -4),
      status: 'talked',
      closedOn: null,
    },
    { ...made, changed: { by: staff.lee, at: londonInstant(schoolDayBy(addDays(today, -33)), '08:46') } },
  );
  return [
    interview,
    note,
    make.entry(
      'step',
      {
        ...step,
        what: 'Ask Mrs Patel about Triple Science',
        who: 'pupil',
        due: addDays(date, 14),
        status: 'done',
        closedOn: teacher,
      },
      { ...made, changed: { by: staff.lee, at: londonInstant(teacher, '08:52') } },
    ),
    lab,
    make.entry(
      'followup',
      {
        on: lab.id,
        what: 'talked',
        words: 'Would like to ask one of the hospital team. I said I would find out who came.',
      },
      { by: staff.lee, at: londonInstant(schoolDayBy(addDays(today, -33)), '08:46') },
    ),
    make.entry(
      'followup',
      { on: lab.id, what: 'claims-done', words: 'I asked the apprentice from the hospital when they came to school.' },
      { by: aisha.person, at: londonInstant(addDays(today, -1), '17:50') },
    ),
  ];
}

/** Two open steps and one done, agreed with Mr Lee this term. */
function now({ staff, today }: World, make: Maker): readonly Entry[] {
  const at = londonInstant(schoolDayBy(addDays(today, -12)), '08:50');
  const step = { who: 'pupil', tutorChecks: true, why: null, interview: null } as const;
  const done = thisHalfTerm(today, 2);
  return [
    make.entry(
      'step',
      {
        ...step,
        what: 'Write down three questions for Jo Mercer',
        due: thisWeek(today, 2),
        status: 'to-do',
        closedOn: null,
      },
      { by: staff.lee, at },
    ),
    make.entry(
      'step',
      {
        ...step,
        what: 'Show Mr Lee your drawings for the science poster',
        due: schoolDayAfter(addDays(today, 19)),
        status: 'to-do',
        closedOn: null,
      },
      { by: staff.lee, at },
    ),
    make.entry(
      'step',
      { ...step, what: 'Fill in the form before your interview', due: today, status: 'done', closedOn: done },
      { by: staff.lee, at, changed: { by: staff.lee, at: londonInstant(done, '08:47') } },
    ),
  ];
}

/**
 * What Aisha took part in: nothing yet of benchmark 2 in this key stage, no workplace, a sixth form and a college but
 * neither a university nor an apprenticeship provider.
 */
function did({ activities, schoolYear }: World, make: Maker, aisha: DemoPupil): readonly Entry[] {
  const mine = activities.hadBy(aisha.form).filter(({ facts, event }) => {
    if (facts.date < aisha.from || facts.counts.includes('6') || event.by === 'few') return false;
    if (facts.providers.some((type) => type === 'university' || type === 'apprenticeship')) return false;
    return !(facts.counts.includes('2') && schoolYearOf(facts.date) === schoolYear);
  });
  return mine.map(({ id, facts, by, loggedAt, reflectedAt }) => {
    const wrote = { by: aisha.person, at: reflectedAt };
    const words = facts.title === 'Aldermere Hospital lab team';
    const reflection = words
      ? make.text('I asked how you get in without A levels. One of them had been an apprentice.', wrote)
      : { heads: [], past: [] };
    const fields = { facts, attended: true, status: 'confirmed', why: null, reflection } as const;
    return make.entry('experience', fields, { by, at: loggedAt, id, ...(words ? { changed: wrote } : {}) });
  });
}
