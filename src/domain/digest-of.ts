/**
 * The digest of a record as somebody sees it: what lists and dashboards need, without a clock, so that it stays right
 * for as long as the record does. Withdrawn entries are left out: they count for nothing, whoever still reads them.
 */
import { differencesIn } from './differences.ts';
import { fieldDifferencesIn } from './field-differences.ts';
import type { Digest, DraftDigest, ExperienceDigest, InterviewDigest, StepDigest } from './digest.ts';
import { PENDING_VERSION } from './entry.ts';
import { standingOf } from './la-sharing.ts';
import type { CareersRecord, Entry, EntryOf, Kind } from './record.ts';
import { hasWords } from './text-merge.ts';
import type { WrittenText } from './text.ts';
import { dateOf } from './time.ts';

/** The digest of a view. Pure; entries of each kind in order of id. */
export function digestOf(view: CareersRecord): Digest {
  const kinds = byKind(view);
  const interviews = kinds.all('interview');
  const followups = followupsByStep(kinds.all('followup'));
  return {
    record: view.id,
    pupil: pupilOf(kinds.one('pupil')),
    steps: kinds.all('step').map((step) => stepOf(step, followups.get(step.id) ?? [])),
    interviews: interviews.map(interviewOf),
    experiences: kinds.all('experience').map(experienceOf),
    drafts: kinds.all('draft').filter(isOpenDraft).map(draftOf),
    lmi: kinds.all('lmi').map(({ id, date, source, decision }) => ({ id, date, source, decided: isText(decision) })),
    applications: kinds.all('application').map(({ id, route, status }) => ({ id, route, status })),
    requests: openRequests(kinds.all('request'), interviews),
    asks: kinds.all('ask').map(({ id, answer, to }) => ({ id, answered: answer !== null, to })),
    concerns: kinds.all('concern').map(({ id, answer }) => ({ id, answered: answer !== null })),
    ...standing(kinds),
    differences: differencesIn(view).filter(({ text }) => text.in !== 'draft').length + fieldDifferencesIn(view).length,
  };
}

/** What holds until it is changed: preparation, plans and support. */
function standing(
  kinds: ByKind,
): Pick<Digest, 'prepared' | 'plan' | 'support' | 'sex' | 'eal' | 'aspiration' | 'intention' | 'sharing'> {
  const preparation = kinds.one('preparation');
  const support = kinds.one('support');
  const intention = kinds.one('intention');
  const identity = kinds.one('identity');
  return {
    prepared: preparation !== undefined && preparationTexts(preparation).some(hasWords),
    plan: isText(kinds.one('adjustment')?.words) || needsPlan(support),
    support: support
      ? { sen: support.sen, pupilPremium: support.pupilPremium, lookedAfter: support.lookedAfter }
      : null,
    sex: identity?.sex ?? null,
    eal: identity?.eal ?? null,
    aspiration: hasWords(kinds.one('aspiration')?.words),
    intention: intention ? { route: intention.route } : null,
    sharing: sharingOf(kinds.one('la-sharing'), identity, kinds.one('pupil')),
  };
}

const sharingOf = (
  entry: EntryOf<'la-sharing'> | undefined,
  identity: EntryOf<'identity'> | undefined,
  pupil: EntryOf<'pupil'> | undefined,
) => (entry ? standingOf(entry, identity?.born ?? null, pupil) : null);

interface ByKind {
  readonly all: <K extends Kind>(kind: K) => readonly EntryOf<K>[];
  /** The singleton of a kind. */
  readonly one: <K extends Kind>(kind: K) => EntryOf<K> | undefined;
}

/** The entries by kind in one pass: a dashboard makes 1,500 digests at once. */
function byKind(view: CareersRecord): ByKind {
  const kinds = new Map<Kind, Entry[]>();
  for (const entry of Object.values(view.entries)) {
    if (entry.withdrawn !== undefined) continue;
    const same = kinds.get(entry.kind);
    if (same) same.push(entry);
    else kinds.set(entry.kind, [entry]);
  }
  for (const same of kinds.values()) same.sort((a, b) => (a.id < b.id ? -1 : 1));
  // Each list holds entries of its own kind only, which the map's type cannot say.
  const all = <K extends Kind>(kind: K) => (kinds.get(kind) ?? []) as unknown as readonly EntryOf<K>[];
  return { all, one: (kind) => all(kind)[0] };
}

const isText = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

const pupilOf = (pupil: EntryOf<'pupil'> | undefined): Digest['pupil'] =>
  pupil
    ? {
        name: pupil.name,
        surname: pupil.surname,
        year: pupil.year,
        form: pupil.form,
        from: pupil.from,
        to: pupil.to,
        ...(pupil.unlisted && { unlisted: pupil.unlisted }),
      }
    : null;

/** Pupil premium alone is no plan, and is never a signal. */
const needsPlan = (support: EntryOf<'support'> | undefined): boolean =>
  support !== undefined && (support.sen !== 'N' || support.lookedAfter || isText(support.outcomes ?? undefined));

const preparationTexts = (entry: EntryOf<'preparation'>): readonly WrittenText[] => [
  entry.ideas,
  entry.strengths,
  entry.wants,
  entry.worries,
];

type Followup = EntryOf<'followup'>;

function followupsByStep(followups: readonly Followup[]): ReadonlyMap<string, readonly Followup[]> {
  const found = new Map<string, Followup[]>();
  for (const followup of followups) {
    const same = found.get(followup.on);
    if (same) same.push(followup);
    else found.set(followup.on, [followup]);
  }
  return found;
}

function stepOf(step: EntryOf<'step'>, followups: readonly Followup[]): StepDigest {
  const { id, what, who, due, tutorChecks, status, closedOn, author } = step;
  const talked = latest(followups.filter((f) => f.what === 'talked'));
  const open = status === 'to-do' || status === 'talked';
  const claim = open ? claimOn(step, followups) : null;
  return { id, what, who, due, tutorChecks, status, closedOn, by: author, claim, talkedAt: talked?.madeAt ?? null };
}

/**
 * The pupil's last word, unless staff have changed what was agreed or talked about it since. That a step was closed and
 * opened again does not answer it: Undo leaves no trace.
 */
function claimOn(step: EntryOf<'step'>, followups: readonly Followup[]): StepDigest['claim'] {
  const last = latest(followups);
  if (!last || orderOf(last.version) <= agreedAt(step)) return null;
  return last.what === 'claims-done' || last.what === 'needs-help' ? last.what : null;
}

/** The rank at which what, who or by when was last changed; 0 when they are as they were agreed at first. */
const agreedAt = ({ ranks }: EntryOf<'step'>): number =>
  Math.max(0, ...(['what', 'who', 'due', 'tutorChecks'] as const).map((field) => ranks[field] ?? 0));

const latest = (followups: readonly Followup[]): Followup | undefined =>
  followups.reduce<Followup | undefined>((last, next) => (last && !isLater(next, last) ? last : next), undefined);

/** Order comes from the server's versions; what it has not taken yet is the latest, and there the claimed time decides. */
function isLater(a: Pick<Entry, 'version' | 'at'>, b: Pick<Entry, 'version' | 'at'>): boolean {
  const [one, other] = [orderOf(a.version), orderOf(b.version)];
  return one === other ? a.at > b.at : one > other;
}

const orderOf = (version: number): number => (version === PENDING_VERSION ? Number.MAX_SAFE_INTEGER : version);

function interviewOf(interview: EntryOf<'interview'>): InterviewDigest {
  const { id, adviser, date, from, minutes, place, type, status, explained, visit, endedAt } = interview;
  return {
    id,
    adviser,
    date,
    from,
    minutes,
    place,
    type,
    status,
    explained,
    visit,
    walkIn: interview.walkIn ? dateOf(interview.madeAt) : null,
    endedAt,
    hasSummary: isText(interview.summary),
    agreed: interview.agreed !== null,
  };
}

function experienceOf({ id, facts, attended, status, reflection }: EntryOf<'experience'>): ExperienceDigest {
  const { learned: _, ...rest } = facts;
  return { id, facts: rest, attended, status, reflected: hasWords(reflection) };
}

/** A draft is over when it is closed and has no words left; words that were written elsewhere meanwhile keep it (I18). */
const isOpenDraft = (draft: EntryOf<'draft'>): boolean => !draft.closed || Object.values(draft.texts).some(hasWords);

function draftOf({ id, interview, startedAt, texts, values }: EntryOf<'draft'>): DraftDigest {
  return {
    id,
    interview,
    startedAt,
    status: values.status ?? 'in-progress',
    pausedAt: values.pausedAt ?? null,
    parts: Object.values(texts).filter(hasWords).length,
  };
}

/** A request is open until an interview is made after it; a cancelled one opens it again (policy 5.12.1). */
function openRequests(
  requests: readonly EntryOf<'request'>[],
  interviews: readonly EntryOf<'interview'>[],
): Digest['requests'] {
  const answered = (request: EntryOf<'request'>) =>
    interviews.some((interview) => interview.status !== 'cancelled' && interview.madeAt > request.madeAt);
  return requests.filter((request) => !answered(request)).map(({ id, askedOn, soon }) => ({ id, askedOn, soon }));
}
