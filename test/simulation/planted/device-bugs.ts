/** Planted bugs of the device: what people see, typing, turns, the cookie, what is kept when a server is restored, leaving. */
import type { PlantedBug } from './planted.ts';
import { bug } from './planted.ts';

export const DEVICE_BUGS = {
  // what people see
  replayAll: bug('own applied changes are replayed on a record that already has them (I1)', 'sync/view.ts', [
    'return own.taken > (row ? upTo(row, cookie) : (cookie ?? 0));',
    'return true;',
  ]),
  dropOnOutcome: bug(
    'a change leaves the view when its outcome comes, not when the record has it (I1)',
    'sync/view.ts',
    ['return own.taken > (row ? upTo(row, cookie) : (cookie ?? 0));', 'return false;'],
  ),
  cookieNotCounted: bug('a record counts as new as its own version only, not as the cookie (I1)', 'sync/view.ts', [
    'return wanted ? version : Math.max(version, cookie ?? 0);',
    'return version;',
  ]),
  viewNotFiltered: bug('what is replayed is shown whether the person reads it or not (I1)', 'sync/view.ts', [
    'return view(replay(base, pending, person), person, groups);',
    'return replay(base, pending, person);',
  ]),
  unplacedHidden: bug('own words that no record shows are not listed under "Needs you" (I2)', 'sync/view.ts', [
    'return pending.filter((mutation) =>',
    'return [].filter((mutation) =>',
  ]),
  refusedForgotten: bug('a refused change is dropped instead of going to "Needs you" (I2)', 'sync/exchange.ts', [
    'if (sealed && state.refused !== null) await tx.putOwn({ ...sealed, ...state });',
    'if (state.refused !== null) await tx.removeOwn([state.order]);',
  ]),
  // saving and typing
  saidBeforeSaved: bug('"Saved on this device" is said before it is on the disk (I13)', 'sync/saving.ts', [
    'if (await port.transact((tx) => putAll(tx, plan))) return',
    'if (port.transact((tx) => putAll(tx, plan))) return',
  ]),
  sealedNotSent: bug(
    'typing does not say that it was written over what was sealed and may have been brought (I21, I4)',
    'sync/saving.ts',
    ['if (now.get(order)?.sent === false) await tx.patchOwn(order, { sent: true });', ';'],
  ),
  wordsStay: bug('the words stay in the journal when their record has left (I22)', 'sync/sealed-alone.ts', [
    'const closed = own.filter((one) => !grants[one.record] || isNameAlone(one));',
    'const closed = own.filter((one) => !grants[one.record] && isNameAlone(one));',
  ]),
  sealsNotBrought: bug('a restored server is never brought what is sealed alone (I22)', 'sync/sealed-alone.ts', [
    'own.filter((one) => one.sealedAlone && inOutbox(one))',
    'own.filter((one) => one.sealedAlone && inOutbox(one) && one.first === null)',
  ]),
  typingKeepsId: bug('typing changes a pending mutation and keeps its id (I4)', 'sync/saving.ts', [
    'const row = await port.sealMutation({ ...stateOf(mutation, usable ? target : null), envelope });',
    `const id = usable && target ? target.id : envelope.id;
     const row = await port.sealMutation({ ...stateOf(mutation, usable ? target : null), id, envelope: { ...envelope, id } });`,
  ]),
  typingForgetsOld: bug('typing does not name a wording that has been sent (I4)', 'sync/outbox.ts', [
    'definition.replace(before.value.args, args, earlier.sent)',
    'definition.replace(before.value.args, args, false)',
  ]),
  sentUnnoticed: bug('a wording that leaves while it is typed over is not noticed (I4)', 'sync/saving.ts', [
    'row.id === target.id && row.sent === target.sent',
    'row.id === target.id',
  ]),
  // whose reply counts
  takeKeepsTurn: bug('a request draws no new turn: late replies are applied (I3)', 'sync/exchange.ts', [
    'const turn = chance.newId();',
    "const turn = 'the same';",
  ]),
  logoutKeepsTurn: bug('a reply on its way is applied after signing out (I3)', 'sync/engine.ts', [
    'signedOut(meta, turn)',
    'signedOut(meta, meta.turn ?? turn)',
  ]),
  // cookie, want, check
  cookieAtHead: bug('the cookie moves with the head of a reply (I7)', 'sync/state.ts', [
    'cookie: fresh ? head.start : (tables.meta.cookie ?? head.start)',
    'cookie: head.start',
  ]),
  cookieWithoutDone: bug('the cookie moves with the records, before done (I7)', 'sync/exchange.ts', [
    'await tx.putRecords(sealed.filter(granted));',
    `await tx.putRecords(sealed.filter(granted));
     await tx.setMeta({ ...meta, cookie: Math.max(meta.cookie ?? 0, ...lines.map((line) => line.version)) });`,
  ]),
  doneBeforeRecords: bug('the end of a reply is applied without the last records (I7)', 'sync/exchange.ts', [
    'const mine = (await flush()) && (await applyDone',
    'const mine = (await applyDone',
  ]),
  noWant: bug('nothing is asked for by name (I5)', 'sync/exchange.ts', ['want: wantedNow(tables),', 'want: [],']),
  noCheck: bug('held records are not checked (I7)', 'sync/exchange.ts', [
    'check: checkOne(tables.records, random),',
    'check: [],',
  ]),
  // rights
  noPurge: bug('records that are no longer granted stay (I5)', 'sync/exchange.ts', [
    'await tx.removeRecords(effects.dropRecords);',
    '',
  ]),
  groupsIgnored: bug('a record whose groups changed is left as it is (I5)', 'sync/state.ts', [
    'changed: ids.filter((id) => grants[id] && !sameGroups(grants[id], meta.grants[id])),',
    'changed: [],',
  ]),
  changedNotFiltered: bug(
    'a record whose groups changed is fetched afresh but not filtered meanwhile (I5)',
    'sync/exchange.ts',
    ['record: view(row.record, person, grants[row.id] ?? [])', 'record: row.record'],
  ),
  changedNotWanted: {
    what: 'a record whose groups changed is filtered and not fetched afresh (I5)',
    bends: [
      { file: 'sync/exchange.ts', find: '{ ...row, wanted: true, record: view(', put: '{ ...row, record: view(' },
      { file: 'sync/state.ts', find: "wantRecords: fresh ? 'all' : changed,", put: "wantRecords: fresh ? 'all' : []," },
    ],
  },
  purgeTakesOutbox: bug('losing a record drops what was written on it and not yet sent (I5)', 'sync/state.ts', [
    '    dropRecords: gone,',
    '    dropRecords: gone,\n    forgetOwn: offered.filter((own) => gone.includes(own.record)).map(({ order }) => order),',
  ]),
  // outcomes
  dropOnTransient: bug('an error of the server drops what was sent (I13)', 'sync/engine.ts', [
    "case 'problem':\n",
    `case 'problem':
      await parts.port.transact(async (tx) =>
        tx.removeOwn((await tx.own()).filter((own) => own.sent && own.taken === null).map((own) => own.order)));\n`,
  ]),
  waitingBlocks: bug('what waits keeps its place at the head of the queue (I11)', 'sync/outbox.ts', [
    'a.waited - b.waited || a.mutation.order',
    'a.mutation.order',
  ]),
  otherBox: bug(
    'the box of another mutation goes in place of one that was typed over meanwhile (I4)',
    'sync/outbox.ts',
    ['if (mutation?.id !== id) break;', 'if (!mutation) break;'],
  ),
  // restores
  rowsKept: bug('after a restore the device keeps its records as current (I15)', 'sync/state.ts', [
    "wantRecords: fresh ? 'all' : changed,",
    'wantRecords: changed,',
  ]),
  journalNotKept: bug('an applied change is forgotten at once (I13)', 'sync/state.ts', [
    'refused === null && taken <= head.stable;',
    'refused === null;',
  ]),
  journalNotOffered: bug('the journal is not offered again after a restore (I15)', 'sync/state.ts', [
    'if (own.taken === null && own.refused === null) return own;',
    'if (own.refused === null) return own;',
  ]),
  needsNotOffered: bug('"Needs you" is not offered again after a restore (I15)', 'sync/state.ts', [
    'if (own.taken === null && own.refused === null) return own;',
    'if (own.taken === null || own.refused !== null) return own;',
  ]),
  firstNotKept: bug('what is offered again does not say which version it first got (I15)', 'sync/outbox.ts', [
    'return first === null ? envelope : { ...envelope, first };',
    'return envelope;',
  ]),
  // leaving
  logoutDropsOutbox: bug('signing out drops what was not sent (I17)', 'sync/engine.ts', [
    'await tx.setMeta(signedOut(meta, turn));',
    'await tx.removeOwn((await tx.own()).map((own) => own.order)); await tx.setMeta(signedOut(meta, turn));',
  ]),
  recordsStay: bug('signing out leaves the records on the device (I17)', 'sync/engine.ts', [
    'await tx.removeRecords(records.map(({ id }) => id));',
    '',
  ]),
  logoutKeepsHash: bug('signing out keeps the hash of the grants and forgets the grants (I17)', 'sync/state.ts', [
    '...meta, cookie: null, hash: null, grants: {}',
    '...meta, cookie: null, grants: {}',
  ]),
  madeNotShown: bug('a record that own words make is out of sight until it comes (I2)', 'sync/view.ts', [
    'own.taken > (row ? upTo(row, cookie) : (cookie ?? 0))',
    'row !== undefined && own.taken > upTo(row, cookie)',
  ]),
  outboxKeepsErased: bug('words on an erased record stay in outbox and journal (I19)', 'sync/state.ts', [
    'erased.includes(record) || refused',
    '(refused !== null && erased.includes(record)) || refused',
  ]),
  needsKeepErased: bug('words on an erased record stay in "Needs you" (I19)', 'sync/state.ts', [
    "erased.includes(record) || refused === 'erased';",
    'refused === null && erased.includes(record);',
  ]),
  needsKeepMoved: bug('words on what had gone to an erased pupil stay in "Needs you" (I19)', 'sync/state.ts', [
    "erased.includes(record) || refused === 'erased';",
    'erased.includes(record);',
  ]),
  basesKept: bug('a refused change keeps the words of others that it carried (I16)', 'sync/exchange.ts', [
    'envelope: strippedEnvelope(mutation.envelope)',
    'envelope: mutation.envelope',
  ]),
} as const satisfies Readonly<Record<string, PlantedBug>>;
