/** Every screen of every user of the demo school, and the way to it. */
import type { Locator, Page } from 'playwright-core';

/** What is pressed: something by its name, or the first pupil of a list. */
type Press = RegExp | 'first pupil';

/** A screen: its address, or where to press to come to it. */
export type Screen = readonly [name: string, address: string, ...presses: readonly Press[]];

/** A user of the demo school and what is looked at of theirs. */
export interface User {
  readonly width: number;
  readonly screens: readonly Screen[];
}

/** The screens that every check of a change opens, by user, with the width of their device in CSS pixels. */
export const USERS: Readonly<Record<string, User>> = {
  'careers adviser': {
    width: 1024,
    screens: [
      ['Today’s interviews', '/today'],
      ['This week', '/today/week'],
      ['Requests', '/today/requests'],
      ['Pupils', '/pupils'],
      ['Get ready', '/ready'],
      ['Before you leave', '/leave'],
      ['preparation', '/today', /^Zofia Nowak/],
      ['editor', '/today', /interview with Zofia/],
      ['show pupil', '/today', /interview with Zofia/, /^Show pupil/],
      ['check and finish', '/today', /interview with Zofia/, /^Finish$/],
      ['exit interview', '/today', /interview with Zofia/, /^Exit interview/],
      ['Sending and saving', '/sending'],
      ['Your account', '/account'],
    ],
  },
  'form tutor': {
    width: 390,
    screens: [
      ['next steps', '/form'],
      ['Log an activity', '/form/log'],
      ['My form', '/form/pupils'],
      ['a pupil', '/form/pupils', /^Aisha Khan/],
      ['Form time list', '/form/print'],
    ],
  },
  pupil: {
    width: 390,
    screens: [
      ['My next steps', '/my/steps'],
      ['My experiences', '/my/experiences'],
      ['My record', '/my/record'],
      ['My career passport', '/my/record/passport'],
      ['Who can see my information', '/my/record/who'],
      ['My plans', '/my/plans'],
      ['Ask for an interview', '/my/ask'],
      ['Before your interview', '/my/before'],
    ],
  },
  'careers leader': {
    width: 1440,
    screens: [
      ['Careers dashboard', '/dashboard'],
      ['a list of names', '/dashboard', /talking to an adviser: \d+ pupils? not yet/],
      ['who asked for an interview', '/dashboard/waiting/requests'],
      ['No offer yet', '/dashboard/waiting/no-offer'],
      ['who is to be asked again at 16', '/dashboard/waiting/again'],
      ['Pupils', '/pupils'],
      ['a record', '/pupils', 'first pupil'],
      ['Book interviews', '/book'],
      ['People', '/people'],
      ['Give forms', '/people/forms'],
      ['Pupils’ codes', '/people/codes'],
      ['Bring in pupils', '/bring-in'],
      ['School', '/school'],
    ],
  },
  'pastoral staff': { width: 1024, screens: [['My years', '/support']] },
  'subject lead': { width: 390, screens: [['Careers in lessons', '/subject']] },
  'senior leader': { width: 390, screens: [['School figures', '/figures']] },
};

/** The screens that the long journeys open beside those. */
export const FURTHER: Readonly<Record<string, readonly Screen[]>> = {
  'careers adviser': [['a finished interview', '/today', /^Malachi Osei/]],
  'form tutor': [
    ['Log an activity for one', '/form/pupils', /^Aisha Khan/, /^Log for Aisha/],
    ['Sending and saving', '/sending'],
    ['Your account', '/account'],
  ],
  pupil: [
    ['Sending and saving', '/sending'],
    ['Your account', '/account'],
  ],
  'careers leader': [
    ['The year so far', '/dashboard/year'],
    ['Two editions side by side', '/dashboard/editions'],
    ['who asked what', '/dashboard/waiting/questions'],
    ['nobody following up', '/dashboard/waiting/steps'],
    ['what is not right', '/dashboard/waiting/concerns'],
    ['Not on the list', '/dashboard/waiting/unlisted'],
    ['Differences', '/dashboard/waiting/differences'],
    ['Not asked yet', '/dashboard/waiting/not-asked'],
    ['Said no', '/dashboard/waiting/no'],
    ['Who has seen this record', '/pupils', 'first pupil', /^Who has seen it/],
    ['Careers programme', '/programme'],
    ['Add activity', '/programme', /^Add activity/],
    ['Move pupils', '/people/moves'],
    ['New school year', '/school/new-year'],
    ['Changes that were refused', '/records/refused'],
    ['Sending and saving', '/sending'],
    ['Your account', '/account'],
  ],
  'pastoral staff': [['a pupil of My years', '/support', 'first pupil']],
  'subject lead': [['Log a lesson', '/subject', /^Log a lesson/]],
  administrator: [
    ['People', '/people'],
    ['Give forms', '/people/forms'],
    ['Pupils’ codes', '/people/codes'],
    ['Move pupils', '/people/moves'],
    ['Bring in pupils', '/bring-in'],
    ['School', '/school'],
    ['New school year', '/school/new-year'],
  ],
};

/** Goes there as with an address that somebody typed; back when it is drawn. */
export async function goTo(page: Page, origin: string, screen: Screen): Promise<void> {
  await page.goto(origin + screen[1]);
  await drawn(page, screen);
}

/** Goes there within the app, as with the browser's Back: it is not loaded again. By way of a page that is none, so that what is there before is not taken for it. */
export async function moveTo(page: Page, screen: Screen): Promise<void> {
  const nowhere = page.getByRole('heading', { level: 1, name: 'Not here', exact: true });
  await moved(page, '/nowhere');
  await nowhere.waitFor();
  await moved(page, screen[1]);
  await nowhere.waitFor({ state: 'detached' });
  await drawn(page, screen);
}

const moved = (page: Page, to: string): Promise<void> =>
  page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, to);

async function drawn(page: Page, [, , ...presses]: Screen): Promise<void> {
  for (const press of presses) await pressed(page, press).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
}

const pressed = (page: Page, name: Press): Locator =>
  name === 'first pupil'
    ? page.getByRole('list', { name: 'Pupils' }).getByRole('link').first()
    : page.getByRole('link', { name }).or(page.getByRole('button', { name })).first();
