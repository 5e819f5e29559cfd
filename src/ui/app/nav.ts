/** The Main navigation of each user, in the order of the day's work. A person with several roles has them one after another. */
import type { Role } from '../../domain/group.ts';
import type { IconName } from '../parts/icon.tsx';
import { PATHS } from './paths.ts';

/** One place in the navigation. `icon`: a name of the sprite. */
export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
}

const BY_ROLE: Readonly<Partial<Record<Role, readonly NavItem[]>>> = {
  adviser: [
    { href: PATHS.today, label: 'Today', icon: 'calendar' },
    { href: PATHS.pupils, label: 'Pupils', icon: 'people' },
    { href: PATHS.ready, label: 'Get ready', icon: 'download' },
    { href: PATHS.leave, label: 'Before you leave', icon: 'tick' },
  ],
  tutor: [
    { href: PATHS.form, label: 'Next steps', icon: 'steps' },
    { href: PATHS.formLog, label: 'Log an activity', icon: 'plus' },
    { href: PATHS.formPupils, label: 'My form', icon: 'people' },
  ],
  pastoral: [{ href: PATHS.support, label: 'My years', icon: 'people' }],
  pupil: [
    { href: PATHS.mySteps, label: 'Next steps', icon: 'steps' },
    { href: PATHS.myExperiences, label: 'Experiences', icon: 'sign' },
    { href: PATHS.myRecord, label: 'My record', icon: 'book' },
    { href: PATHS.myPlans, label: 'My plans', icon: 'flag' },
  ],
  subject: [{ href: PATHS.subject, label: 'Careers in lessons', icon: 'book' }],
  leader: [
    { href: PATHS.dashboard, label: 'Dashboard', icon: 'flag' },
    { href: PATHS.pupils, label: 'Pupils', icon: 'people' },
    { href: PATHS.book, label: 'Book interviews', icon: 'calendar' },
    { href: PATHS.programme, label: 'Programme', icon: 'sign' },
    { href: PATHS.people, label: 'People', icon: 'person' },
    { href: PATHS.bringIn, label: 'Bring in pupils', icon: 'download' },
    { href: PATHS.settings, label: 'School', icon: 'book' },
  ],
  admin: [
    { href: PATHS.people, label: 'People', icon: 'person' },
    { href: PATHS.bringIn, label: 'Bring in pupils', icon: 'download' },
    { href: PATHS.settings, label: 'School', icon: 'book' },
  ],
  senior: [{ href: PATHS.figures, label: 'Figures', icon: 'flag' }],
};

/** The places of these roles, each once. */
export function navOf(roles: readonly Role[]): readonly NavItem[] {
  const items = roles.flatMap((role) => BY_ROLE[role] ?? []);
  return items.filter((item, i) => items.findIndex((other) => other.href === item.href) === i);
}

/** Where a person starts: the first place of their navigation. */
export const homeOf = (roles: readonly Role[]): string => navOf(roles)[0]?.href ?? PATHS.sending;
