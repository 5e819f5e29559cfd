/** "School": its name, years, contacts and benchmark edition, its forms and its terms. Works without internet. */
import { schoolYearOf } from '../../../domain/calendar.ts';
import { PATHS } from '../../app/paths.ts';
import { RIGHTS_PATHS } from '../../app/rights-paths.ts';
import { useHouse } from '../../queries/house.tsx';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { bothLoaded } from '../../queries/live.ts';
import { useDigests } from '../../queries/records.ts';
import { useRoster, useSchool } from '../../queries/school.ts';
import { FactsForm } from './school/facts-form.tsx';
import { FormsList } from './school/forms-list.tsx';
import { TermsForm } from './school/terms-form.tsx';
import '../../styles/screens/office.css';

/** The page. */
export function SchoolSettings() {
  const today = useToday();
  const leads = useHouse().session.roles.includes('leader');
  const loaded = bothLoaded(bothLoaded(useSchool(), useRoster()), useDigests());
  if (loaded.state !== 'ready') {
    return (
      <Main title="School" class="office school-settings">
        {loaded.state === 'failed' ? (
          <Notice state="stop" title="There is a problem">
            <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
          </Notice>
        ) : (
          <Loading words="Opening the school’s settings" />
        )}
      </Main>
    );
  }
  const [[school, roster], digests] = loaded.value;
  const year = schoolYearOf(today);
  return (
    <Main
      title="School"
      class="office school-settings"
      actions={
        <>
          {leads ? <ButtonLink href={RIGHTS_PATHS.requests}>Records and requests</ButtonLink> : null}
          <ButtonLink href={PATHS.newYear}>New school year</ButtonLink>
        </>
      }
    >
      <Sheet class="stack-7">
        <FactsForm key={school.settings === undefined ? 'new' : 'there'} settings={school.settings} />
        <TermsForm key={year} year={year} known={school.terms} />
        <TermsForm key={year + 1} year={year + 1} known={school.terms} />
        <FormsList school={school} roster={roster} digests={digests} />
      </Sheet>
    </Main>
  );
}
