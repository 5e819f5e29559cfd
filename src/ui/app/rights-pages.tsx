/** The pages of "Records and requests", each at its address below "/records". Only a careers leader's device loads this file. */
import type { ComponentChildren } from 'preact';
import { Route, Router } from 'preact-iso';
import type { PersonId, RecordId } from '../../domain/ids.ts';
import { useHouse } from '../queries/house.tsx';
import { Devices } from '../screens/leader/rights/devices.tsx';
import { DueForReview } from '../screens/leader/rights/due.tsx';
import { LetGoOf } from '../screens/leader/rights/gone.tsx';
import { HowLong } from '../screens/leader/rights/periods.tsx';
import { PupilRequests } from '../screens/leader/rights/pupil-requests.tsx';
import { OneRequest } from '../screens/leader/rights/one-request.tsx';
import { Refused } from '../screens/leader/rights/refused.tsx';
import { Requests } from '../screens/leader/rights/requests.tsx';
import { SeenByDevice, SeenByPerson } from '../screens/leader/rights/seen.tsx';
import { NotHere } from './not-here.tsx';
import { RIGHTS_PATHS } from './rights-paths.ts';

/** An address as a router below "/records" matches it. */
const under = (path: string): string => path.slice('/records'.length);

/** The page of the address. */
export function RightsPages(): ComponentChildren {
  if (!useHouse().session.roles.includes('leader')) return <NotHere />;
  return (
    <Router>
      <Route path={under(RIGHTS_PATHS.requests)} component={Requests} />
      <Route path={under(RIGHTS_PATHS.due)} component={DueForReview} />
      <Route path={under(RIGHTS_PATHS.gone)} component={LetGoOf} />
      <Route path={under(RIGHTS_PATHS.periods)} component={HowLong} />
      <Route path={under(RIGHTS_PATHS.devices)} component={Devices} />
      <Route path={under(RIGHTS_PATHS.refused)} component={Refused} />
      <Route path={under('/records/pupils/:record')} component={OfPupil} />
      <Route path={under('/records/requests/:request')} component={OfRequest} />
      <Route path={under('/records/devices/:holder')} component={OfDevice} />
      <Route path={under('/records/people/:person')} component={OfPerson} />
      <Route default component={NotHere} />
    </Router>
  );
}

const OfPupil = ({ record }: { readonly record?: string }) => <PupilRequests record={(record ?? '') as RecordId} />;
const OfRequest = ({ request }: { readonly request?: string }) => <OneRequest key={request} id={request ?? ''} />;
const OfDevice = ({ holder }: { readonly holder?: string }) => <SeenByDevice holder={Number(holder)} />;
const OfPerson = ({ person }: { readonly person?: string }) => <SeenByPerson person={(person ?? '') as PersonId} />;
