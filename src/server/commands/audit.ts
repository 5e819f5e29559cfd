/** audit: has anybody changed what the data say of who did what? */
import { checkWhole } from '../audit/heads.ts';
import type { Command } from './command.ts';
import { withSchool } from './school-here.ts';
import { readArguments } from './usage.ts';

/** Checks the chain of the audit, the server running or not. */
export const audit: Command = {
  how: 'audit [--school "Name"]',
  does: 'check that nobody has changed the list of who read and changed what',
  more: ['Each row of it is tied to the row before. The ledger says where it stood at the last backups.'],
  run: async (args, settings, { say }) => {
    const { options } = readArguments(args, audit.how, { options: ['school'] });
    const found = await withSchool(settings, options.get('school'), checkWhole);
    if (!found.holds)
      throw new Error(
        `Row ${found.place} of the audit ${found.why === 'changed' ? 'was changed' : 'is missing'}. What is before it holds. Keep this data file and its backups, and find out who had access.`,
      );
    say(`${found.rows} rows, and nobody has changed any.`);
  },
};
