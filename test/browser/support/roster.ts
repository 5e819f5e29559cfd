/** What the school office does to the roster while somebody is away: with a page's session, by the one door that there is. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';

interface RosterEntry {
  readonly id: string;
  readonly kind: string;
}
interface Duty extends RosterEntry {
  readonly form: string;
}
interface Staff extends RosterEntry {
  readonly name: string;
  readonly roles: readonly string[];
  readonly guidance: unknown;
  readonly left: boolean;
}
type Change = readonly [name: string, args: object];

/** Ends all duties of a form's tutors yesterday, or lets them begin again. */
export async function inRoster(page: Page, form: string, what: 'end' | 'begin'): Promise<void> {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const to = what === 'end' ? yesterday : '2099-07-31';
  await change(page, 'roster', (entries) =>
    (entries as readonly Duty[])
      .filter((entry) => entry.kind === 'tutor' && entry.form === form)
      .map(({ id }) => ['roster.end', { id, kind: 'tutor', to }]),
  );
}

/** Gives a member of staff these roles and no other. */
export const giveRoles = (page: Page, name: string, roles: readonly string[]): Promise<void> =>
  change(page, 'school', (entries) =>
    (entries as readonly Staff[])
      .filter((entry) => entry.kind === 'staff' && entry.name === name)
      .map(({ id, guidance, left }) => ['staff.set', { id, name, roles, guidance, left }]),
  );

/** Reads one of the school's records and makes the changes that it gives rise to; there must be some, and all must be applied. */
async function change(
  page: Page,
  record: 'roster' | 'school',
  changesOf: (entries: readonly RosterEntry[]) => readonly Change[],
): Promise<void> {
  const { origin } = new URL(page.url());
  const { school } = (await (await page.request.get(`${origin}/api/session`)).json()) as { readonly school: string };
  const exchange = async (epoch: string | null, mutations: readonly unknown[]) => {
    const answer = await page.request.post(`${origin}/api/schools/${school}/sync`, {
      headers: { 'X-Client': 'office' },
      data: {
        protocol: 1,
        app: 'office',
        device: '00000000-0000-4000-8000-00000000000f',
        epoch,
        cookie: null,
        hash: null,
        want: [],
        check: [],
        mutations,
      },
    });
    if (!answer.ok()) throw new Error(`The server says ${answer.status()}: ${await answer.text()}`);
    const lines = (await answer.text()).trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const lines = await exchange(null, []);
  const found = lines.find((line) => line['line'] === 'record' && line['id'] === record);
  const changes = changesOf(Object.values(found?.['entries'] as Record<string, RosterEntry>));
  if (changes.length === 0) throw new Error('There is nothing in the roster to change.');
  const at = new Date().toISOString();
  const [head] = await exchange(
    String(lines[0]?.['epoch']),
    changes.map(([name, args]) => ({ id: randomUUID(), name, version: 1, record, at, args })),
  );
  const outcomes = head?.['outcomes'] as readonly { readonly status: string }[];
  if (outcomes.some(({ status }) => status !== 'applied')) throw new Error(JSON.stringify(outcomes));
}
