/**
 * Whose the entry is: one's own and somebody else's, of a day and a fortnight, visits, drafts, and entries that the person cannot
 * see, and how old the pupil is. Expected from the design: "its author within 24 h, L", "who logged it (14 days), L", "an adviser their own visits".
 */
import { oneOf } from './made-up.ts';
import { PARTS, lettersIn, partOf } from './people.ts';
import { READ_BY } from './reads.ts';
import type { MatrixSchool } from './school.ts';
import type { Expected } from './send.ts';
import { expectAll } from './send.ts';
import type { Sheet } from './sheet.ts';
import { mayOnSchool, mayWith } from './who-may.ts';

const word = (may: boolean): string => (may ? 'applied' : 'not-permitted');

/** Does the part read what most read on Aisha's record: steps and experiences? */
const readsMost = (part: string): boolean => /[PTSGL]/.test(lettersIn(part, 'aisha'));
const leads = (part: string): boolean => lettersIn(part, 'aisha').includes('L');

/** Whose entry it is by the names of school.ts, and whether its author may still remove it or put it right. */
function ownWork(part: string): readonly Expected[] {
  const other = part === 'pastoral' ? 'leader' : 'pastoral';
  const remove = (whose: string, own: boolean) => ({
    cell: `removing ${whose} by ${part}`,
    mutation: oneOf('entry.withdraw', 'aisha', { id: whose }),
    word: word((own && readsMost(part)) || leads(part)),
  });
  // Pupils log nothing, but an experience may be theirs: they claimed it. What it was is for staff to say.
  const amend = (whose: string, own: boolean) => ({
    cell: `amending ${whose} by ${part}`,
    mutation: oneOf('activity.amend', 'aisha', { activity: whose }),
    word: word((own && /[TSGL]/.test(lettersIn(part, 'aisha'))) || leads(part)),
  });
  return [
    remove(`own-step-${part}`, true),
    remove(`old-step-${part}`, false),
    remove(`own-step-${other}`, false),
    amend(`own-talk-${part}`, true),
    amend(`old-talk-${part}`, false),
    amend(`own-talk-${other}`, false),
  ];
}

/** Nobody takes a visit from somebody else, or gives one away; the office does both. */
function visits(part: string): readonly Expected[] {
  const { person, roles, left } = partOf(part);
  const office = mayOnSchool(part, 'staff.set');
  const own = (!left && roles.includes('adviser')) || office;
  const other = part === 'booked-30' ? 'booked-31' : 'booked-30';
  const set = (cell: string, args: object, may: boolean) => ({
    cell: `${cell} by ${part}`,
    mutation: oneOf('visit.set', 'roster', args),
    word: word(may),
  });
  const close = (id: string, may: boolean) => ({
    cell: `closing ${id} by ${part}`,
    mutation: oneOf('visit.close', 'roster', { id }),
    word: word(may),
  });
  // A visit of somebody who is no adviser is nobody's to make but the office's.
  const hasOne = !partOf(part).roles.includes('pupil');
  return [
    set('a new visit of one’s own', { id: 'visit-new', adviser: person }, own),
    set('a new visit for somebody else', { id: 'visit-new', adviser: partOf(other).person }, office),
    set('taking somebody else’s visit', { id: `visit-${other}`, adviser: person }, office),
    ...(hasOne
      ? [set('giving one’s own visit away', { id: `visit-${part}`, adviser: partOf(other).person }, office)]
      : []),
    ...(hasOne ? [close(`visit-${part}`, own)] : []),
    close(`visit-${other}`, office),
  ];
}

/** Drafts of the corpus: the first is the adviser's, the second of somebody who is not here. */
function drafts(part: string): readonly Expected[] {
  const at = (name: string, draft: string) => {
    const field = name === 'interview.finish' ? 'draft' : 'id';
    const may = draft === 'draft-1' && part === 'adviser' && mayWith(part, name, lettersIn(part, 'aisha'));
    return {
      cell: `${name} on ${draft} by ${part}`,
      mutation: oneOf(name, 'aisha', { [field]: draft }),
      word: word(may),
    };
  };
  const names = ['draft.write', 'draft.set', 'draft.step', 'draft.discard', 'interview.finish'];
  return names.flatMap((name) => ['draft-1', 'draft-2'].map((draft) => at(name, draft)));
}

/** By mutation, which of its arguments names an entry that must be there, and of which kind. */
export const ABOUT: Readonly<Record<string, readonly [field: string, kind: string]>> = {
  'interview.move': ['id', 'interview'],
  'interview.cancel': ['id', 'interview'],
  'interview.did-not-attend': ['id', 'interview'],
  'interview.decline': ['id', 'interview'],
  'interview.reinstate': ['id', 'interview'],
  'interview.finish': ['id', 'interview'],
  'interview.addendum': ['interview', 'interview'],
  'step.change': ['id', 'step'],
  'step.close': ['id', 'step'],
  'step.reopen': ['id', 'step'],
  'step.claim': ['step', 'step'],
  'followup.add': ['step', 'step'],
  'ask.answer': ['id', 'ask'],
  'activity.amend': ['activity', 'experience'],
  'experience.confirm': ['id', 'experience'],
  'experience.not-counted': ['id', 'experience'],
  'experience.reflect': ['id', 'experience'],
  'application.change': ['id', 'application'],
  'concern.answer': ['id', 'concern'],
};

/** Entries that were removed: the careers leader reads them, and nobody else writes on them. */
const removed = (part: string): readonly Expected[] => [
  ...Object.entries(ABOUT)
    // The one of the corpus that is finished cannot be moved.
    .filter(([name]) => !(leads(part) && name.startsWith('interview.')))
    .map(([name, [field, kind]]) => ({
      cell: `${name} on a removed ${kind} by ${part}`,
      mutation: oneOf(name, 'aisha', { [field]: `removed-${kind}` }),
      word: word(leads(part) && mayWith(part, name, 'NGL')),
    })),
  ...Object.values(ABOUT).map(([, kind]) => ({
    cell: `removing once more a ${kind} by ${part}`,
    mutation: oneOf('entry.withdraw', 'aisha', { id: `removed-${kind}` }),
    word: word(leads(part)),
  })),
];

/** What the person cannot read by its kind, they do not write: each kind that has ids of its own, through a removal. */
const UNSEEN: Readonly<Record<string, string>> = {
  note: 'note-1',
  ask: 'ask-1',
  concern: 'concern-1',
  request: 'request-1',
};
const unseen = (part: string): readonly Expected[] =>
  Object.entries(UNSEEN).flatMap(([kind, id]) => {
    const reads = [...(READ_BY[kind] ?? '')].some((letter) => lettersIn(part, 'aisha').includes(letter));
    const names = reads ? [] : (['entry.withdraw', 'followup.add', 'step.claim', 'interview.addendum'] as const);
    return names.map((name) => ({
      cell: `${name} on a ${kind} that ${part} cannot read`,
      mutation: oneOf(
        name,
        'aisha',
        name === 'entry.withdraw' ? { id } : { [name === 'interview.addendum' ? 'interview' : 'step']: id },
      ),
      word: 'not-permitted',
    }));
  });

/** Aisha is 16 today: the day before it was not hers to say what the local authority is told, whatever the clock says today. */
const ofAge = (part: string): readonly Expected[] =>
  partOf(part).person === 'aisha'
    ? [
        {
          cell: `la-sharing.set the day before the 16th birthday by ${part}`,
          mutation: oneOf('la-sharing.set', 'aisha', {}, '2026-11-10T10:05:00.000Z'),
          word: 'too-young',
        },
      ]
    : [];

export async function checkRelations(sheet: Sheet, school: MatrixSchool): Promise<void> {
  for (const [part, { person }] of Object.entries(PARTS)) {
    const cells = [
      ...ownWork(part),
      ...visits(part),
      ...drafts(part),
      ...removed(part),
      ...unseen(part),
      ...ofAge(part),
    ];
    await expectAll(sheet, school, person, cells);
    await checkUnlog(sheet, school, [part, person]);
  }
}

/** A log is taken back by who made it, and by nobody else: anybody may say so of theirs, and nothing comes of it otherwise. */
async function checkUnlog(
  sheet: Sheet,
  school: MatrixSchool,
  [part, person]: readonly [string, string],
): Promise<void> {
  const other = part === 'pastoral' ? 'leader' : 'pastoral';
  const own = `own-talk-${part}`;
  const theirs = `own-talk-${other}`;
  await school.send(person, [
    oneOf('activity.unlog', 'aisha', { activity: own }),
    oneOf('activity.unlog', 'aisha', { activity: theirs }),
  ]);
  const rows = (await school.stored()).entries.get('aisha') ?? {};
  const status = (id: string) => (rows[id] as { status?: string } | undefined)?.status;
  const may = lettersIn(part, 'aisha').includes('N');
  sheet.cell(`taking back one’s own log by ${part}`, may ? 'not-counted' : 'confirmed', status(own));
  sheet.cell(`taking back somebody else’s log by ${part}`, 'confirmed', status(theirs));
  await school.restore();
}
