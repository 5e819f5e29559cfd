/**
 * What people do with the shared tablet: steps drawn by chance, each done if it can be, told in sentences. The battery may
 * run out in the middle of any of them.
 */
import * as fc from 'fast-check';
import type { EntryId, MutationId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { uuid } from '../support/builders.ts';
import type { SchoolServer } from '../server/school-server.ts';
import { aMutation } from '../server/school-server.ts';
import { TabletBrowser, inTime } from './shared-tablet-browser.ts';
import { atSchool, checkEnd, checkTablet, sealedOn } from './shared-tablet-oracle.ts';
import type { Kind, User, Words } from './shared-tablet-people.ts';
import { ALL_USERS, RECORDS, USERS, WRITES, canaryOf, changeOf, isMemoryOnly } from './shared-tablet-people.ts';
import type { Standing, TabletPage } from './shared-tablet-page.ts';
import type { Script } from './shared-tablet-window.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The page is locked, or left, after five. */
const IDLE_MS = 6 * MINUTE;
/** A session of a pupil on a shared computer ends unused after half an hour: that is another test's. */
const IDLE_MAX = 3;

const OPEN = ['write', 'write', 'write', 'write offline', 'write offline', 'write offline', 'sync', 'lock', 'lock', 'sign out', 'switch', 'switch', 'protect', 'protect', 'offline', 'offline', 'online', 'wait', 'idle', 'reload', 'close', 'wipe', 'wake', 'crash', 'other window', 'other window', 'other window', 'other window', 'sleep', 'sleep'] as const; // prettier-ignore
const CLOSED = ['sign in', 'sign in', 'sign in', 'right words', 'right words', 'right words', 'wrong words', 'ten wrong words', 'bring', 'wake', 'offline', 'reload', 'close', 'crash', 'other window', 'other window', 'sleep'] as const; // prettier-ignore
type Doing = (typeof OPEN)[number] | (typeof CLOSED)[number];

/** One step: what is done where somebody is signed in, and where nobody is; by whom; which of what; where the battery ends. */
export interface Step {
  readonly open: (typeof OPEN)[number];
  readonly closed: (typeof CLOSED)[number];
  readonly user: User;
  readonly n: number;
  readonly crashAt: number | null;
}
export const steps = fc.array(
  fc.record<Step>({
    open: fc.constantFrom(...OPEN),
    closed: fc.constantFrom(...CLOSED),
    user: fc.constantFrom(...ALL_USERS),
    n: fc.nat({ max: 100 }),
    crashAt: fc.oneof(
      { arbitrary: fc.constant(null), weight: 6 },
      { arbitrary: fc.integer({ min: 1, max: 60 }), weight: 1 },
    ),
  }),
  { minLength: 15, maxLength: 30 },
);

const wordsOf = (user: User): string => `otter bramble lantern ${user}`;

/** One sequence on one tablet, told as it goes. */
export class SharedTablet {
  readonly told: string[] = [];
  readonly #server: SchoolServer;
  readonly #tablet: TabletBrowser;
  readonly #words: Words[] = [];
  /** Whose page it is, or was last: who can open it with words. */
  #last: User | null = null;
  #mayBeOpen: User | null = null;
  #idles = 0;
  #ids = 0;

  constructor(script: Script, server: SchoolServer) {
    this.#server = server;
    this.#tablet = new TabletBrowser(script, server);
    this.#tablet.between = (how) => this.#pageEnded(how);
  }

  async run(all: readonly Step[]): Promise<void> {
    await addKim(this.#server);
    await this.#tablet.start();
    for (const step of all) {
      await this.#step(step);
      await this.#check();
    }
    await this.#everybodyComesBack();
  }

  async #step(step: Step): Promise<void> {
    const standing = this.#tablet.page.standing();
    const doing = standing === 'open' ? step.open : this.#possible(step.closed, standing);
    this.told.push(`${this.#last ?? 'nobody'}, ${standing}: ${doing} (${step.user}, ${step.n}, ${step.crashAt})`);
    this.#server.pass(SECOND);
    const { window } = this.#tablet;
    if (step.crashAt !== null) window.crashAt(step.crashAt);
    await this.#doings[doing](step);
    window.crashNot();
    const { page, behind } = this.#tablet;
    if (page.standing() !== 'open' && (behind === null || behind.page.person() === null)) this.#mayBeOpen = null;
  }

  /** Looks at all of it. A page may end meanwhile, when it has just learnt that its person is gone: it is looked at again. */
  async #check(): Promise<void> {
    for (let tries = 0; tries < 4; tries += 1) {
      await this.#settle();
      if (await inTime(checkTablet(this.#tablet, this.#words, this.#mayBeOpen))) return;
    }
    throw new Error('Pages end by themselves, again and again');
  }

  /** Each window is open to who may be here, or to nobody. */
  #settle = (): Promise<void> =>
    this.#tablet.settle((person) => person === null || (this.#mayBeOpen !== null && person === USERS[this.#mayBeOpen]));

  /** Words are heard by the lock screen alone; signing in takes internet. */
  #possible(wish: Step['closed'], standing: Standing): Doing {
    const here = wish.endsWith('words') && standing !== 'words' ? 'sign in' : wish;
    return here === 'sign in' && !this.#tablet.isOnline ? 'online' : here;
  }

  readonly #doings: Readonly<Record<Doing, (step: Step) => Promise<unknown>>> = {
    write: async ({ n }) => {
      for (let i = 0; i <= n % 3 && this.#tablet.page.standing() === 'open'; i += 1) await this.#write(n + i);
    },
    'write offline': ({ n }) => {
      this.#tablet.isOnline = false;
      return this.#write(n);
    },
    sync: () => this.#sync(),
    lock: () => this.#leave((page) => page.lock()),
    'sign out': () => this.#leave((page) => page.signOut()),
    switch: async ({ user }) => {
      await this.#leave((page) => page.lock());
      if (this.#tablet.page.standing() !== 'open') await this.#signIn(user);
    },
    protect: () => this.#act((page) => page.protect(wordsOf(this.#last ?? 'adviser'))),
    offline: async () => (this.#tablet.isOnline = false),
    online: async () => (this.#tablet.isOnline = true),
    wait: async () => {
      this.#aWhilePasses();
      await new Promise((resolve) => setTimeout(resolve, 30));
      await this.#act(async () => undefined);
    },
    idle: () => this.#idle(),
    reload: () => this.#tablet.again(),
    close: () => this.#tablet.again(true),
    wipe: async () => {
      await this.#mayGo('deleted by who wrote them', ({ author }) => author === this.#last);
      await this.#leave((page) => page.wipe());
    },
    'other window': () => this.#tablet.otherWindow(),
    sleep: async () => this.#tablet.sleep(),
    wake: () => this.#tablet.wakeWorker(),
    crash: ({ crashAt }) => this.#tablet.crash(crashAt),
    'sign in': ({ user }) => this.#signIn(user),
    'right words': () => this.#unlock(wordsOf(this.#last ?? 'adviser')),
    'wrong words': () => this.#unlock('not these four words'),
    'ten wrong words': async () => {
      for (let n = 0; n < 10 && this.#tablet.page.standing() === 'words'; n += 1) await this.#unlock(`wrong ${n}`);
    },
    bring: () => this.#act((page) => page.bring()),
  };

  readonly #act = <T>(work: (page: TabletPage) => Promise<T>): Promise<T | null> => this.#tablet.act(work);

  /** Then it is open to nobody; but on a shared computer it cannot be locked, nor left with something unsent. */
  async #leave(how: (page: TabletPage) => Promise<unknown>): Promise<void> {
    if (!isMemoryOnly(this.#last ?? 'adviser')) this.#mayBeOpen = null;
    await this.#act(how);
    if (this.#tablet.page.standing() !== 'open') this.#mayBeOpen = null;
  }

  #aWhilePasses(): void {
    const { window, behind, isAsleep } = this.#tablet;
    window.aWhilePasses();
    if (!isAsleep) behind?.aWhilePasses();
  }

  async #signIn(user: User): Promise<void> {
    if (!this.#tablet.isOnline) return;
    this.told.push(`  ${user} signs in`);
    const { behind } = this.#tablet;
    if (behind !== null && behind.page.person() !== null)
      await this.#mayGo('somebody else has signed in', ({ author }) => isMemoryOnly(author));
    [this.#last, this.#mayBeOpen] = [user, user];
    await this.#act((page) => page.signIn(USERS[user], isMemoryOnly(user)));
    // People wait until their records are there.
    if (this.#tablet.page.standing() === 'open') await this.#sync();
  }

  async #unlock(words: string): Promise<void> {
    if (this.#tablet.page.standing() !== 'words') return;
    if (words === wordsOf(this.#last ?? 'adviser')) this.#mayBeOpen = this.#last;
    const tried = await this.#act((page) => page.unlock(words));
    if (tried && 'waitMs' in tried) this.#server.pass(tried.waitMs);
  }

  #sync = (): Promise<unknown> => this.#act((page) => page.sync(this.#server.deps.now()));

  /** Nobody touches it for six minutes. */
  async #idle(): Promise<void> {
    if ((this.#idles += 1) > IDLE_MAX) return;
    this.#server.pass(IDLE_MS);
    const { window } = this.#tablet;
    this.#aWhilePasses();
    const stays = isMemoryOnly(this.#last ?? 'adviser');
    for (let waited = 0; !window.isGoing && !window.isOver && waited < (stays ? 50 : 1000); waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (!stays && !window.isGoing && !window.isOver)
      throw new Error('Nobody was there for six minutes, and it is open');
    if (!stays) this.#mayBeOpen = null;
    await this.#leave(async () => undefined);
  }

  #newId = (): string => uuid((this.#ids += 1) + 7000);

  async #write(n: number): Promise<void> {
    const author = this.#last ?? 'adviser';
    const mine = WRITES[author];
    const [kind, about] = mine[n % mine.length] as (typeof mine)[number];
    const record = await this.#act((page) => page.view(RECORDS[about]));
    // Not here (yet): there is no page to write on.
    if (!record) return;
    const mutation = this.#newId();
    const words: Words = {
      canary: canaryOf(this.#ids),
      author,
      kind,
      about,
      mutation,
      isSaved: false,
      mayBeGone: null,
    };
    const at = (offset: number) =>
      uuid(5000 + offset + 10 * ALL_USERS.indexOf(author) + (about === 'ben' ? 5 : 0)) as EntryId;
    const draft = { id: at(0), interview: at(1), startedAt: '2026-11-11T10:00:00.000Z' };
    const change = changeOf({
      words,
      id: this.#newId() as EntryId,
      draft,
      there: headsIn(record.entries, kind, draft.id),
    });
    this.#words.push(words);
    this.told.push(`  ${canaryOf(this.#ids - 1)}: a ${kind} on ${about}`);
    const envelope = { ...change, id: mutation as MutationId, version: 1, at: this.#server.deps.now() };
    const { window } = this.#tablet;
    await this.#act((page) => page.save(envelope as unknown as MutationEnvelope));
    words.isSaved = !window.isOver;
  }

  /** A page has ended. Of who keeps nothing on the tablet what the school does not have is gone, but for what can be brought. */
  async #pageEnded(how: 'went' | 'crashed' | 'closed'): Promise<void> {
    this.told.push(`  (the page ${how})`);
    if (how === 'went') return;
    // Another window that is open hands its keys over.
    if ((this.#tablet.behind?.page.person() ?? null) === null) this.#mayBeOpen = null;
    const sealed = this.#tablet.isOnline ? await sealedOn(this.#tablet.factory) : new Set<string>();
    await this.#mayGo(`the window ${how}`, ({ author, mutation }) => isMemoryOnly(author) && !sealed.has(mutation));
  }

  async #mayGo(why: string, which: (words: Words) => boolean): Promise<void> {
    const there = await atSchool(this.#server);
    for (const words of this.#words)
      if (which(words) && !there.has(words.canary) && words.mayBeGone === null) words.mayBeGone = why;
  }

  async #everybodyComesBack(): Promise<void> {
    this.told.push('everybody comes back');
    this.#tablet.isOnline = true;
    const needs = new Map<User, string>();
    if (this.#tablet.page.standing() === 'open') await this.#sync();
    for (const user of ALL_USERS) {
      await this.#settle();
      this.#server.pass(SECOND);
      if (this.#tablet.page.standing() === 'open') await this.#leave((page) => page.signOut());
      await this.#settle();
      await this.#signIn(user);
      await this.#settle();
      if (this.#tablet.page.person() !== USERS[user]) throw new Error(`The ${user} cannot come back`);
      await this.#check();
      needs.set(user, (await this.#act((page) => page.read()))?.needs ?? '');
    }
    await checkEnd(this.#server, this.#words, needs);
    this.#tablet.behind?.end();
    this.#tablet.window.end();
  }
}

/** The wordings of a text that are there now. */
function headsIn(entries: Readonly<Record<string, unknown>>, kind: Kind, draft: EntryId) {
  type Heads = { readonly heads: readonly { readonly id: string; readonly text: string }[] } | undefined;
  const found = entries[kind === 'draft' ? draft : 'preparation'] as
    | { texts?: { why?: Heads }; worries?: Heads }
    | undefined;
  const text = kind === 'draft' ? found?.texts?.why : found?.worries;
  return text?.heads ?? [];
}

/** The second adviser. */
async function addKim(server: SchoolServer): Promise<void> {
  const kim = {
    id: USERS.second,
    name: 'Kim Ward',
    roles: ['adviser'],
    guidance: { level: 'Level 6', from: '2019-09-01', to: null },
    left: false,
  };
  const caseload = { id: 'caseload-2', person: USERS.second, years: [9], from: '2026-09-01', to: null };
  const { head } = await server.sendAs(
    USERS.leader,
    aMutation('staff.set', 'school' as RecordId, kim),
    aMutation('roster.caseload', 'roster' as RecordId, caseload),
  );
  if (head.outcomes.some(({ status }) => status !== 'applied')) throw new Error(JSON.stringify(head.outcomes));
}
