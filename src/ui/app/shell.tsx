/** The frame of every page but the modes: skip link, header with Main navigation and chip, toasts, the update's notice. */
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { SendingChip } from '../parts/chip.tsx';
import { SkipLink, Top } from '../parts/frame.tsx';
import { Icon } from '../parts/icon.tsx';
import { chipWords } from '../queries/chip-words.ts';
import { useToday } from '../queries/clock.ts';
import { useHouse } from '../queries/house.tsx';
import { useCountedSending, useSendingStatus, useSentNote } from '../queries/sending.ts';
import { NotSavedNotice } from '../screens/shared/not-saved-notice.tsx';
import { useWhen } from '../screens/shared/use-later.ts';
import { WordsPlace } from '../screens/shared/words-place.tsx';
import { homeOf, navOf } from './nav.ts';
import { PATHS } from './paths.ts';
import { SearchButton } from './search-button.tsx';

/** The header and what stands under it. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  const { session } = useHouse();
  const { path } = useLocation();
  const items = navOf(session.roles).map((item) => ({ ...item, current: isCurrent(item.href, path) }));
  return (
    <>
      <SkipLink words="Skip to the page" />
      <Top school={session.schoolName} home={homeOf(session.roles)} items={items} status={<Status />} />
      <NotSavedNotice />
      <WordsPlace path={path} />
      <Arriving />
      {children}
    </>
  );
}

function Arriving() {
  const { firstSync } = useSendingStatus();
  const isArriving = firstSync !== null && firstSync.of > 0;
  const { Shown } = useWhen(isArriving, () => import('../screens/shared/behind-first.ts').then((m) => m.StillArriving));
  return isArriving && Shown ? <Shown {...firstSync} /> : null;
}

function Status() {
  return (
    <>
      <Chip />
      <SearchButton />
      <a class="chip account" href={PATHS.account}>
        <Icon name="person" />
        <span>Your account</span>
      </a>
    </>
  );
}

/** The chip "Sending and saving", in the shell and, `short`, in the editor's header. */
export function Chip({ short = false }: { readonly short?: boolean }) {
  const { route } = useLocation();
  const facts = useCountedSending();
  useSentNote(facts);
  const { second, ...words } = chipWords(facts, useToday());
  return (
    <SendingChip
      {...words}
      {...(second === null ? {} : { second: second.words, brief: second.short })}
      short={short}
      onOpen={() => route(PATHS.sending)}
    />
  );
}

/** A place is current on its own page and on the pages under it, unless a nearer place is. */
function isCurrent(href: string, path: string): boolean {
  if (href === path) return true;
  return href !== PATHS.form && path.startsWith(`${href}/`);
}
