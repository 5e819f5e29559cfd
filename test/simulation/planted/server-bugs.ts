/** Planted bugs of the server and of what both share: rights, the cookie, outcomes, restores, merging, erasure. */
import type { PlantedBug } from './planted.ts';
import { bug } from './planted.ts';

export const SERVER_BUGS = {
  // the cookie
  cookieAtEnd: bug('the cookie is the version at the end of the reply (I7)', 'server/sync/handle.ts', [
    'cookie: head.start,',
    'cookie: (await schoolRow(store.read, sender.school)).version,',
  ]),
  versionBeforeLock: bug(
    'a version is taken before the lock: commit order is not version order (I9)',
    'server/sync/judge.ts',
    [
      'const version = await nextVersion(tx, sender.school);\n  const first',
      `const early = (bench.rosters.early ??= []);
     early.push(await nextVersion(tx, sender.school));
     const version = early.length > 2 ? early.shift() : await nextVersion(tx, sender.school);\n  const first`,
    ],
  ),
  // rights
  groupsOfNewOnly: bug('a change moves the versions of the new readers only (I6)', 'server/store/store.ts', [
    'who: [...new Set([...reachOf(old), ...reachOf(entry)])]',
    'who: reachOf(entry)',
  ]),
  oneVersion: bug('a record has one version for all groups (I6)', 'server/sync/handle.ts', [
    'if (reads(grants.get(record as RecordId), sender.person, who)) send',
    'if (grants.has(record as RecordId)) send',
  ]),
  draftsWake: bug('a draft moves the version of those who may not read it (I6)', 'server/store/store.ts', [
    'return entry.readers.length === 0 ? [entry.author] : entry.readers;',
    "return entry.readers.length === 0 ? [entry.author, 'L', 'T'] : entry.readers;",
  ]),
  versionTells: bug('the version of a record line tells of what its reader may not see (I6)', 'server/sync/handle.ts', [
    ".where('who', 'in', [...groups, person])",
    '',
  ]),
  countTells: bug('the head counts records of which nothing is sent (I6)', 'server/sync/handle.ts', [
    'records: send.length,',
    'records: send.length + version % 2,',
  ]),
  grantsNotCompared: bug('the list of grants is sent on the first sync only (I5)', 'server/sync/handle.ts', [
    'const isNews = request.hash !== hash;',
    'const isNews = request.hash === null;',
  ]),
  grantOfStart: bug('records are filtered by the grants of the start of the reply (I5)', 'server/sync/handle.ts', [
    'const now = granted.grants.get(id);',
    'const now = groups.get(id);',
  ]),
  skipChangedGrant: bug(
    'a record whose grant changed meanwhile is skipped, and done is sent (I5)',
    'server/sync/handle.ts',
    ["now.join('') !== groups.get(id)?.join('')) return;", "now.join('') !== groups.get(id)?.join('')) continue;"],
  ),
  skipsFilter: bug('records are sent unfiltered (I1)', 'server/store/store.ts', [
    'const seen = rows.filter((row) =>',
    'const seen = [...rows, ...[]].filter((row) => true ||',
  ]),
  rosterStale: bug('a change of the roster is not heard of (I5)', 'server/sync/judge.ts', [
    'if (entries.some((entry) => movesRoster(record.entries[entry.id], entry)) ||',
    'if (',
  ]),
  unseenWritten: bug('people write what they may not read (I10)', 'server/sync/judge.ts', [
    'if (there && !definition.blind && !visible(there, person, groups))',
    'if (there && envelope === null)',
  ]),
  graceForAll: bug('the grace for what only adds covers every change (I10)', 'server/sync/judge.ts', [
    'const then = definition.adds ? ',
    'const then = true ? ',
  ]),
  graceWithoutRight: bug(
    'the grace counts for somebody who did not hold the right then (I10)',
    'server/sync/judge.ts',
    ['const then = groupsOn(claimed);', "const then: Groups = ['N', 'T', 'S', 'G'];"],
  ),
  // outcomes
  noIdempotency: bug('a mutation that comes again is applied again (I8)', 'server/store/store.ts', [
    "insertInto('mutation').values(row)",
    "insertInto('mutation').values({ ...row, id: row.refused === null ? `${row.id}#${row.version}` : row.id })",
  ]),
  partly: bug('a mutation on several entries is applied in part (I9)', 'server/sync/judge.ts', [
    '{ entries: applied.value, version }',
    '{ entries: applied.value.slice(0, 2), version }',
  ]),
  poisonBlocks: bug('a mutation that brings the server down is tried for ever (I12)', 'server/sync/judging.ts', [
    'const TRIES_MAX = 3;',
    'const TRIES_MAX = Infinity;',
  ]),
  missingIsFinal: bug('a change of an entry that is not there is refused at once (I11)', 'server/sync/judge.ts', [
    "return missing ? { kind: 'waits' }",
    "return missing ? refusedFor('missing')",
  ]),
  orphansWait: bug('a change of an entry whose creation was refused waits for ever (I11)', 'server/sync/judge.ts', [
    "if (await isOrphan(tx, school, envelope, entry)) return 'builds-on-refused';",
    '',
  ]),
  unknownRefused: bug('an old server refuses a mutation whose name it does not know (I11)', 'server/sync/judge.ts', [
    '? waits(bench, envelope, [])',
    "? refuse(tx, sender, bench, { envelope, reason: 'malformed' })",
  ]),
  waitingOvertaken: {
    what: 'what waits is overtaken by a later change of the same entry (I11)',
    bends: [
      {
        file: 'sync/outbox.ts',
        find: 'Math.max(mutation.waited, ...keys.map((key) => waitedOn.get(key) ?? 0));',
        put: 'mutation.waited;',
      },
      {
        file: 'server/sync/judge.ts',
        find: 'const builds = touches.some((t) => bench.waiting.has(waitKey(envelope, t.entry)));',
        put: 'const builds = false;',
      },
    ],
  },
  quarantineForgets: bug('what is refused is not kept for the careers leader (I10)', 'server/sync/refusing.ts', [
    'await quarantine(tx, sender.school, [sender.person, { ...envelope, args: words }, creates]);',
    '',
  ]),
  // restores
  noEpoch: bug('a restored server keeps its epoch (I14)', 'server/sync/restore.ts', ['epoch: randomUUID(), ', '']),
  counterGoesBack: bug('a restored server counts on from the backup (I14)', 'server/sync/restore.ts', [
    'const version = Math.max(Date.parse(now) * 1000, last + GAP, (begun.get(id) ?? 0) + GAP);',
    'const version = last;',
  ]),
  oldEpochJudged: bug(
    'a restored server judges what comes from devices that do not know of the restore (I14)',
    'server/sync/handle.ts',
    ['request.epoch === before.epoch ?', 'request.epoch !== null ?'],
  ),
  sealsOfOldEpoch: bug(
    'a restored server judges seals from devices that do not know of the restore (I14, I21)',
    'server/sealed/deliver.ts',
    ['if (epoch !== now.epoch) return null;', ''],
  ),
  firstIgnored: bug('what is offered again counts as new (I15)', 'server/sync/judge.ts', [
    'const first = firstBefore(bench, envelope);\n  const at =',
    'const first = undefined;\n  const at =',
  ]),
  creationOutranks: bug('a creation offered again outranks a later choice (I15)', 'domain/entry.ts', [
    'ranks: {},\n',
    'ranks: { readers: ctx.rank },\n',
  ]),
  // merging
  applyTwice: bug('a creation that comes twice begins the entry afresh (I16)', 'domain/change.ts', [
    'if (record.entries[id]) return UNCHANGED;',
    '',
  ]),
  pastForgotten: bug('an entry does not remember which wordings were written over (I16)', 'domain/text.ts', [
    'const past = [...new Set([...before.past, ...write.over])].sort();',
    'const past = [...new Set(write.over)].sort();',
  ]),
  deviceClock: bug('the later device clock wins a field (I16)', 'domain/entry.ts', [
    'if (value === undefined || ctx.rank < (entry.ranks[field] ?? 0)) continue;',
    'if (value === undefined || ctx.at < entry.at) continue;',
  ]),
  basesInQuarantine: bug(
    'quarantine keeps the words of others that a refused change carried (I16)',
    'server/sync/refusing.ts',
    ['args: definition.stripped?.(args) ?? args,', 'args,'],
  ),
  unlistedForAll: bug('everybody holds the record of a pupil who is not on the list (I5)', 'domain/grants.ts', [
    'pupil.unlisted === undefined ? groupsOf(pupil)',
    'facts ? groupsOf(pupil)',
  ]),
  unlistedStays: bug(
    'who met a pupil who was not on the list keeps their record for ever (I5)',
    'server/sync/roster.ts',
    ["entry.unlisted === 'open' ? author : NOBODY", 'author ?? NOBODY'],
  ),
  // moving to another pupil
  movedNotTold: bug('devices keep what was moved on the wrong record (I6)', 'server/sync/moved.ts', [
    'await moveReach(tx, school, from.id, { who: [...new Set(entries.flatMap(reachOf))], version });',
    '',
  ]),
  movedWaits: bug('a late change of what was moved waits for ever (I11)', 'server/sync/judge.ts', [
    "if (!there && definition.name !== 'activity.log' && (await hasGone(tx, school, record.id, entry)))",
    'if (envelope === null)',
  ]),
  movedComesBack: bug('a restored server does not move again what was moved (I14)', 'server/sync/replay.ts', [
    "line.kind === 'moved' && (await moveAgain(tx, line, before))",
    'line.kind !== line.kind',
  ]),
  movedNotFollowed: bug(
    'what is offered again of a moved entry goes to the wrong record (I15)',
    'server/sync/moved.ts',
    ['if (row.record === at && (before || madeIt(asked, row)))', 'if (row.record === at && before && at === row.to)'],
  ),
  // leaving
  erasureNotTold: bug('devices are not told of an erasure (I19)', 'server/sync/roster.ts', [
    'erased.length === 0\n',
    'erased.length >= 0\n',
  ]),
  quarantineKeepsErased: bug('words on an erased record stay in quarantine (I19)', 'server/sync/restore.ts', [
    "'revision', 'quarantine', 'operation_step'] as const",
    "'revision', 'operation_step'] as const",
  ]),
  quarantineTakesErased: bug(
    'words on an erased record that come later go into quarantine (I19)',
    'server/sync/refusing.ts',
    [
      'if (hasWords && !(await isErased(tx, sender.school, envelope.record))) {\n    const { args, creates }',
      'if (hasWords) {\n    const { args, creates }',
    ],
  ),
  // audit
  refusedUnaudited: bug('the audit does not tell of what was refused', 'server/store/store.ts', [
    'await audit(tx, school as SchoolId, {',
    'if (refused === null) await audit(tx, school as SchoolId, {',
  ]),
  readingsWear: bug('that somebody read is forgotten on the device once it was refused', 'sync/state.ts', [
    'refused: isReading(own) ? null : outcome.problem };',
    "refused: isReading(own) ? 'erased' : outcome.problem };",
  ]),
} as const satisfies Readonly<Record<string, PlantedBug>>;
