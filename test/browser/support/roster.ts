/** What the school office does to the roster while somebody is away: from a signed-in page, by the one door that there is. */
import type { Page } from 'playwright-core';

interface Duty {
  readonly id: string;
  readonly kind: string;
  readonly form: string;
  readonly cover: boolean;
  readonly to: string | null;
}

/** Ends all duties of a form's tutors yesterday, or lets them begin again. */
export async function inRoster(page: Page, form: string, what: 'end' | 'begin'): Promise<void> {
  await page.evaluate(
    async ([wanted, does]) => {
      const { school } = (await (await fetch('/api/session')).json()) as { readonly school: string };
      const exchange = async (epoch: string | null, mutations: readonly unknown[]) => {
        const answer = await fetch(`/api/schools/${school}/sync`, {
          method: 'POST',
          headers: { 'X-Client': 'office', 'Content-Type': 'application/json' },
          body: JSON.stringify({
            protocol: 1,
            app: 'office',
            device: '00000000-0000-4000-8000-00000000000f',
            epoch,
            cookie: null,
            hash: null,
            want: [],
            check: [],
            mutations,
          }),
        });
        if (!answer.ok) throw new Error(`The server says ${answer.status}: ${await answer.text()}`);
        const lines = (await answer.text()).trim().split('\n');
        return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      };
      const lines = await exchange(null, []);
      const epoch = String(lines[0]?.['epoch']);
      const roster = lines.find((line) => line['line'] === 'record' && line['id'] === 'roster');
      const duties = Object.values(roster?.['entries'] as Record<string, Duty>).filter(
        (entry) => entry.kind === 'tutor' && entry.form === wanted,
      );
      if (duties.length === 0) throw new Error(`Nobody is tutor of ${wanted}.`);
      const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      const [head] = await exchange(
        epoch,
        duties.map(({ id }) => ({
          id: crypto.randomUUID(),
          name: 'roster.end',
          version: 1,
          record: 'roster',
          at: new Date().toISOString(),
          args: { id, kind: 'tutor', to: does === 'end' ? yesterday : '2099-07-31' },
        })),
      );
      const outcomes = head?.['outcomes'] as readonly { readonly status: string }[];
      if (outcomes.some(({ status }) => status !== 'applied')) throw new Error(JSON.stringify(outcomes));
    },
    [form, what] as const,
  );
}
