// @vitest-environment happy-dom
/**
 * Deep links: every address of the app, opened cold, shows its screen; with ids that this device does not hold it says so.
 * The addresses are read from the routes, so that a new one must be named here.
 */
import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EntryId, PersonId, RecordId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Role } from '../../../src/domain/group.ts';
import { App } from '../../../src/ui/app/routes.tsx';
import {
  PATHS,
  atEntry,
  formLogForPath,
  formPupilPath,
  gapPath,
  historyPath,
  interviewPath,
  programmePath,
  pupilPath,
  subjectLogPath,
  supportPupilPath,
  waitingPath,
} from '../../../src/ui/app/paths.ts';
import {
  RIGHTS_PATHS,
  deviceSeenPath,
  personSeenPath,
  pupilRightsPath,
  requestPath,
} from '../../../src/ui/app/rights-paths.ts';
import { PEOPLE, aNote, aPupil, aRecord, aStep, anInterview, uuid } from '../../support/builders.ts';
import { renderScreen } from '../../support/screen.tsx';
import { JO, joWorld } from '../screens/adviser/adviser-world.ts';

const HERE = 'aisha' as RecordId;
const GONE = uuid(404) as RecordId;
const BOOKED = uuid(1) as EntryId;
const HELD = uuid(2) as EntryId;
const OLD = uuid(3) as EntryId;
const OLD_NOTE = uuid(4) as EntryId;
const NO_INTERVIEW = uuid(405) as EntryId;

const RECORD = aRecord(
  HERE,
  aPupil(),
  anInterview({ id: BOOKED }),
  anInterview({ id: HELD, status: 'finished', summary: 'Likes science.' }),
  aStep({ id: OLD, what: 'An old step', at: '2023-11-01T10:00:00.000Z' as Instant }),
  aNote({ id: OLD_NOTE, why: 'An old note', at: '2023-11-01T10:00:00.000Z' as Instant }),
  aNote({ why: 'A new note' }),
);

beforeEach(() => {
  // No server answers: what is held must do.
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no internet')));
});
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

const PERSONS: Readonly<Record<string, PersonId>> = {
  pupil: HERE as string as PersonId,
  tutor: PEOPLE.tutor,
  leader: PEOPLE.leader,
};

/** Opens an address in a new window. */
async function openCold(address: string, roles: readonly Role[]): Promise<string> {
  history.replaceState(null, '', address);
  const session = { ...JO, roles, person: PERSONS[roles[0] ?? ''] ?? PEOPLE.adviser };
  const groups = roles.includes('pupil') ? (['P'] as const) : (['N', 'T', 'G', 'L'] as const);
  const world = joWorld([]);
  renderScreen(<App />, { ...world, session, records: [...world.records, { record: RECORD, groups }] });
  await waitFor(
    () => {
      expect(screen.getAllByRole('heading', { level: 1 })).not.toEqual([]);
      expect(document.querySelector('.loading')).toBeNull();
    },
    { timeout: 5000 },
  );
  return screen.getAllByRole('heading', { level: 1 })[0]?.textContent ?? '';
}

/** Each route, an address of it, by whom it is opened, and the h1 that they meet. */
type Walk = readonly [route: string, address: string, roles: readonly Role[], heading: string];
const interviews = '/interviews/:record/:interview';
const PROGRAMME = '/programme/:year/:activity?/:page?';
const WALKS: readonly Walk[] = [
  [PATHS.home, PATHS.home, ['adviser'], 'Today’s interviews'],
  [PATHS.today, PATHS.today, ['adviser'], 'Today’s interviews'],
  [PATHS.week, PATHS.week, ['adviser'], 'Today’s interviews'],
  [PATHS.requests, PATHS.requests, ['adviser'], 'Today’s interviews'],
  [PATHS.pupils, PATHS.pupils, ['adviser'], 'Pupils'],
  [PATHS.pupils, PATHS.pupils, ['leader'], 'Pupils'],
  ['/pupils/:record', pupilPath(HERE), ['adviser'], 'Aisha Khan'],
  ['/pupils/:record', pupilPath(HERE), ['leader'], 'Aisha Khan'],
  ['/pupils/:record/history', historyPath(HERE), ['leader'], 'Who has seen this record'],
  [PATHS.ready, PATHS.ready, ['adviser'], 'Get ready'],
  [PATHS.leave, PATHS.leave, ['adviser'], 'Before you leave'],
  [interviews, interviewPath(HERE, BOOKED), ['adviser'], 'Interview with Aisha Khan'],
  [`${interviews}/show`, interviewPath(HERE, BOOKED, 'show'), ['adviser'], 'Your plan'],
  [`${interviews}/check`, interviewPath(HERE, BOOKED, 'check'), ['adviser'], 'Check and finish'],
  [`${interviews}/finished`, interviewPath(HERE, HELD, 'finished'), ['adviser'], 'Finished'],
  [`${interviews}/exit`, interviewPath(HERE, BOOKED, 'exit'), ['adviser'], 'Will you carry on today?'],
  [`${interviews}/plan`, interviewPath(HERE, HELD, 'plan'), ['adviser'], 'My careers plan'],
  [PATHS.form, PATHS.form, ['tutor'], '10B: next steps'],
  [PATHS.formLog, PATHS.formLog, ['tutor'], 'Log an activity'],
  ['/form/log/:record', formLogForPath(HERE), ['tutor'], 'Log an activity for Aisha'],
  [PATHS.formPupils, PATHS.formPupils, ['tutor'], '10B: pupils'],
  ['/form/pupils/:record', formPupilPath(HERE), ['tutor'], 'Aisha Khan'],
  [PATHS.formPrint, PATHS.formPrint, ['tutor'], '10B: form time list'],
  [PATHS.support, PATHS.support, ['pastoral'], 'My years'],
  ['/support/:record', supportPupilPath(HERE), ['pastoral'], 'Aisha Khan'],
  [PATHS.mySteps, PATHS.mySteps, ['pupil'], 'My next steps'],
  [PATHS.myExperiences, PATHS.myExperiences, ['pupil'], 'My experiences'],
  [PATHS.myRecord, PATHS.myRecord, ['pupil'], 'My record'],
  [PATHS.ask, PATHS.ask, ['pupil'], 'Ask for an interview'],
  [PATHS.before, PATHS.before, ['pupil'], 'Before your interview'],
  [PATHS.myPlans, PATHS.myPlans, ['pupil'], 'My plans after Year 11'],
  [PATHS.passport, PATHS.passport, ['pupil'], 'My career passport'],
  [PATHS.whoSees, PATHS.whoSees, ['pupil'], 'Who can see my information'],
  [PATHS.dashboard, PATHS.dashboard, ['leader'], 'Careers dashboard'],
  [PATHS.yearSoFar, PATHS.yearSoFar, ['leader'], 'The year so far'],
  [PATHS.editions, PATHS.editions, ['leader'], 'Two editions side by side'],
  [PATHS.yearSoFar, PATHS.yearSoFar, ['leader'], 'The year so far'],
  [PATHS.figures, PATHS.figures, ['senior'], 'School figures'],
  ['/dashboard/waiting/:list', waitingPath('requests'), ['leader'], 'Asked for an interview (0)'],
  ['/dashboard/waiting/:list', waitingPath('no-offer'), ['leader'], 'No offer yet (0)'],
  ['/dashboard/waiting/:list', waitingPath('not-asked'), ['leader'], 'Not asked yet (1)'],
  ['/dashboard/:benchmark/:year', gapPath('5', 10), ['leader'], 'Year 10: no employer met yet this year (1)'],
  [PATHS.book, PATHS.book, ['leader'], 'Book interviews'],
  [PATHS.people, PATHS.people, ['leader'], 'People'],
  [PATHS.peopleForms, PATHS.peopleForms, ['leader'], 'People'],
  [PATHS.peopleCodes, PATHS.peopleCodes, ['leader'], 'People'],
  [PATHS.peopleMoves, PATHS.peopleMoves, ['leader'], 'People'],
  [PATHS.newYear, PATHS.newYear, ['leader'], 'New school year'],
  [PATHS.figures, PATHS.figures, ['senior'], 'School figures'],
  [PATHS.home, PATHS.home, ['admin'], 'People'],
  [PATHS.bringIn, PATHS.bringIn, ['leader'], 'Bring in pupils'],
  [PATHS.programme, PATHS.programme, ['leader'], 'Careers programme'],
  [PROGRAMME, programmePath(2026), ['leader'], 'Careers programme'],
  [PROGRAMME, programmePath(2026, 'add'), ['leader'], 'Add activity'],
  [PATHS.subject, PATHS.subject, ['subject'], 'Careers in lessons'],
  ['/subject/:page/:activity?', subjectLogPath(), ['subject'], 'Log a lesson'],
  [PATHS.settings, PATHS.settings, ['leader'], 'School'],
  [RIGHTS_PATHS.requests, RIGHTS_PATHS.requests, ['leader'], 'Records and requests'],
  [RIGHTS_PATHS.due, RIGHTS_PATHS.due, ['leader'], 'Records and requests'],
  [RIGHTS_PATHS.gone, RIGHTS_PATHS.gone, ['leader'], 'Records and requests'],
  [RIGHTS_PATHS.periods, RIGHTS_PATHS.periods, ['leader'], 'Records and requests'],
  [RIGHTS_PATHS.devices, RIGHTS_PATHS.devices, ['leader'], 'Records and requests'],
  [RIGHTS_PATHS.refused, RIGHTS_PATHS.refused, ['leader'], 'Records and requests'],
  ['/records/pupils/:record', pupilRightsPath(HERE), ['leader'], 'Requests about Aisha Khan'],
  ['/records/requests/:request', requestPath(GONE), ['leader'], 'Request'],
  ['/records/devices/:holder', deviceSeenPath(1), ['leader'], 'Whose records could this device have seen?'],
  ['/records/people/:person', personSeenPath(PEOPLE.tutor), ['leader'], 'Whose records could these devices have seen?'],
  [PATHS.sending, PATHS.sending, ['adviser'], 'Sending and saving'],
  [PATHS.account, PATHS.account, ['adviser'], 'Your account'],
  [PATHS.protect, PATHS.protect, ['adviser'], 'Protect this tablet'],
  [PATHS.signingIn, PATHS.signingIn, ['adviser'], 'Signing in'],
];

test.each(WALKS)('%s: %s opened cold by %s shows its screen', async (_route, address, roles, heading) => {
  expect(await openCold(address, roles)).toBe(heading);
});

test('who has just signed in protects the tablet first, and is then led to the address', async () => {
  history.replaceState(null, '', '/today/week#later');
  renderScreen(<App />, { ...joWorld([]), asksProtection: true });
  fireEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  await waitFor(() => expect(location.pathname + location.hash).toBe('/today/week#later'));
});

/** Addresses with ids of somebody or something that is not held here, and what is said in place of the screen. */
const PUPIL_NOT_HERE = /^This pupil is not on this (tablet|device)$/;
const INTERVIEW_NOT_HERE = 'This interview is not on this tablet';
const PAGES = [undefined, 'show', 'check', 'finished', 'exit', 'plan'] as const;
type Missing = readonly [address: string, roles: readonly Role[], says: string | RegExp];
const MISSING: readonly Missing[] = [
  [pupilPath(GONE), ['adviser'], PUPIL_NOT_HERE],
  [pupilPath(GONE), ['leader'], PUPIL_NOT_HERE],
  [formPupilPath(GONE), ['tutor'], PUPIL_NOT_HERE],
  [supportPupilPath(GONE), ['pastoral'], PUPIL_NOT_HERE],
  [formLogForPath(GONE), ['tutor'], 'This pupil is not in your form today'],
  ...[undefined, 'change', 'log'].map((page): Missing => [
    programmePath(2026, GONE, page as 'change'),
    ['leader'],
    'This activity is not in the plan',
  ]),
  ...PAGES.map((page): Missing => [
    interviewPath(GONE, BOOKED, page),
    ['adviser'],
    /^This (pupil|interview) is not on this tablet$/,
  ]),
  ...PAGES.map((page): Missing => [interviewPath(HERE, NO_INTERVIEW, page), ['adviser'], INTERVIEW_NOT_HERE]),
  [waitingPath('nonsense' as 'requests'), ['leader'], 'The dashboard has no such list'],
  [gapPath('9', 10), ['leader'], 'The dashboard has no such number'],
  [gapPath('5', 99), ['leader'], 'The dashboard has no such number'],
  [pupilRightsPath(GONE), ['leader'], PUPIL_NOT_HERE],
  [RIGHTS_PATHS.requests, ['adviser'], 'This page is not here'],
  ['/nonsense', ['adviser'], 'This page is not here'],
  ['/my/nonsense', ['pupil'], 'This page is not here'],
];

test.each(MISSING)('%s opened cold by %s, which is not held here, says so', async (address, roles, says) => {
  await openCold(address, roles);
  await screen.findByRole('heading', { name: says });
  expect(document.title).not.toContain('Aisha');
});

test('every route is walked, and every address that paths.ts makes is a route', () => {
  const source = ['routes.tsx', 'pupil-pages.tsx', 'rights-pages.tsx', 'dashboard-pages.tsx', 'form-pages.tsx']
    .map((file) => readFileSync(`src/ui/app/${file}`, 'utf8'))
    .join('\n')
    // The ways to the further files.
    .replace('<Route path="/my/*"', '')
    .replace('<Route path="/records/*"', '')
    .replace('<Route path="/dashboard/*"', '')
    .replace('<Route path="/form/*"', '');
  const named = new Map(
    [PATHS, RIGHTS_PATHS].flatMap((paths, n) =>
      Object.entries(paths).map(([name, path]) => [`${n === 0 ? '' : 'RIGHTS_'}PATHS.${name}`, path as string]),
    ),
  );
  const routes = [...source.matchAll(/<Route path=\{?(?:under\()?(?:((?:RIGHTS_)?PATHS\.\w+)|["']([^"']+)["'])/g)].map(
    ([, name, path]) => (name === undefined ? path : named.get(name)) ?? '',
  );
  expect(routes.length).toBe([...source.matchAll(/<Route path=/g)].length);
  expect([...new Set(WALKS.map(([route]) => route))].toSorted()).toEqual(routes.toSorted());
  expect([...named.values()].filter((path) => !routes.includes(path))).toEqual([]);
});

test('the tabs of a page are told apart by their address', async () => {
  const shown = async (address: string, roles: readonly Role[]) => {
    await openCold(address, roles);
    const current = document.querySelector('main [aria-current="page"]')?.textContent;
    cleanup();
    return current;
  };
  expect(await shown(PATHS.week, ['adviser'])).toBe('This week');
  expect(await shown(PATHS.requests, ['adviser'])).toBe('Requests (0)');
  expect(await shown(PATHS.peopleForms, ['leader'])).toBe('Give forms');
  expect(await shown(PATHS.peopleCodes, ['leader'])).toBe('Pupils’ codes');
});

test('an address that names an entry gives it the focus, in the years that are folded away too', async () => {
  const focused = async (address: string, role: Role) => {
    await openCold(address, [role]);
    await waitFor(() => expect(document.activeElement?.matches('.entry, .past-note')).toBe(true));
    const [words, folded] = [document.activeElement?.textContent, document.activeElement?.closest('details')];
    cleanup();
    return [words, folded?.open ?? null];
  };
  expect(await focused(atEntry(pupilPath(HERE), OLD), 'leader')).toEqual([
    expect.stringContaining('An old step'),
    null,
  ]);
  expect(await focused(atEntry(PATHS.myRecord, OLD), 'pupil')).toEqual([expect.stringContaining('An old step'), null]);
  const note = await focused(atEntry(pupilPath(HERE), OLD_NOTE), 'adviser');
  expect(note).toEqual([expect.stringContaining('An old note'), true]);
});
