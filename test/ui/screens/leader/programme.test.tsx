// @vitest-environment happy-dom
/** The careers programme: what is planned, whom it leaves short, last year's plan once more; adding, changing, removing. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, it } from 'vitest';
import type { EntryId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { programmeRecord } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { Programme } from '../../../../src/ui/screens/leader/programme.tsx';
import { Activity } from '../../../../src/ui/screens/leader/programme/activity.tsx';
import { LogGroup } from '../../../../src/ui/screens/leader/programme/log-group.tsx';
import { AddActivity, ChangeActivity } from '../../../../src/ui/screens/leader/programme/plan-form.tsx';
import { anExperience, uuid } from '../../../support/builders.ts';
import { renderScreen } from '../../../support/screen.tsx';
import { change } from './office.tsx';
import { LEADER, planned, pupilOf, setting } from './school.ts';

afterEach(() => {
  cleanup();
  hideToast();
  history.replaceState(null, '', '/');
});

const day = (text: string) => text as IsoDate;
const FAIR = uuid(1) as EntryId;
const TALK = uuid(2) as EntryId;
const fair = {
  ...planned(
    { title: 'Careers fair', activity: 'careers-fair', date: day('2026-10-14'), counts: ['5', '7'] },
    [10, 11],
  ),
  id: FAIR,
};
const talk = {
  ...planned({ title: 'Talk by a baker', activity: 'employer-talk', date: day('2027-01-20'), counts: ['5'] }, [9]),
  id: TALK,
};
const was = (attended = true) => anExperience({ id: FAIR, facts: fair.facts, attended });
const PUPILS = [
  pupilOf('ali', ['Ali', 'Ahmed', '11A'], was()),
  pupilOf('bea', ['Bea', 'Brown', '11A'], was(false)),
  pupilOf('cal', ['Cal', 'Cole', '11B']),
  pupilOf('dan', ['Dan', 'Dean', '9A']),
  pupilOf('eve', ['Eve', 'East', '9A']),
];
const shown = (node: preact.ComponentChild, activities: readonly Entry[] = [fair, talk], over = {}) =>
  renderScreen(
    <LocationProvider>
      {node}
      <ToastHost />
    </LocationProvider>,
    setting(PUPILS, { planned: activities, ...over }),
  );
const listed = (name: string) =>
  within(screen.getByRole('region', { name }))
    .getAllByRole('listitem')
    .map((row) => row.textContent?.replaceAll(/\s+/g, ' '));
/** Last year's plan, held beside this year's. */
const withLastYear = (...activities: readonly Entry[]) => {
  const base = setting(PUPILS, { planned: [] });
  const record = { id: programmeRecord(2025), entries: Object.fromEntries(activities.map((one) => [one.id, one])) };
  return { records: [...base.records, { record, groups: ['N', 'L'] as const }] };
};

describe('the careers programme', () => {
  it('stands by term with for whom it is, what it counts towards and how far it is logged', async () => {
    shown(<Programme />);
    expect(await screen.findByText('2026/27: 2 planned, 1 held')).toBeDefined();
    expect(listed('Autumn term 1')[0]).toContain('Careers fair');
    expect(listed('Autumn term 1')[0]).toMatch(/Years 10 and 11.*Meeting employers.*Logged for 1 of 3/);
    expect(listed('Spring term 1')[0]).toMatch(/Wed 20 Jan.*Talk by a baker.*Year 9.*Planned/);
    expect(within(screen.getByRole('region', { name: 'Summer term 0' })).getByText('Nothing planned.')).toBeDefined();
  });

  it('says whom it leaves short, by year group and benchmark, with their names and a way to plan for them', async () => {
    shown(<Programme />);
    const short = await screen.findByRole('region', { name: 'Who will be left short' });
    const groups = within(short)
      .getAllByRole('group')
      .map((group) => group.querySelector('summary')?.textContent);
    expect(groups).toContain('Year 11, Meeting employers: 2 of 3 pupils');
    expect(groups.some((words) => words?.startsWith('Year 9, Meeting employers'))).toBe(false);
    const employers = within(short)
      .getByText(/Meeting employers: 2 of 3/)
      .closest('details')!;
    expect(
      within(employers)
        .getAllByRole('listitem')
        .map((li) => li.textContent),
    ).toEqual(['Bea Brown 11A', 'Cal Cole 11B']);
    expect(within(employers).getByRole('link', { name: 'Add an activity for them' }).getAttribute('href')).toBe(
      '/programme/2026/add?year=11&counts=5',
    );
    expect(short.textContent).toContain('Careers in my subjects: nothing this year for Years 9 to 11.');
  });

  it('shows one year group alone', async () => {
    shown(<Programme />);
    change(await screen.findByLabelText('Year group'), { value: '9' });
    await waitFor(() => expect(screen.queryByText('Careers fair')).toBeNull());
    expect(screen.getByText('Talk by a baker')).toBeDefined();
    expect((await screen.findByText('Careers in my subjects:')).parentElement?.textContent).toContain('for Year 9.');
  });

  it('takes over last year’s plan in one tap, once, and takes it back', async () => {
    const last = { ...planned({ title: 'Mock interviews', date: day('2025-11-12') }, [11]), id: uuid(7) as EntryId };
    const { saved } = shown(<Programme />, [], withLastYear(last));
    fireEvent.click(await screen.findByRole('button', { name: 'Copy last year' }));
    expect(await screen.findByText('1 activity copied to 2026/27.')).toBeDefined();
    expect(saved().map(({ name, record }) => [name, record])).toEqual([['programme.set', 'programme/2026']]);
    expect(saved()[0]?.args).toMatchObject({ facts: { date: '2026-11-11' }, years: [11], cancelled: false });
    // Nothing of it may stand in the programme of this year before it is copied.
    expect(saved()[0]?.args).not.toMatchObject({ id: uuid(7) });
  });

  it('lets what pupils added count, or says why it does not', async () => {
    const claim = (id: number, title: string) =>
      anExperience({ id: uuid(id) as EntryId, status: 'claimed', facts: { title, date: day('2026-10-20') } });
    const pupils = [
      pupilOf('ali', ['Ali', 'Ahmed', '11A'], claim(51, 'Helped at the farm'), claim(52, 'Paper round')),
      pupilOf('bea', ['Bea', 'Brown', '11A'], was()),
    ];
    const { saved } = renderScreen(<Programme />, setting(pupils, { planned: [fair] }));
    const list = await screen.findByRole('region', { name: 'Added by pupils 2' });
    fireEvent.click(within(list).getByRole('button', { name: 'It counts: Helped at the farm, Ali Ahmed' }));
    await waitFor(() => expect(saved()[0]).toMatchObject({ name: 'experience.confirm', record: 'ali' }));
    fireEvent.click(await screen.findByRole('button', { name: 'It does not count: Paper round, Ali Ahmed' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.input(within(dialog).getByLabelText('Why'), { target: { value: 'It is a paid job' } });
    fireEvent.click(await within(dialog).findByRole('button', { name: 'It does not count' }));
    await waitFor(() => expect(saved()[1]).toMatchObject({ args: { id: uuid(52), why: 'It is a paid job' } }));
    await waitFor(() => expect(screen.queryByRole('region', { name: /^Added by pupils/ })).toBeNull());
  });

  it('puts back what was removed', async () => {
    const { saved } = shown(<Programme />, [{ ...fair, cancelled: true }, talk]);
    expect((await screen.findByRole('list', { name: 'Removed' })).textContent).toContain(
      'Stays in the records of 1 pupil',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Put back: Careers fair' }));
    await waitFor(() => expect(saved()[0]?.args).toMatchObject({ id: FAIR, cancelled: false, facts: fair.facts }));
  });
});

describe('planning an activity', () => {
  const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

  it('asks for what it is, a day that exists in this school year, and for whom', async () => {
    const { saved } = shown(<AddActivity year="2026" />);
    fireEvent.click(await screen.findByRole('button', { name: 'Add to the programme' }));
    const problems = () =>
      within(screen.getByRole('alert'))
        .getAllByRole('link')
        .map((link) => link.textContent);
    await waitFor(() =>
      expect(problems()).toEqual([
        'Write what it is called.',
        'Choose the day.',
        'Choose the year groups, or one form.',
      ]),
    );
    type('What', 'Visit to the port');
    type('When', '2027-09-03');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Year 10' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add to the programme' }));
    await waitFor(() => expect(problems()).toHaveLength(1));
    expect(problems()[0]).toContain('Choose a day in the school year 2026/27');
    fireEvent.click(screen.getByRole('button', { name: 'Add nothing' }));
    await waitFor(() => expect(location.pathname).toBe('/programme/2026'));
    expect(saved()).toEqual([]);
  });

  it('saves it with its subject, tags and learning aim, and can be undone', async () => {
    const { saved } = shown(<AddActivity year="2026" />);
    await screen.findByLabelText('What');
    type('What', 'Who works in a laboratory');
    change(screen.getByLabelText('Kind of activity'), { value: 'subject-careers' });
    change(await screen.findByLabelText('Subject'), { value: 'Science' });
    type('When', '2027-02-03');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Year 9' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Challenges stereotypes' }));
    type('What pupils are to learn (optional)', 'Three jobs that use chemistry');
    fireEvent.click(screen.getByRole('button', { name: 'Add to the programme' }));
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]).toMatchObject({
      name: 'programme.set',
      record: 'programme/2026',
      args: {
        facts: {
          title: 'Science: Who works in a laboratory',
          activity: 'subject-careers',
          date: '2027-02-03',
          counts: ['4'],
          tags: ['stereotype-challenging'],
        },
        years: [9],
        form: null,
        aim: 'Three jobs that use chemistry',
        cancelled: false,
      },
    });
    await waitFor(() => expect(location.pathname).toBe('/programme/2026'));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(saved()[1]?.args).toMatchObject({ cancelled: true }));
  });

  it('starts for the year group and benchmark that are short', async () => {
    history.replaceState(null, '', '/programme/2026/add?year=11&counts=6');
    shown(<AddActivity year="2026" />);
    expect(((await screen.findByRole('checkbox', { name: 'Year 11' })) as HTMLInputElement).checked).toBe(true);
    expect((screen.getByRole('checkbox', { name: 'Seeing workplaces' }) as HTMLInputElement).checked).toBe(true);
  });

  it('keeps what was typed when it cannot be saved', async () => {
    const { fail, saved } = shown(<ChangeActivity year="2026" activity={TALK} />);
    await screen.findByLabelText('What');
    type('What', 'Talk by two bakers');
    fail('full');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await new Promise((resolve) => void setTimeout(resolve));
    expect((screen.getByLabelText('What') as HTMLInputElement).value).toBe('Talk by two bakers');
    fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved()[0]?.args).toMatchObject({ id: TALK, facts: { title: 'Talk by two bakers' } }));
  });
});

describe('an activity that has been logged', () => {
  it('is put right in the plan and in the records together, or in the plan alone', async () => {
    const { saved } = shown(<ChangeActivity year="2026" activity={FAIR} />);
    fireEvent.input(await screen.findByLabelText('When'), { target: { value: '2026-10-15' } });
    expect(screen.getByRole('checkbox', { name: /^Also change it in the records of 2 pupils/ })).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(saved().map(({ name, record }) => [name, record])).toEqual([
        ['programme.set', 'programme/2026'],
        ['activity.amend', 'ali'],
        ['activity.amend', 'bea'],
      ]),
    );
    expect(saved()[1]?.args).toMatchObject({ activity: FAIR, facts: { title: 'Careers fair', date: '2026-10-15' } });
    expect(saved()[1]?.args).not.toHaveProperty('facts.learned');
    cleanup();
    const again = shown(<ChangeActivity year="2026" activity={FAIR} />);
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Also change it/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(again.saved().map(({ name }) => name)).toEqual(['programme.set']));
  });

  it('without a plan is put right as well', async () => {
    const { saved } = shown(<Activity year="2026" activity={FAIR} />, [talk]);
    fireEvent.click(await screen.findByRole('button', { name: 'Change what was logged' }));
    const dialog = await screen.findByRole('dialog', { name: 'Change what was logged' });
    expect(await within(dialog).findByText('It changes in the records of 2 pupils.')).toBeDefined();
    fireEvent.input(within(dialog).getByLabelText('When it was'), { target: { value: '2026-12-24' } });
    expect(await within(dialog).findByText('This day is still to come.')).toBeDefined();
    fireEvent.input(within(dialog).getByLabelText('When it was'), { target: { value: '2026-10-13' } });
    await waitFor(() => expect(within(dialog).queryByText('This day is still to come.')).toBeNull());
    fireEvent.click(within(dialog).getByRole('button', { name: 'Change for 2 pupils' }));
    await waitFor(() => expect(saved().map(({ name }) => name)).toEqual(['activity.amend', 'activity.amend']));
    expect(await screen.findByText('Changed for 2 pupils: Careers fair.')).toBeDefined();
  });
});

describe('an activity', () => {
  it('that was logged says before it is removed that the records keep it', async () => {
    const { saved } = shown(<Activity year="2026" activity={FAIR} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    const asked = screen.getByRole('dialog', { name: 'Careers fair has been logged' });
    expect(asked.textContent).toContain('It stays in the records of 1 pupil and still counts for them.');
    fireEvent.click(within(asked).getByRole('button', { name: 'Remove from the plan' }));
    await waitFor(() => expect(saved().map(({ name }) => name)).toEqual(['programme.set']));
    expect(saved()[0]?.args).toMatchObject({ id: FAIR, cancelled: true });
  });

  it('that was removed says so, and that nothing is lost', async () => {
    shown(<Activity year="2026" activity={TALK} />, [fair, { ...talk, cancelled: true }]);
    await screen.findByRole('heading', { name: 'This activity is not in the plan' });
    expect(screen.getByText(/What was logged for pupils stays in their records/)).toBeDefined();
  });

  it('lists who is to catch up, the absent and those not logged, and logs who did', async () => {
    const { saved } = shown(<Activity year="2026" activity={FAIR} />);
    const list = await screen.findByRole('region', { name: 'To catch up 2' });
    fireEvent.click(within(list).getByRole('checkbox', { name: /^Bea Brown/ }));
    expect(within(list).getByRole('checkbox', { name: /^Cal Cole/ }).parentElement?.textContent).toContain(
      'not logged',
    );
    fireEvent.click(within(list).getByRole('button', { name: 'Log 1 pupil as there' }));
    await waitFor(() => expect(saved().map(({ record, name }) => [record, name])).toEqual([['bea', 'activity.log']]));
    expect(saved()[0]?.args).toMatchObject({ activity: FAIR, attended: true });
    expect(await screen.findByRole('region', { name: 'To catch up 1' })).toBeDefined();
  });
});

describe('a log for a group', () => {
  const check = () => screen.getAllByRole('status').map((status) => status.textContent);

  it('is for everybody it is planned for, who was logged left as they are, the absent as absent, in one act', async () => {
    const { saved } = shown(<LogGroup year="2026" activity={FAIR} />);
    expect(await screen.findByText('1 will be logged · 2 already logged')).toBeDefined();
    fireEvent.click(screen.getByRole('radio', { name: 'Other year groups' }));
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Year 9' }));
    fireEvent.input(await screen.findByLabelText('Find a pupil who was absent'), { target: { value: 'eve' } });
    fireEvent.click(await screen.findByRole('option', { name: /Eve East/ }));
    expect(await screen.findByText('1 will be logged · 1 absent')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Log for 1 pupil' }));
    await waitFor(() => expect(saved()).toHaveLength(2));
    expect(saved().map(({ record, args }) => [record, (args as { attended: boolean }).attended])).toEqual([
      ['dan', true],
      ['eve', false],
    ]);
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    expect(await screen.findByText('Careers fair: logged for 1 pupil, 1 absent.')).toBeDefined();
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(
        saved()
          .slice(2)
          .map(({ name }) => name),
      ).toEqual(['activity.unlog', 'activity.unlog']),
    );
  });

  it('takes a pasted list, counts nobody twice and names whom it does not find', async () => {
    const { saved } = shown(<LogGroup year="2026" activity={FAIR} />);
    fireEvent.click(await screen.findByRole('radio', { name: 'A list of names' }));
    fireEvent.input(await screen.findByLabelText('Names'), { target: { value: 'Cole, Cal\ncal cole 11B\nNo Body' } });
    expect(await screen.findByText('1 will be logged · 1 in the list twice · 1 not found')).toBeDefined();
    expect(screen.getByText('Nobody here is called: No Body.')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Log for 1 pupil' }));
    await waitFor(() => expect(saved().map(({ record }) => record)).toEqual(['cal']));
  });

  it('for more than 400 pupils is refused here, with what to do instead', async () => {
    const many = Array.from({ length: 401 }, (_, n) => pupilOf(`many-${n}`, ['Ali', `Many ${n}`, '9A']));
    const { saved } = renderScreen(<LogGroup year="2026" activity={FAIR} />, {
      ...setting(many, { planned: [{ ...fair, years: [9] }] }),
      session: LEADER,
    });
    const button = (await screen.findByRole('button', { name: 'Log for 401 pupils' })) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    fireEvent.submit(screen.getByRole('form', { name: 'Log for a group' }));
    expect(check().join()).toContain('That is 401 pupils. At most 400 can be logged at once');
    expect(saved()).toEqual([]);
  });

  it('of an activity that is still to come waits for its day', async () => {
    shown(<LogGroup year="2026" activity={TALK} />);
    expect(((await screen.findByRole('button', { name: /^Log for/ })) as HTMLButtonElement).disabled).toBe(true);
    expect(check()).toContain('It is on 20 January 2027. Log it when it has been.');
  });
});
