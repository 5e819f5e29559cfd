// @vitest-environment happy-dom
/** What the local authority is told: what stands at each age, and a pupil of 16 who says no and yes again. Policy 5.5.13. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, test } from 'vitest';
import type { Entry, EntryOf } from '../../../../src/domain/record.ts';
import { singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { trouble } from '../../../../src/ui/screens/shared/use-save.ts';
import { MyRecord } from '../../../../src/ui/screens/pupil/my-record.tsx';
import { WhoSeesMine } from '../../../../src/ui/screens/pupil/who-sees-mine.tsx';
import { NOW, PEOPLE, anEntry } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { aFinger } from '../../../support/taps.ts';
import { AISHA, herWorld } from './pupil-world.ts';

afterEach(() => {
  hideToast();
  trouble.clear();
  cleanup();
  history.replaceState(null, '', '/');
});

const born = (day: string | null) =>
  anEntry(
    'identity',
    { legalForename: 'Aisha', legalSurname: 'Khan', born: day as IsoDate | null, upn: null, sex: null },
    { id: singleton('identity') },
  );
const SIXTEEN = born('2010-11-11');
const FIFTEEN = born('2010-11-12');

type Said = Pick<EntryOf<'la-sharing'>, 'decision' | 'decidedBy'>;
const said = ({ decision, decidedBy }: Said, decidedOn = '2026-09-18') =>
  anEntry(
    'la-sharing',
    { decision, decidedBy, decidedOn: decidedOn as IsoDate, how: 'form' },
    { id: singleton('la-sharing'), readers: ['P', 'L'] },
  );

const show = (...entries: readonly Entry[]) =>
  renderScreen(
    <>
      <WhoSeesMine />
      <ToastHost />
    </>,
    herWorld(...entries),
  );
const section = async () => within(await screen.findByRole('region', { name: 'What the local authority is told' }));
const NO = 'Say no to sharing more than the basics';

describe('what the local authority is told', () => {
  test.each<readonly [string, readonly Entry[], RegExp]>([
    [
      'under 16, not asked',
      [FIFTEEN],
      /^Now: your parent or carer has not been asked yet\. School gives only the basics\./,
    ],
    [
      'under 16, no',
      [FIFTEEN, said({ decision: 'no', decidedBy: 'parent' })],
      /^Now: your parent or carer said no on 18 September\. School gives only the basics\./,
    ],
    [
      'under 16, no reply',
      [FIFTEEN, said({ decision: 'no-reply', decidedBy: 'parent' })],
      /^Now: school asked your parent or carer on 18 September and has had no answer\. School may give more than the basics\./,
    ],
    ['16, not asked', [SIXTEEN], /^Now: you have not been asked yet\. School gives only the basics until you decide\./],
    [
      '16, a parent said yes before',
      [SIXTEEN, said({ decision: 'yes', decidedBy: 'parent' })],
      /^Now: you are 16, so what your parent or carer said does not count any more\. School gives only the basics until you decide\./,
    ],
    [
      '16, the pupil said yes',
      [SIXTEEN, said({ decision: 'yes', decidedBy: 'pupil' }, '2026-11-11')],
      /^Now: you said yes on 11 November\. School may give more than the basics\./,
    ],
    [
      'two answers',
      [
        FIFTEEN,
        {
          ...said({ decision: 'yes', decidedBy: 'parent' }),
          replaced: { decision: { value: 'no', by: PEOPLE.leader, at: NOW } },
        },
      ],
      /^Now: two different answers are written down: see My record\. School gives only the basics until that is settled\./,
    ],
  ])('says what stands: %s', async (_, entries, words) => {
    show(...entries);
    const stands = (await section()).getByText('Now:').closest('p');
    expect(stands?.textContent).toMatch(words);
  });

  test('says under 16 how the parent or carer tells the school, and has no button that would do nothing', async () => {
    show(FIFTEEN);
    const found = await section();
    found.getByText(/^Under 16, your parent or carer tells the school: by letter, on a form or in person/);
    expect(found.queryByRole('button')).toBeNull();
    cleanup();
    show(born(null));
    (await section()).getByText(/Fingerpost does not know your date of birth, so tell the careers leader\.$/);
    expect(screen.queryByRole('button', { name: NO })).toBeNull();
  });
});

describe('a pupil of 16', () => {
  test('says no in two taps from My record, and a question takes two as well', async () => {
    const here = renderScreen(
      <LocationProvider>
        <MyRecord />
      </LocationProvider>,
      herWorld(SIXTEEN),
    );
    const finger = aFinger();
    const way = await screen.findByRole('link', { name: 'Who can see my information' });
    expect(way.getAttribute('href')).toBe('/my/record/who');
    finger.tap(way);
    here.unmount();
    const { saved } = show(SIXTEEN);
    await screen.findByRole('button', { name: /^Ask a question/ });
    finger.tap(await (await section()).findByRole('button', { name: NO }));
    expect(finger.taps()).toBe(2);
    await screen.findByText('Thanks. You said no. The careers leader will see this.');
    await waitFor(async () =>
      (await section()).getByText(/you said no on 11 November\. School gives only the basics\./),
    );
    expect(saved()[0]).toMatchObject({ name: 'la-sharing.set', record: AISHA, args: { decision: 'no' } });
  });

  test('says yes again, and Undo brings the no back', async () => {
    show(SIXTEEN, said({ decision: 'no', decidedBy: 'pupil' }, '2026-11-11'));
    fireEvent.click(await (await section()).findByRole('button', { name: 'Say yes again' }));
    await waitFor(async () => (await section()).getByText(/you said yes on 11 November/));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(async () => (await section()).getByText(/you said no on 11 November/));
  });

  test('may say yes where nobody has asked, and Undo says that nobody has', async () => {
    show(SIXTEEN);
    fireEvent.click(await (await section()).findByRole('button', { name: 'Say yes to sharing more' }));
    await waitFor(async () => (await section()).getByText(/you said yes/));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(async () => (await section()).getByText(/you have not been asked yet/));
  });

  test('is told when a no could not be saved, and what stood goes on', async () => {
    const { fail } = show(SIXTEEN, said({ decision: 'yes', decidedBy: 'pupil' }, '2026-11-11'));
    fail('full');
    fireEvent.click(await (await section()).findByRole('button', { name: NO }));
    await waitFor(() => expect(trouble.now()).toBe('full'));
    (await section()).getByText(/you said yes on 11 November/);
  });
});
