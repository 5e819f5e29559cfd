// @vitest-environment happy-dom
/** "New school year" and "Last change" over the real server and SQLite: what is shown, what is done, and back. */
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formEntryId } from '../../../../src/domain/form-id.ts';
import type { FormCode } from '../../../../src/domain/ids.ts';
import { SCHOOL_RECORD } from '../../../../src/domain/record.ts';
import { ProblemError, problemResponse } from '../../../../src/server/http/problem.ts';
import { operationDeps } from '../../../../src/server/http/school-routes.ts';
import { carryOut } from '../../../../src/server/operations/carry-out.ts';
import { operationRoutes } from '../../../../src/server/operations/routes.ts';
import type { Step } from '../../../../src/server/operations/step.ts';
import { NewYear } from '../../../../src/ui/screens/leader/new-year.tsx';
import { grantsWords } from '../../../../src/ui/screens/leader/roster-change/who-reads-less.tsx';
import type { SchoolServer } from '../../../server/school-server.ts';
import { SCHOOL as SERVED, openSchoolServer } from '../../../server/school-server.ts';
import { PEOPLE } from '../../../support/builders.ts';
import { LEADER, network, renderOffice } from './office.tsx';

let server: SchoolServer;
let reachable = true;

const OFFICER = { school: SERVED, person: PEOPLE.leader, roles: ['leader'] } as const;

beforeEach(async () => {
  reachable = true;
  server = await openSchoolServer();
  const deps = operationDeps(server.deps);
  const form = (code: string, year: number): Step => ({
    does: 'form',
    record: SCHOOL_RECORD,
    commands: [
      {
        name: 'form.set',
        args: { id: formEntryId(code as FormCode), code: code as FormCode, year, closed: false },
      },
    ],
  });
  await carryOut(deps, OFFICER, { kind: 'import', steps: [form('10B', 10), form('9A', 9)] });
  server.pass(Date.parse('2027-09-03T09:00:00Z') - Date.parse(server.deps.now()));
  const app = new Hono().route(
    `/api/schools/${SERVED}/roster`,
    operationRoutes(deps, async () => OFFICER),
  );
  app.onError((problem) => (problem instanceof ProblemError ? problem.response : problemResponse('server-error')));
  network((path, init) => (reachable ? app.request(path, init) : null));
});
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await server.end();
});

const open = () => renderOffice(<NewYear />, { session: { ...LEADER, school: SERVED } });
const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('the new school year', () => {
  it('shows numbers, forms and duties, and changes nothing before it is begun', async () => {
    open();
    await button('Move up 2 pupils');
    const forms = within(screen.getByRole('region', { name: 'Years and forms' }));
    expect(forms.getByText('Year 9 → 10: 1 · Year 10 → 11: 1')).toBeTruthy();
    expect(forms.getByRole('rowheader', { name: '10B' })).toBeTruthy();
    expect(
      within(screen.getByRole('region', { name: 'Duties that end 1' })).getByText('Form tutor of 11B'),
    ).toBeTruthy();
    expect(
      within(screen.getByRole('region', { name: 'Who will read what' })).getByText(
        /1 careers adviser will lose 1 record/,
      ),
    ).toBeTruthy();
    const begun = await server.store.read.selectFrom('operation').select('kind').execute();
    expect(begun).toEqual([{ kind: 'import' }]);
  });

  it('is begun by one button, says what it did, and is undone from there', async () => {
    open();
    fireEvent.click(await button('Move up 2 pupils'));
    await screen.findByRole('heading', { name: '2 pupils moved up, 0 left' });
    fireEvent.click(await button('Undo: the new school year'));
    const back = within(await screen.findByRole('region', { name: 'What is put back' }));
    expect(back.getByText('2 pupils get back the year, form and names from before.')).toBeTruthy();
    fireEvent.click(await button('Undo this change'));
    await screen.findByText('Undone: the new school year');
    await button('Move up 2 pupils');
  });

  it('looks again at each choice', async () => {
    open();
    await button('Move up 2 pupils');
    const group = within(screen.getByRole('group', { name: 'Form tutors' }));
    fireEvent.click(group.getByRole('radio', { name: 'Stay with the form’s name' }));
    expect(await screen.findByText('1 form tutor will lose 1 record.')).toBeTruthy();
    expect(screen.getByText(/^Lose records: .*Sam Lee/)).toBeTruthy();
  });

  it('offers to go on with a change that was cut off', async () => {
    const { write } = server.store;
    let cut = true;
    (server.store as { write: typeof write }).write = (work) =>
      write(async (tx) => {
        const done = await work(tx);
        const begun = await tx
          .selectFrom('operation')
          .select('ended')
          .where('kind', '=', 'roll-over')
          .executeTakeFirst();
        if (cut && begun?.ended) throw new Error('the power went');
        return done;
      });
    open();
    fireEvent.click(await button('Move up 2 pupils'));
    await screen.findByText('The new year was not begun');
    cut = false;
    fireEvent.click(await button('Look again'));
    await screen.findByRole('heading', { name: 'New school year begun: not finished yet' });
    fireEvent.click(await button('Go on'));
    await screen.findByText('New school year begun');
  });

  it('says so when the server is not there, and can look again', async () => {
    reachable = false;
    open();
    await screen.findByText('The school could not be looked at');
    reachable = true;
    fireEvent.click(await button('Look again'));
    await button('Move up 2 pupils');
  });
});

it('who reads less is said in people and records', () => {
  const none = { people: 0, records: 0 };
  const line = { group: 'T' as const, loses: { people: 3, records: 28 }, gains: { people: 1, records: 1 }, names: [] };
  expect(grantsWords([line, { ...line, group: 'P', loses: { people: 2, records: 2 }, gains: none }])).toEqual([
    '3 form tutors will lose 28 records.',
    '1 form tutor will gain 1 record.',
    '2 pupils will no longer be able to open their own record.',
  ]);
});
