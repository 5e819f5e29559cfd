// @vitest-environment happy-dom
/** "Bring in pupils": nothing before the confirmation, names and numbers, the way on, and no list lost. The import is the real one. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordId } from '../../../../src/domain/ids.ts';
import { importRoutes } from '../../../../src/server/import/routes.ts';
import type { Step } from '../../../../src/server/operations/step.ts';
import { BringIn } from '../../../../src/ui/screens/leader/bring-in.tsx';
import { readText } from '../../../../src/server/import/cells.ts';
import { leftOutRows, rowsOf } from '../../../../src/ui/screens/leader/bring-in/left-out.ts';
import { PEOPLE, uuid } from '../../../support/builders.ts';
import { NO_RIGHTS, SIMS, known, schoolOf, tallied } from '../../../support/roster-csv.ts';
import { SCHOOL, change, network, renderOffice } from './office.tsx';

const ROOT = `/api/schools/${SCHOOL}/import`;
const asked: Step[] = [];
let reachable = true;
/** What the server was told of before it was taken away, and whether it could write that down. */
const noted: unknown[] = [];
let canNote = true;

function serve(pupils = [known('r1', { form: '10C' })]) {
  let made = 0;
  const app = new Hono().route(
    ROOT,
    importRoutes({
      who: async () => ({ school: SCHOOL, person: PEOPLE.leader, roles: ['leader'] }),
      port: {
        read: async () => ({ ...schoolOf(pupils), rights: NO_RIGHTS }),
        carryOut: async (_, steps) => {
          asked.push(...steps);
          return tallied(
            steps,
            steps.map(() => true),
          );
        },
        newRecord: () => uuid((made += 1)) as RecordId,
      },
    }),
  );
  app.post(`/api/schools/${SCHOOL}/exports`, async (c) => {
    noted.push(await c.req.json());
    return canNote ? c.body(null, 204) : c.json({}, 503);
  });
  return network((path, init) => (reachable ? app.request(path, init) : null));
}

beforeEach(() => {
  asked.length = 0;
  noted.length = 0;
  reachable = true;
  canNote = true;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const paste = (text: string) => {
  const field = screen.getByRole('textbox', { name: 'Or paste the list' });
  fireEvent.input(field, { target: { value: text } });
  return field as HTMLTextAreaElement;
};

describe('bring in pupils', () => {
  it('asks for a list before it checks', () => {
    serve();
    renderOffice(<BringIn />);
    expect(screen.getByRole('heading', { level: 1, name: 'Bring in pupils' })).toBeTruthy();
    fireEvent.click(button('Check'));
    expect(
      within(screen.getByRole('alert')).getByRole('link', { name: 'Choose a file or paste the list' }),
    ).toBeTruthy();
  });

  it('shows who is new and what changes, and stores nothing before the confirmation', async () => {
    serve();
    renderOffice(<BringIn />);
    paste(SIMS);
    fireEvent.click(button('Check'));
    await screen.findByRole('button', { name: 'Bring in 2 pupils' });
    const news = within(screen.getByRole('region', { name: /^New pupils/ }));
    expect(news.getByRole('rowheader', { name: 'Ben Whitfield' })).toBeTruthy();
    const changes = within(screen.getByRole('region', { name: /^Changes/ }));
    expect(changes.getByRole('rowheader', { name: 'Aisha Khan' })).toBeTruthy();
    expect(changes.getByText(/10B/, { selector: 'td:last-child' })).toBeTruthy();
    expect((screen.getByRole('combobox', { name: 'Reg Group' }) as HTMLSelectElement).value).toBe('form');
    expect(asked).toEqual([]);
    fireEvent.click(button('Bring in 2 pupils'));
    await screen.findByRole('heading', { name: '2 pupils brought in' });
    expect(asked.filter(({ commands }) => commands.some(({ name }) => name === 'pupil.enrol'))).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Give forms to tutors' }).getAttribute('href')).toBe('/people/forms');
    expect(screen.getByRole('link', { name: 'People' })).toBeTruthy();
  });

  it('checks again when a column is changed', async () => {
    const calls = serve();
    renderOffice(<BringIn />);
    paste(SIMS);
    fireEvent.click(button('Check'));
    const column = await screen.findByRole('combobox', { name: 'Year' });
    change(column, { value: 'none' });
    await screen.findByText(/No column holds the year group/);
    expect(screen.queryByRole('button', { name: /^Bring in/ })).toBeNull();
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('names leavers only when the file is the whole school', async () => {
    serve([known('r1'), known('r2', { name: 'Cara', surname: 'Stone', upn: null, born: '2012-01-01' })]);
    renderOffice(<BringIn />);
    paste(SIMS);
    fireEvent.click(button('Check'));
    await screen.findByRole('button', { name: 'Bring in 2 pupils' });
    expect(screen.queryByText('Cara Stone')).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: /This file is the whole school/ }));
    await screen.findByRole('rowheader', { name: 'Cara Stone' });
    expect(screen.queryByText('More pupils would leave than the list has')).toBeNull();
  });

  it('warns when more pupils would leave than the list has', async () => {
    const others = ['Cara', 'Dev', 'Ella'].map((name, n) => known(`r${n + 2}`, { name, surname: 'Stone', upn: null }));
    serve([known('r1'), ...others]);
    renderOffice(<BringIn />);
    paste(SIMS);
    fireEvent.click(screen.getByRole('checkbox', { name: /This file is the whole school/ }));
    fireEvent.click(button('Check'));
    await screen.findByText('More pupils would leave than the list has');
  });

  it('says why a row is left out, and gives those rows back as a list once the server has written it down', async () => {
    serve();
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      saved.push(file as Blob);
      return 'blob:x';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    renderOffice(<BringIn />);
    paste(`${SIMS}\r\n1,,No,Body,,31/02/2012,F,Year 10,10B,N,No,No`);
    fireEvent.click(button('Check'));
    const problems = within(await screen.findByRole('region', { name: 'Left out 1 row' }));
    expect(problems.getByRole('rowheader', { name: '4' })).toBeTruthy();
    fireEvent.click(button('Bring in 2 pupils'));
    canNote = false;
    const download = await screen.findByRole('button', { name: 'Download the rows that were left out' });
    fireEvent.click(download);
    await waitFor(() => expect(noted).toHaveLength(1));
    canNote = true;
    fireEvent.click(download);
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(noted).toEqual([1, 2].map(() => ({ what: 'rows-left-out', pupils: 1 })));
    const text = (await saved[0]?.text()) ?? '';
    expect(text).toContain('Adno,UPN,');
    expect(text).toContain('31/02/2012');
    expect(text).not.toContain('Khan');
  });

  it('keeps the list when there is no internet, and says why it needs it', async () => {
    serve();
    reachable = false;
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    renderOffice(<BringIn />);
    expect(screen.getByRole('region', { name: 'Bringing pupils in needs internet' })).toBeTruthy();
    const field = paste(SIMS);
    fireEvent.click(button('Check'));
    await screen.findByText(/There is no internet.*Your list is still here/);
    expect(field.value).toContain('Whitfield');
    reachable = true;
    fireEvent.click(button('Check'));
    await screen.findByRole('button', { name: 'Bring in 2 pupils' });
  });

  it('keeps the list when the confirmation is not answered, and says that some may be in', async () => {
    serve();
    renderOffice(<BringIn />);
    paste(SIMS);
    fireEvent.click(button('Check'));
    await screen.findByRole('button', { name: 'Bring in 2 pupils' });
    reachable = false;
    fireEvent.click(button('Bring in 2 pupils'));
    await screen.findByText(/Some pupils may be in already/);
    fireEvent.click(button('Change the list'));
    expect((screen.getByRole('textbox', { name: 'Or paste the list' }) as HTMLTextAreaElement).value).toContain('Khan');
  });

  it.each([
    ['Windows letters', [0x46, 0xe9, 0x0a], 'CSV UTF-8'],
    ['an Excel workbook', [0x50, 0x4b, 0x03, 0x04], 'This is an Excel file'],
  ])('refuses %s with a sentence', async (_, bytes, words) => {
    serve();
    renderOffice(<BringIn />);
    const input = screen.getByLabelText('Choose a file, or drop it here');
    change(input, { files: [new File([Uint8Array.from(bytes)], 'pupils.csv')] });
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(words));
  });
});

describe('rows of a list', () => {
  it('end at a line end outside quotes', () => {
    expect(rowsOf('a,b\r\n"x\ny",2\n5" pipe,3\n"say ""hi""",4\n')).toEqual([
      'a,b',
      '"x\ny",2',
      '5" pipe,3',
      '"say ""hi""",4',
    ]);
  });

  it('come back with what to put right, under the heading of the list', () => {
    const text = 'My list;;\nName;Year\n\nA B;7\nC D;x';
    const problems = [{ row: 5, column: 'Year', reason: 'Write “7”.' }];
    expect(leftOutRows({ text, rows: 2, problems })).toBe(
      '\uFEFFName;Year;"What to put right"\r\nC D;x;"Year: Write “7”."\r\n',
    );
    expect(leftOutRows({ text, rows: 2, problems: [{ row: 1, column: null, reason: 'No year.' }] })).toBeNull();
  });

  it('has no formula in it, and is understood as before when it is brought in again', () => {
    const text = 'Name,Form,Year\r\n=HYPERLINK("x"),-,7\r\n"=1+1, ""a""",7A,7';
    const problems = [2, 3].map((row) => ({ row, column: '=Name', reason: 'This cell begins like a formula.' }));
    expect(leftOutRows({ text, rows: 2, problems })).toBe(
      [
        '\uFEFFName,Form,Year,"What to put right"',
        `'=HYPERLINK("x"),'-,7,"'=Name: This cell begins like a formula."`,
        `"'=1+1, ""a""",7A,7,"'=Name: This cell begins like a formula."\r\n`,
      ].join('\r\n'),
    );
    expect(readText("'-")).toStrictEqual(readText('-'));
    expect(readText("'=1+1")).toStrictEqual(readText('=1+1'));
    expect(readText('’Abd')).toMatchObject({ ok: true, value: '’Abd' });
  });
});
