/** The pages of the careers programme by their address: /programme, /2026, /2026/add, /2026/<activity>, and /change or /log of it. */
import { Programme } from '../programme.tsx';
import { Activity } from './activity.tsx';
import { LogGroup } from './log-group.tsx';
import { AddActivity, ChangeActivity } from './plan-form.tsx';

interface Address {
  readonly year?: string;
  /** The id of an activity, or "add". */
  readonly activity?: string;
  readonly page?: string;
}

/** The page of an address. */
export function ProgrammePages({ activity, page, ...rest }: Address) {
  if (activity === undefined) return <Programme {...rest} />;
  if (activity === 'add') return <AddActivity {...rest} />;
  if (page === 'change') return <ChangeActivity {...rest} activity={activity} />;
  if (page === 'log') return <LogGroup {...rest} activity={activity} />;
  return <Activity {...rest} activity={activity} />;
}
