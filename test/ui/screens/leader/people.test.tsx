// @vitest-environment happy-dom
/** People: accounts and codes from the server, roles and forms as mutations that work without it, each with its undo. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntryId, FormCode, PersonId } from '../../../../src/domain/ids.ts';
import type { Instant, IsoDate } from '../../../../src/domain/time.ts';
import type { People as PeopleAnswer, PupilAccounts } from '../../../../src/protocol/accounts.ts';
import type { SignInRules } from '../../../../src/protocol/sign-in.ts';
import { ToastHost, hideToast } from '../../../../src/ui/parts/toast.tsx';
import { People } from '../../../../src/ui/screens/leader/people.tsx';
import { TODAY, PEOPLE, aPupil, aRecord, uuid } from '../../../support/builders.ts';
import { SCHOOL, STAFF, aDuty, aForm, change, network, pupilRecord, renderOffice, settings, staff } from './office.tsx';

const EXPIRES = '2026-11-12T10:05:00.000Z' as Instant;
const NEW_PERSON = uuid(77) as PersonId;
const ANA = staff('ana' as PersonId, 'Ana Reyes', 'tutor');
const SCHOOL_ENTRIES = [settings(), ...STAFF, ANA, aForm('9C', 9), aForm('10B', 10)];
const ROSTER = [aDuty('10B')];

let people: PeopleAnswer['people'];
let accounts: PupilAccounts['pupils'];
let reachable: boolean;
let rules: SignInRules;
let asked: ReturnType<typeof network>;

const json = (body: unknown) => Response.json(body);

beforeEach(() => {
  reachable = true;
  rules = { from: null, without: [PEOPLE.tutor] };
  accounts = [];
  people = [
    {
      person: PEOPLE.leader,
      login: 'okafor@wexcombe',
      account: 'active',
      codeExpires: null,
      lastSeen: '2026-11-11T09:00:00.000Z' as Instant,
    },
    { person: PEOPLE.tutor, login: null, account: 'invited', codeExpires: EXPIRES, lastSeen: null },
  ];
  asked = network((path, { method, body }) => {
    if (!reachable) return null;
    if (path.endsWith('/pupils/codes')) {
      if (method === 'GET') return json({ pupils: accounts });
      const { records } = JSON.parse(String(body)) as { records: PupilAccounts['pupils'][number]['record'][] };
      accounts = records.map((record) => ({ record, account: 'invited', codeExpires: EXPIRES }));
      return json({
        codes: records.map((record, n) => ({
          record,
          code: `AAAA-BBBB-CC${String(n).padStart(2, '0')}`,
          expires: EXPIRES,
        })),
      });
    }
    if (path.endsWith('/sign-in-rules') && method === 'GET') return json(rules);
    if (path.endsWith('/sign-in-rules')) {
      rules = { ...rules, ...(JSON.parse(String(body)) as Pick<SignInRules, 'from'>) };
      return new Response(null, { status: 204 });
    }
    if (path.endsWith('/second-step')) return new Response(null, { status: 204 });
    if (path.endsWith('/code')) return json({ person: PEOPLE.tutor, code: 'NEWC-ODEE-1234', expires: EXPIRES });
    if (method === 'POST') return json({ person: NEW_PERSON, code: 'K7QM-3XTR-9VDA', expires: EXPIRES });
    return json({ people });
  });
});
afterEach(() => {
  cleanup();
  hideToast();
  vi.unstubAllGlobals();
});

const show = (tab: 'staff' | 'forms' | 'codes', over: Parameters<typeof renderOffice>[1] = {}) => {
  render(<ToastHost />);
  return renderOffice(<People tab={tab} />, { school: SCHOOL_ENTRIES, roster: ROSTER, ...over });
};
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const press = (name: string | RegExp) => fireEvent.click(button(name));
const write = (name: string, value: string) => {
  const field = screen.getByLabelText(name);
  fireEvent.input(field, { target: { value } });
};
const rowOf = (name: string) => {
  const row = screen.getByRole('heading', { name }).closest('li');
  if (!row) throw new Error(`There is no row of ${name}`);
  return within(row);
};

describe('the staff', () => {
  it('stand with role, form, account and when they were last seen', async () => {
    show('staff');
    await screen.findByRole('heading', { level: 1, name: 'People' });
    await screen.findByText('okafor@wexcombe');
    expect(rowOf('Mrs Okafor').getByText('Last seen today')).toBeTruthy();
    expect(rowOf('Mr Lee').getByText('10B')).toBeTruthy();
    expect(rowOf('Mr Lee').getByText(/^Code until Thu 12 Nov/)).toBeTruthy();
    expect(rowOf('Jo Mercer').getByText('Careers adviser, Level 6')).toBeTruthy();
    expect(rowOf('Ana Reyes').getByRole('link', { name: 'Give forms to Ana Reyes' })).toBeTruthy();
    expect(screen.getByRole('link', { name: '1 form has nobody' })).toBeTruthy();
  });

  it('are there without internet, with what has to wait', async () => {
    reachable = false;
    show('staff');
    await screen.findByText(/Roles and forms can be changed all the same/);
    expect(rowOf('Mr Lee').getByText('Account not known')).toBeTruthy();
  });

  it('get a role in one act, which can be taken back', async () => {
    const { saved } = show('staff');
    await screen.findByText('okafor@wexcombe');
    press('Change role of Mr Lee');
    fireEvent.click(screen.getByRole('checkbox', { name: /^Pastoral or SEND staff/ }));
    press('Save');
    expect(screen.getByRole('alert').textContent).toContain('Choose the years they look after');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Year 9' }));
    press('Save');
    await screen.findByText('Mr Lee: changed.');
    expect(saved().map(({ name }) => name)).toEqual(['staff.set', 'roster.pastoral']);
    expect(saved()[0]?.args).toMatchObject({ id: PEOPLE.tutor, roles: ['tutor', 'pastoral'], left: false });
    expect(saved()[1]?.args).toMatchObject({ person: PEOPLE.tutor, years: [9], from: TODAY, to: null });
    expect(new Set(saved().map(({ act }) => act)).size).toBe(1);
    press('Undo');
    await vi.waitFor(() => expect(saved().at(-1)?.args).toMatchObject({ id: PEOPLE.tutor, roles: ['tutor'] }));
  });

  it('keep a careers leader: the last one cannot lose the role or leave', async () => {
    const { saved } = show('staff');
    await screen.findByText('okafor@wexcombe');
    press('Change role of Mrs Okafor');
    fireEvent.click(screen.getByRole('checkbox', { name: /^Careers leader/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: /^Subject lead/ }));
    press('Save');
    expect(screen.getByRole('alert').textContent).toContain('The school needs a careers leader');
    expect(saved()).toEqual([]);
    press('More for Mrs Okafor');
    expect(screen.queryByRole('menuitem', { name: 'Has left the school' })).toBeNull();
  });

  it('leave with one press, and come back with Undo', async () => {
    const { saved } = show('staff');
    await screen.findByText('okafor@wexcombe');
    press('More for Mr Lee');
    fireEvent.click(screen.getByRole('menuitem', { name: 'Has left the school' }));
    await screen.findByText('Mr Lee has left and sees nothing any more.');
    expect(await screen.findByRole('region', { name: 'Have left 1' })).toBeTruthy();
    press('Undo');
    await vi.waitFor(() => expect(saved().at(-1)?.args).toMatchObject({ id: PEOPLE.tutor, left: false }));
  });

  it('get a new code, shown once', async () => {
    show('staff');
    await screen.findByText('okafor@wexcombe');
    press('More for Mr Lee');
    fireEvent.click(screen.getByRole('menuitem', { name: 'New code' }));
    await screen.findByRole('heading', { name: 'Activation code for Mr Lee' });
    expect(screen.getAllByText('NEWC-ODEE-1234').length).toBeGreaterThan(0);
    press('I have handed it over');
    expect(screen.queryByText('NEWC-ODEE-1234')).toBeNull();
  });
});

describe('inviting', () => {
  const fill = () => {
    press('Invite');
    write('Name', 'Daniel Adebayo');
    fireEvent.click(screen.getByRole('checkbox', { name: /^Careers adviser/ }));
    change(screen.getByRole('combobox', { name: 'Level' }), { value: 'Level 6' });
    write('Held since', '2020-09-01');
  };

  it('says what each role sees', async () => {
    show('staff');
    await screen.findByText('okafor@wexcombe');
    press('Invite');
    expect(screen.getByText(/Reads summaries and experiences, never private notes/)).toBeTruthy();
    press('Make the activation code');
    expect(within(screen.getByRole('alert')).getAllByRole('link')).toHaveLength(2);
  });

  it('sends name, roles and qualification, and shows the code large, with what to do', async () => {
    const printed = vi.fn();
    vi.stubGlobal('print', printed);
    show('staff');
    await screen.findByText('okafor@wexcombe');
    fill();
    press('Make the activation code');
    const heading = await screen.findByRole('heading', { name: 'Activation code for Daniel Adebayo' });
    await vi.waitFor(() => expect(document.activeElement).toBe(heading));
    expect(screen.getAllByText('K7QM-3XTR-9VDA').length).toBeGreaterThan(0);
    expect(asked.find(({ method }) => method === 'POST')).toEqual({
      method: 'POST',
      path: `/api/schools/${SCHOOL}/people`,
      body: {
        name: 'Daniel Adebayo',
        roles: ['adviser'],
        guidance: { level: 'Level 6', from: '2020-09-01', to: null },
      },
    });
    press('Print');
    expect(printed).toHaveBeenCalledTimes(1);
  });

  it('keeps what was typed when the server cannot be reached', async () => {
    show('staff');
    await screen.findByText('okafor@wexcombe');
    fill();
    reachable = false;
    press('Make the activation code');
    await screen.findByText(/Nobody was invited/, { selector: 'a' });
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Daniel Adebayo');
  });
});

describe('giving forms', () => {
  it('names the forms that nobody has', async () => {
    show('forms');
    await screen.findByRole('region', { name: 'Nobody: 9C' });
    expect((screen.getByRole('combobox', { name: 'Tutor of 10B' }) as HTMLSelectElement).value).toBe(PEOPLE.tutor);
  });

  it('gives a form in one choice, without internet, and takes it back', async () => {
    reachable = false;
    const { saved } = show('forms');
    change(await screen.findByRole('combobox', { name: 'Tutor of 9C' }), { value: 'ana' });
    await screen.findByText('9C: Ana Reyes.');
    await vi.waitFor(() => expect(screen.queryByRole('region', { name: /^Nobody/ })).toBeNull());
    expect(saved().map(({ name, args }) => [name, args])).toEqual([
      ['roster.tutor', { id: expect.any(String), form: '9C', person: 'ana', cover: false, from: TODAY, to: null }],
    ]);
    press('Undo');
    await screen.findByRole('region', { name: 'Nobody: 9C' });
  });

  it('ends the old tutor’s duty when a form changes hands, and gives it back with Undo', async () => {
    const { saved } = show('forms');
    const tutor = await screen.findByRole('combobox', { name: 'Tutor of 10B' });
    change(tutor, { value: 'ana' });
    await screen.findByText('10B: Ana Reyes.');
    expect(saved()[0]?.args).toMatchObject({ kind: 'tutor', to: '2026-11-10' });
    press('Undo');
    await vi.waitFor(() =>
      expect((screen.getByRole('combobox', { name: 'Tutor of 10B' }) as HTMLSelectElement).value).toBe(PEOPLE.tutor),
    );
  });

  it('adds cover for some days, and ends it', async () => {
    const { saved } = show('forms');
    await screen.findByRole('combobox', { name: 'Tutor of 10B' });
    press('Add cover for 10B');
    write('To, this day included', '2026-11-13');
    press('Save cover');
    await screen.findByText(/^Cover: Mr Lee|^Cover: Ana Reyes/);
    expect(saved()[0]?.args).toMatchObject({ form: '10B', cover: true, from: TODAY, to: '2026-11-13' });
    press(/^End cover of 10B/);
    await vi.waitFor(() => expect(screen.queryByText(/^Cover:/)).toBeNull());
  });

  it('says where forms come from when there are none', async () => {
    show('forms', { school: [settings(), ...STAFF] });
    await screen.findByRole('heading', { name: 'No forms yet' });
    expect(screen.getByRole('link', { name: 'Bring in pupils' })).toBeTruthy();
  });
});

describe('pupils’ codes', () => {
  const form = '9C' as FormCode;
  const pupils = [
    pupilRecord(1, { name: 'Zoe', year: 9, form }),
    pupilRecord(2, { name: 'Adam', year: 9, form }),
    pupilRecord(3, { name: 'Kim', year: 10, form: '10B' as FormCode }),
    aRecord(uuid(4), aPupil({ name: 'Gone', year: 9, form, to: '2026-10-01' as IsoDate })),
  ];

  it('are made for those of a form who have none, and printed as slips', async () => {
    accounts = [{ record: pupils[1]?.id ?? ('' as never), account: 'active', codeExpires: null }];
    const printed = vi.fn();
    vi.stubGlobal('print', printed);
    show('codes', { pupils });
    await screen.findByRole('rowheader', { name: 'Zoe Pupil01' });
    expect(screen.queryByText('Gone Khan')).toBeNull();
    fireEvent.click(await screen.findByRole('button', { name: 'Make 1 code' }));
    await screen.findByText('1 code made. They are shown only now');
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ records: [pupils[0]?.id] });
    const slips = document.querySelectorAll('.print-only .slip');
    expect([...slips].map((slip) => slip.textContent)).toEqual([
      expect.stringMatching(/Zoe Pupil01 9C.*Wexcombe School.*AAAA-BBBB-CC00.*until Thu 12 Nov/),
    ]);
    press('Print 1 slip');
    expect(printed).toHaveBeenCalledTimes(1);
  });

  it('go ten to a page, each form beginning one', async () => {
    const in9d = { name: 'P', year: 9, form: '9D' as FormCode };
    const year = [
      ...Array.from({ length: 23 }, (_, n) => pupilRecord(n + 10, { name: 'P', year: 9, form })),
      ...[50, 51].map((n) => pupilRecord(n, in9d)),
    ];
    show('codes', { pupils: year });
    change(await screen.findByRole('combobox', { name: 'Form or year' }), { value: 'year 9' });
    fireEvent.click(await screen.findByRole('button', { name: 'Make 25 codes' }));
    await screen.findByRole('button', { name: 'Print 25 slips' });
    const pages = [...document.querySelectorAll('.print-only .slips')];
    expect(pages.map((page) => page.querySelectorAll('.slip').length)).toEqual([10, 10, 3, 2]);
  });

  it('are made anew for one who lost the slip', async () => {
    accounts = pupils.slice(0, 2).map(({ id }) => ({ record: id, account: 'invited', codeExpires: EXPIRES }));
    show('codes', { pupils });
    fireEvent.click(await screen.findByRole('button', { name: 'New code for Adam Pupil02' }));
    await screen.findByText('1 code made. They are shown only now');
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ records: [pupils[1]?.id] });
  });

  it('say why they need internet', async () => {
    reachable = false;
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    show('codes', { pupils });
    await screen.findByRole('region', { name: 'Codes need internet' });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('somebody without an account', () => {
  it('is shown as such', async () => {
    people = [{ person: 'ana' as PersonId, login: null, account: 'none', codeExpires: null, lastSeen: null }];
    show('staff', { school: [settings(), { ...ANA, id: 'ana' as EntryId }, ...STAFF] });
    await vi.waitFor(() => expect(rowOf('Ana Reyes').getByText('No account yet')).toBeTruthy());
  });
});

describe('the second step', () => {
  const section = async () => within(await screen.findByRole('region', { name: 'Second step' }));

  it('is asked for from a day on, and names who has none', async () => {
    show('staff');
    const part = await section();
    part.getByText('1 person without: Mr Lee.');
    fireEvent.click(part.getByRole('button', { name: 'Ask staff for a second step' }));
    change(part.getByLabelText('From which day on'), { value: '2027-01-04' });
    fireEvent.input(part.getByLabelText('From which day on'), { target: { value: '2027-01-04' } });
    fireEvent.click(part.getByRole('button', { name: 'Ask for it' }));
    await part.findByText('From 4 January 2027 staff need a second step: an authenticator app or a passkey.');
    fireEvent.click(part.getByRole('button', { name: 'Stop asking for it' }));
    await part.findByRole('button', { name: 'Ask staff for a second step' });
    expect(asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
      { from: '2027-01-04' },
      { from: null },
    ]);
  });

  it('that was lost is taken away, and a code sets up another', async () => {
    show('staff');
    await section();
    press('More for Mr Lee');
    fireEvent.click(screen.getByRole('menuitem', { name: 'Has lost their second step' }));
    await screen.findAllByText('NEWC-ODEE-1234');
    expect(asked.map(({ method, path }) => `${method} ${path.split('/people/')[1] ?? ''}`)).toContain(
      `DELETE ${PEOPLE.tutor}/second-step`,
    );
  });
});
