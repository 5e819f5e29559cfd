/**
 * Histories written by hand for planted bugs that chance finds but rarely: each runs well on the code as it is, and throws
 * when its bug is in it.
 */
import type { EntryId } from '../../../src/domain/ids.ts';
import type { HeadLine } from '../../../src/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { Handset, SmallSchool } from '../../support/small-school.ts';
import { HERE, THERE, openSmallSchool, refusedOfWrongPupil } from '../../support/small-school.ts';
import type { BugName } from './bugs.ts';

type Script = (school: SmallSchool) => Promise<void>;

const must = (holds: boolean, sentence: string): void => {
  if (!holds) throw new Error(sentence);
};
const aStep = (school: SmallSchool, what: string) => ({
  id: school.newId() as EntryId,
  what,
  who: 'pupil' as const,
  due: '2026-10-01' as never,
  tutorChecks: true,
});
const shown = ({ device }: Handset, entry: string) => device.shows(HERE).view?.entries[entry];

async function handsets<P extends readonly string[]>(
  school: SmallSchool,
  ...people: P
): Promise<{ readonly [K in keyof P]: Handset }> {
  const made = people.map((person) => school.handset(person));
  for (const handset of made) await handset.sync();
  return made as unknown as { readonly [K in keyof P]: Handset };
}

const BARE = { protocol: PROTOCOL_VERSION, app: 'test', cookie: 0, hash: null, want: [], check: [] };

const SCRIPTS: Readonly<Partial<Record<BugName, Script>>> = {
  /** Two people set a field after the backup; the one who set it last comes back first. */
  async firstIgnored(school) {
    const [tutor, adviser] = await handsets(school, 'tut', 'adv');
    const step = aStep(school, 'as it was');
    await tutor.do('step.add', HERE, step);
    await tutor.sync();
    const backup = await school.server.backup();
    await adviser.sync();
    await tutor.do('step.change', HERE, { id: step.id, to: { what: 'the first choice' } });
    await tutor.sync();
    await adviser.do('step.change', HERE, { id: step.id, to: { what: 'the last choice' } });
    await adviser.sync();
    await school.restore(backup);
    for (const handset of [adviser, tutor, adviser]) await handset.sync();
    const now = (await school.server.stored()).entries.get(HERE)?.[step.id];
    must(now?.kind === 'step' && now.what === 'the last choice', 'the last choice stands after a restore');
  },

  /** A step is made, and its author never hears that it was; the careers leader withdraws it; both are newer than the backup. */
  async creationOutranks(school) {
    const [tutor, leader] = await handsets(school, 'tut', 'lea');
    const backup = await school.server.backup();
    const step = aStep(school, 'of another pupil');
    await tutor.do('step.add', HERE, step);
    const { through } = tutor;
    tutor.through = async (request, deliver) => {
      await deliver(request);
      return { kind: 'no-internet' };
    };
    await tutor.sync();
    await leader.sync();
    await leader.do('entry.withdraw', HERE, { id: step.id, reason: 'wrong pupil' });
    await leader.sync();
    await school.restore(backup);
    tutor.through = through;
    for (const handset of [leader, tutor, leader, tutor]) await handset.sync();
    const now = (await school.server.stored()).entries.get(HERE)?.[step.id];
    must(now?.readers.join('') === 'L', 'what was withdrawn stays withdrawn after a restore');
    must(shown(tutor, step.id) === undefined, 'and is in nobody’s sight');
  },

  /** A request from before the restore arrives after it. */
  async oldEpochJudged(school) {
    const { epoch } = await school.server.stored();
    await school.restore(await school.server.backup());
    const mutations = [{ ...school.envelope('step.add', HERE, aStep(school, 'too early')) }];
    const [head] = await school.ask('tut', { epoch, cookie: school.nowMs * 1000, mutations });
    must((head as HeadLine).outcomes.length === 0, 'nothing is judged from a device that does not know of the restore');
  },

  /** Seals from before the restore are brought after it, before their author has heard of it. */
  async sealsOfOldEpoch(school) {
    const [tutor] = await handsets(school, 'tut');
    const { epoch } = tutor.device.meta;
    await school.restore(await school.server.backup());
    const mutations = [{ ...school.envelope('step.add', HERE, aStep(school, 'too early')) }];
    const request = { ...BARE, epoch, device: tutor.device.meta.device, mutations };
    must((await school.server.sealed('tut', request)) === null, 'no seal is judged that does not know of the restore');
    await tutor.sync();
    const again = { ...request, epoch: tutor.device.meta.epoch };
    must((await school.server.sealed('tut', again))?.length === 1, 'it is once its author has heard of it');
  },

  /** A tutor becomes pastoral staff too: what they may read now comes with the next sync. */
  async changedNotWanted(school) {
    const [tutor] = await handsets(school, 'tut');
    must(shown(tutor, 'support') === undefined, 'a tutor does not read support');
    const pastoral = {
      id: 'pastoral-1' as EntryId,
      person: 'tut' as never,
      years: [10],
      from: '2026-09-01' as never,
      to: null,
    };
    await school.desk('roster.pastoral', 'roster', pastoral);
    const roles = ['tutor', 'pastoral'] as const;
    await school.desk('staff.set', 'school', {
      id: 'tut' as EntryId,
      name: 'tut',
      roles: [...roles],
      guidance: null,
      left: false,
    });
    await tutor.sync();
    must(shown(tutor, 'support') !== undefined, 'whoever is granted more is sent more');
  },

  /** What was refused is about a step that went to another pupil, and that pupil is erased. */
  async needsKeepMoved(school) {
    const tutor = await refusedOfWrongPupil(school);
    must(tutor.device.needs.length === 1, 'what was refused is in "Needs you"');
    await school.server.erase(THERE as never);
    await tutor.sync();
    must(tutor.device.own.length === 0, 'and goes when the pupil is erased to whom it had gone');
  },

  /** A row on the disk lacks an entry, and nothing on the server changes. */
  async noCheck(school) {
    const [tutor] = await handsets(school, 'tut');
    const [row] = tutor.device.rows;
    must(row !== undefined, 'the tutor holds records');
    if (!row) return;
    await tutor.device.disk.overwrite({ ...row, version: 0, record: { id: row.id, entries: {} } });
    for (let round = 0; round < 8; round += 1) await tutor.sync();
    const now = Object.keys(tutor.device.row(row.id)?.record.entries ?? {});
    must(now.length > 0, 'a row that went bad is fetched afresh by itself');
  },
};

/** The bugs for which there is a script. */
export const SCRIPTED = Object.keys(SCRIPTS) as readonly BugName[];

/** Runs the script of a bug; rejects when something does not hold. */
export async function runScript(name: BugName): Promise<void> {
  const school = await openSmallSchool();
  try {
    await SCRIPTS[name]?.(school);
  } finally {
    await school.close();
  }
}
