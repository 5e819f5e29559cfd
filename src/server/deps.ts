/** What the server app is made of: given once by main.ts, or by a test. */
import type { Instant } from '../domain/time.ts';
import type { BackupState } from './backups/schedule.ts';
import type { Store } from './store/store.ts';
import type { Rosters } from './sync/roster.ts';
import type { Provider } from './accounts/provider.ts';
import type { Pace } from './accounts/pace.ts';
import type { Throttle } from './accounts/throttle.ts';
import type { Events } from './http/events.ts';
import type { Log } from './log.ts';

export interface ServerDeps extends Log {
  readonly store: Store;
  readonly rosters: Rosters;
  readonly throttle: Throttle;
  readonly pace: Pace;
  readonly events: Events;
  readonly now: () => Instant;
  /** The app is reached over https: cookies and headers say so. */
  readonly https: boolean;
  /** Trying the demo school without a password is allowed. */
  readonly demo: boolean;
  /** Folder of the built app; null: the API alone. */
  readonly staticDir: string | null;
  readonly version: string;
  /** Ready to take requests; false while it stops. */
  readonly ready: () => boolean;
  /** The address that people use, when it is known: passkeys are bound to it, and a sign-in service comes back to it. */
  readonly origin?: string | null;
  /** The school's own sign-in service; not there: none is set up. */
  readonly provider?: Provider;
  /** How it stands with the backups; not there: this server makes none. */
  readonly backups?: () => BackupState;
}
