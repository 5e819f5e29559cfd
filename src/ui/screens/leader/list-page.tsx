/** The lists of the dashboard beside those who wait: who has no offer yet, and whom to ask about the local authority. */
import { SHARING_LISTS } from '../../../domain/sharing-lists.ts';
import { PATHS } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useDigests } from '../../queries/records.ts';
import { SHARING_TITLES } from './lists/list-words.ts';
import { NoOffer } from './lists/no-offer.tsx';
import { SharingNames } from './lists/sharing-names.tsx';

/** The page of one list. */
export function ListPage({ list }: { readonly list: string }) {
  const digests = useDigests();
  const sharing = SHARING_LISTS.find((other) => other === list);
  if (sharing === undefined && list !== 'no-offer') return <NoSuchList />;
  if (digests.state !== 'ready')
    return (
      <Main title={sharing === undefined ? 'No offer yet' : SHARING_TITLES[sharing]} class="gap">
        <Sheet>
          {digests.state === 'failed' ? (
            <Notice state="stop" title="There is a problem">
              <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
            </Notice>
          ) : (
            <Loading words="Finding the names" />
          )}
        </Sheet>
      </Main>
    );
  return sharing === undefined ? (
    <NoOffer digests={digests.value} />
  ) : (
    <SharingNames key={sharing} list={sharing} digests={digests.value} />
  );
}

const NoSuchList = () => (
  <Main title="Not here" class="gap">
    <Empty title="The dashboard has no such list">
      <ButtonLink href={PATHS.dashboard}>Dashboard</ButtonLink>
    </Empty>
  </Main>
);
