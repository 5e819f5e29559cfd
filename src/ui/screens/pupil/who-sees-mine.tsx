/**
 * "Who can see my information": by role, what of this pupil's own record it reads and why, from the readers of what is really
 * there; what the local authority is told, how long it is kept, and what is kept that the pupil does not see here. Policy 5.3.1; UK GDPR articles 13 and 15.
 */
import { fullDate } from '../../../domain/date-words.ts';
import type { CareerKind } from '../../../domain/entry-words.ts';
import type { Group } from '../../../domain/group.ts';
import { keptAtLeastUntil, keptUntil, yearsKept } from '../../../domain/kept-until.ts';
import { yearsWords } from '../../../domain/kept-words.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { Kind } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import type { Seen } from '../../../domain/seen-by.ts';
import { seenBy } from '../../../domain/seen-by.ts';
import { PATHS } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Section } from '../../parts/surface.tsx';
import { Table } from '../../parts/table.tsx';
import { ShorterPeriods } from '../shared/shorter-periods.tsx';
import { RaiseConcern } from './concern-dialog.tsx';
import { LocalAuthority } from './local-authority.tsx';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';

/** Kinds of entry as a pupil would call them, in the order in which they are named; what is part of another is not named twice. */
const WHAT: readonly (readonly [CareerKind, string])[] = [
  ['pupil', 'your name, year and form'],
  ['identity', 'your legal name and date of birth'],
  ['adviser', 'who your careers adviser is'],
  ['adjustment', 'what helps you in lessons and interviews'],
  ['grades', 'your predicted grades and options'],
  ['aspiration', 'your ideas'],
  ['intention', 'your plans'],
  ['application', 'your applications'],
  ['la-sharing', 'what was decided about the local authority'],
  ['preparation', 'what you write before an interview'],
  ['request', 'your requests for an interview'],
  ['interview', 'your interviews and what they agreed'],
  ['step', 'your next steps'],
  ['followup', 'what was said about your next steps'],
  ['experience', 'your experiences'],
  ['lmi', 'the facts that you used for a decision'],
  ['concern', 'what you said is not right, and your questions'],
];

const WHO: Readonly<Record<Group, readonly [who: string, why: string]>> = {
  P: ['You', 'It is your record'],
  T: ['Your form tutor, and whoever covers for them', 'To help you with your next steps'],
  S: ['Staff who look after your year, and SEND staff', 'To give you the support that you need'],
  G: ['Your careers adviser', 'To get ready for your interviews and hold them'],
  L: ['The careers leader', 'To see that nobody misses out, and to answer you'],
  N: ['All other staff', 'To know who you are when they plan an activity'],
};

const ORDER: readonly Group[] = ['P', 'T', 'S', 'G', 'L', 'N'];

/** The page. */
export const WhoSeesMine = () => (
  <OwnPage
    title="Who can see my information"
    class="who-sees-mine"
    hint={() => 'This is worked out from what is on your record now.'}
  >
    {(view) => <Readers view={view} />}
  </OwnPage>
);

function Readers({ view }: { readonly view: OwnView }) {
  const { record } = view;
  const seen = seenBy(record);
  const rows = ORDER.flatMap((group) => {
    const what = seen.get(group);
    if (!what) return [];
    const [who, why] = WHO[group];
    return [{ key: group, cells: [group === 'G' ? adviserWords(view, who) : who, whatWords(what), why] }];
  });
  return (
    <>
      <div class="sheet">
        <Table caption="Who can see my information" quiet columns={['Who', 'What', 'Why']} rows={rows} />
        <Section title="What others see">
          <p>
            Other pupils see nothing of your record. Senior leaders and governors see numbers only, never your name.
            Fingerpost shows it to nobody else.
          </p>
        </Section>
        <LocalAuthority view={view} />
        <HowLong view={view} />
        <Section title="What you do not see here">
          <p>
            Careers advisers may keep private notes of your interviews, which the careers leader also reads. Form tutors
            may ask them about you. Staff who support you may keep what they need for that. You do not see these here.
            You can ask to see what school keeps about you.
          </p>
        </Section>
      </div>
      <p class="ask-line actions">
        <RaiseConcern record={record.id} on={null} about="who can see my information" question />
        <ButtonLink look="back" href={PATHS.myRecord}>
          My record
        </ButtonLink>
      </p>
    </>
  );
}

/** By the school's own period, or at the least; nothing goes by itself. Policy 5.3.5. */
function HowLong({ view: { digest, school, today } }: { readonly view: OwnView }) {
  if (!digest.pupil) return null;
  const { settings } = school;
  const until = keptUntil(digest.pupil, settings, today);
  const years = yearsKept(settings);
  return (
    <Section title="How long it is kept">
      {until === null || years === null ? (
        <p>
          School keeps what it knows of where you go next at least until{' '}
          {fullDate(keptAtLeastUntil(digest.pupil, today))}: three years from the end of Year 11, or from when you leave
          if that is earlier. How long it keeps the rest is for school to decide, and Fingerpost deletes nothing by
          itself. You can ask.
        </p>
      ) : (
        <p>
          School keeps your record for {yearsWords(years)} after you leave
          {digest.pupil.to === null ? `. If you stay to the end of Year ${settings?.oldest}, that is` : ':'} until{' '}
          {fullDate(until)}. Fingerpost deletes nothing by itself. You can ask.
        </p>
      )}
      <ShorterPeriods pupil={digest.pupil} settings={settings} />
    </Section>
  );
}

/** The role, and the name that the school gave the pupil for it. */
function adviserWords({ record, school }: OwnView, role: string): string {
  const named = entryOf(record, singleton('adviser'), 'adviser');
  return named ? `${role}, ${staffNameOf(school.staffById, named.adviser)}` : role;
}

/** All but a few, where that is shorter and true of every entry; else what is read. A kind of which some is read counts as read. */
function whatWords({ reads, not }: Seen): string {
  const named = (kinds: ReadonlySet<Kind>) => WHAT.flatMap(([kind, words]) => (kinds.has(kind) ? [words] : []));
  if (not.size === 0) return 'All that is on My record.';
  const some = [...not].some((kind) => reads.has(kind));
  if (some || not.size >= reads.size) return `${capital(listed(named(reads)))}.`;
  return `All that is on My record, but not ${listed(named(not), 'or')}.`;
}

/** "your plans, your next steps and your experiences". */
function listed(parts: readonly string[], and: 'and' | 'or' = 'and'): string {
  const last = parts.at(-1) ?? 'nothing yet';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${and} ${last}`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
