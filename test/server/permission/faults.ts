/**
 * Planted faults of permission: a line of the code that ships, bent, with the part of the matrix that must find it. Each is a
 * mistake that somebody could make.
 */
import type { PlantedBug } from '../../simulation/planted/planted.ts';
import { bug } from '../../simulation/planted/planted.ts';
import type { CheckName } from './matrix.ts';

/** A fault, and who finds it. `tampering`: the forged mutations. */
export interface Fault extends PlantedBug {
  readonly by: CheckName | 'tampering';
}

const fault = (by: Fault['by'], file: string, line: readonly [what: string, find: string, put: string]): Fault => ({
  ...bug(line[0], file, [line[1], line[2]]),
  by,
});
const MAY = 'domain/who-may.ts';
const GRANTS = 'domain/grants.ts';
const ACCESS = 'domain/access.ts';
const JUDGE = 'server/sync/judge.ts';

export const FAULTS: readonly Fault[] = [
  // who may
  fault('mutations', MAY, ['form tutors write private notes', "'note.add': staff('G')", "'note.add': staff('T', 'G')"]),
  fault('mutations', MAY, [
    'advisers set support',
    "'support.set': staff('S', 'L')",
    "'support.set': staff('S', 'G', 'L')",
  ]),
  fault('mutations', MAY, [
    'a pupil confirms a claim',
    "'experience.confirm': staff('T', 'L')",
    "'experience.confirm': staff('P', 'T', 'L')",
  ]),
  fault('mutations', MAY, ['roles are not looked at', 'return !rule.roles || rule', 'return true || rule']),
  fault('mutations', MAY, ['any mutation on any record', 'rule?.about === schoolRecordName(record) && rule', 'rule']),
  fault('mutations', MAY, [
    'administrators plan the programme',
    "'programme.set': { groups: ['N'], roles: ['leader']",
    "'programme.set': { groups: ['N'], roles: ['leader', 'admin']",
  ]),
  fault('relations', MAY, [
    'whose it is is not looked at',
    'if (!rule?.relation) return rule !== undefined;',
    'if (rule || !rule) return rule !== undefined;',
  ]),
  fault('relations', MAY, ['a removal has no end', '<= WITHDRAW_HOURS * HOUR_MS', '<= 2 * WITHDRAW_HOURS * HOUR_MS']),
  fault('relations', MAY, [
    'anybody puts a log right',
    'author === person && Date.parse(at) - Date.parse(madeAt) <= AMEND',
    'Date.parse(at) - Date.parse(madeAt) <= AMEND',
  ]),
  fault('relations', MAY, ['a visit is given away', 'named.every(', 'named.some(']),
  // who reads
  fault('reads', ACCESS, [
    'the careers leader reads drafts',
    'if (entry.readers.length === 0) return entry.author === person;',
    "if (entry.readers.length === 0) return entry.author === person || groups.includes('L');",
  ]),
  fault('reads', ACCESS, [
    'names are all',
    'entry.readers.some((group) => groups.includes(group))',
    "entry.readers.some((group) => groups.includes(group) || groups.includes('N'))",
  ]),
  fault('reads', 'server/store/store.ts', [
    'records are sent unfiltered',
    'const seen = rows.filter((row) =>',
    'const seen = rows.filter((row) => true ||',
  ]),
  fault('mutations', 'domain/entries/career.ts', [
    'a new note is for the pupil too',
    "note: ['G', 'L'],",
    "note: ['P', 'G', 'L'],",
  ]),
  // who holds
  fault('reads', GRANTS, [
    'a duty has no last day',
    '(to === null || today <= to)',
    '(to === null || today <= to || true)',
  ]),
  fault('reads', GRANTS, ['a booking lasts a day longer', 'BOOKING_GRANT_DAYS = 30', 'BOOKING_GRANT_DAYS = 31']),
  fault('reads', GRANTS, [
    'an adviser chooses until when an interview counts',
    'return date < latest ? date : latest;',
    'return latest < date ? date : date;',
  ]),
  fault('reads', GRANTS, ['who has left still holds records', 'staff.left ? new Map()', 'false ? new Map()']),
  fault('reads', GRANTS, ['a leaver keeps the record', '(own.to !== null && own.to < today)', 'false']),
  fault('reads', GRANTS, ['senior leaders hold records', "new Set(['tutor',", "new Set(['senior', 'tutor',"]),
  fault('reads', GRANTS, [
    'pastoral staff care for all years',
    'pastoralYears.has(pupil.year)',
    'pastoralYears.size > 0',
  ]),
  fault('reads', GRANTS, ['every adviser has who is not on the list', 'pupil.unlisted === person && roles', 'roles']),
  fault('reads', GRANTS, [
    'an administrator counts as careers leader',
    "const own: Groups = roles.includes('leader') ?",
    "const own: Groups = roles.includes('leader') || roles.includes('admin') ?",
  ]),
  fault('setting', GRANTS, [
    'everybody sees all',
    "if (!roles.includes('adviser')) return () => false;",
    "if (!roles.includes('adviser')) return () => facts.everyAdviserSeesAll;",
  ]),
  // the judge
  fault('ended', JUDGE, ['the grace is for every change', 'const then = definition.adds ?', 'const then = true ?']),
  fault('ended', JUDGE, ['the grace lasts a day longer', 'GRACE_DAYS = 60', 'GRACE_DAYS = 61']),
  fault('absent', JUDGE, [
    'an erased pupil is written about',
    "if (await isErased(tx, sender.school, envelope.record)) return refusedFor('erased');",
    '',
  ]),
  fault('absent', JUDGE, [
    'anybody founds a record',
    'if (!isNew || !founds) return undefined;',
    'if (!isNew) return undefined;',
  ]),
  fault('relations', JUDGE, [
    'what cannot be seen is written',
    'if (there && !definition.blind && !visible(there, person, groups))',
    'if (there && envelope === null)',
  ]),
  fault('hidden', JUDGE, [
    'what is hidden answers',
    'if (gone !== null || asksAfterHidden(seen, actor, checked))',
    'if (gone !== null)',
  ]),
  fault('hidden', JUDGE, [
    'it is looked whether an entry is there before it is asked who may do it to any',
    "if (!mayEver(actor, record.id, definition.name)) return refusedFor('not-permitted');",
    '',
  ]),
  fault('tampering', JUDGE, [
    'a forged first version proves a right',
    'if (wasDone(record, sender.person, { touches: definition.touches(args), first }))',
    'if (first !== undefined)',
  ]),
  fault('tampering', 'server/sync/claimed-time.ts', [
    'the claimed time may be to come',
    'return at > latest ? now : at;',
    'return at;',
  ]),
  fault('pokes', 'server/http/events.ts', [
    'all who hold the record are poked',
    'groups.some((group) => who.has(group))',
    'groups.length > 0',
  ]),
  // the routes
  fault('routes', 'server/http/session-cookie.ts', [
    'another school is served',
    "const place = await placeAt(deps.store.read, session.account, c.req.param('school') ?? '');",
    "const place = { ...session, school: c.req.param('school') as never };",
  ]),
  fault('routes', 'server/http/school-routes.ts', [
    'anybody takes lists away',
    "if (wanted.what !== 'rows-left-out') await mustLead(deps, asker);",
    '',
  ]),
  fault('routes', 'server/http/session-cookie.ts', [
    'who is signed out is let in',
    "if (!session) throw new ProblemError('signed-out');",
    "if (!session) return { account: 'account-0', hash: '', kind: 'staff', by: 'password', proved: '' } as never;",
  ]),
  fault('routes', 'server/people.ts', [
    'form tutors manage people',
    "if (!roles.includes('leader') && !roles.includes('admin'))",
    "if (!roles.includes('leader') && !roles.includes('admin') && !roles.includes('tutor'))",
  ]),
  fault('routes', 'server/devices.ts', [
    'anybody lists devices',
    "if (!roles.includes('leader')) throw new ProblemError('not-permitted');",
    '',
  ]),
  fault('routes', 'server/rights/routes.ts', [
    'anybody has a copy made, or a pupil erased',
    'await mustLead(deps, asker);',
    '',
  ]),
  fault('routes', 'server/rights/refused-routes.ts', [
    'anybody reads what was refused',
    'await mustLead(deps, asker);',
    '',
  ]),
  fault('routes', 'server/holders/lists.ts', [
    'anybody asks what a device could have seen',
    'await mustLead(deps, asker);\n  const { read } = deps.store;\n  const holder =',
    'const { read } = deps.store;\n  const holder =',
  ]),
  fault('routes', 'server/holders/clearing.ts', ['anybody clears devices', 'await mustLead(deps, asker);', '']),
  fault('routes', 'server/figures.ts', [
    'administrators see figures',
    "new Set<Role>(['senior', 'leader'])",
    "new Set<Role>(['senior', 'leader', 'admin'])",
  ]),
  fault('routes', 'server/must-lead.ts', [
    'anybody looks at a move',
    "if (!roles.includes('leader')) throw new ProblemError('not-permitted');",
    '',
  ]),
  fault('routes', 'server/operations/step.ts', [
    'advisers change the roster',
    "roles.includes('leader') || roles.includes('admin')",
    "roles.includes('leader') || roles.includes('admin') || roles.includes('adviser')",
  ]),
  fault('routes', 'server/import/routes.ts', [
    'anybody brings pupils in',
    "if (!mayOperate(as)) throw new ProblemError('not-permitted');",
    '',
  ]),
  fault('routes', 'server/import/bring-in.ts', [
    'an administrator is told birth dates',
    'readsIdentity: leads',
    'readsIdentity: true',
  ]),
  fault('routes', 'server/http/app.ts', [
    'a route that nobody wrote a line for',
    "app.get('/livez', (c) => c.text('ok'));",
    "app.get('/livez', (c) => c.text('ok'));\n  app.get('/metrics', (c) => c.text('ok'));",
  ]),
];
