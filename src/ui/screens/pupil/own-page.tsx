/** What every page of a pupil stands on: the own record, opened, with the school; and what is shown until it is there. */
import type { ComponentChildren } from 'preact';
import type { Digest } from '../../../domain/digest.ts';
import { digestOf } from '../../../domain/digest-of.ts';
import type { RecordId } from '../../../domain/ids.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import { bothLoaded } from '../../queries/live.ts';
import { useRecord } from '../../queries/records.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { useSchool } from '../../queries/school.ts';
import '../../styles/screens/pupil.css';

/** A pupil's own record as the pages use it. */
export interface OwnView {
  readonly record: CareersRecord;
  readonly digest: Digest;
  readonly school: SchoolFacts;
  readonly today: IsoDate;
}

interface PageProps {
  readonly title: string;
  /** The h1, when it depends on the record. */
  readonly heading?: (view: OwnView) => string;
  readonly hint?: (view: OwnView) => ComponentChildren;
  readonly class?: string;
  /** The children bring their own <Main>: a page of paper. */
  readonly bare?: boolean;
  readonly children: (view: OwnView) => ComponentChildren;
}

/** The page, with its loading, empty and failed states. A pupil's person is their own record. */
export function OwnPage({ title, heading, hint, class: own, bare = false, children }: PageProps) {
  const { session } = useHouse();
  const today = useToday();
  const loaded = bothLoaded(useRecord(session.person as string as RecordId), useSchool());
  const page = own === undefined ? 'pupil' : `pupil ${own}`;
  if (loaded.state !== 'ready') {
    return (
      <Main title={title} class={page}>
        {loaded.state === 'failed' ? <Failed /> : <Loading words="Opening your record" />}
      </Main>
    );
  }
  const [record, school] = loaded.value;
  if (!record) {
    return (
      <Main title={title} class={page}>
        <Empty title="Your record is not here yet">
          <p>It comes as soon as there is internet. You do not have to do anything.</p>
        </Empty>
      </Main>
    );
  }
  const view: OwnView = { record, digest: digestOf(record), school, today };
  if (bare) return <>{children(view)}</>;
  return (
    <Main title={title} heading={heading?.(view) ?? title} class={page} hint={hint?.(view)}>
      {children(view)}
    </Main>
  );
}

const Failed = () => (
  <Notice state="stop" title="There is a problem">
    <p>This device could not open your record. Nothing is lost: close Fingerpost and open it again.</p>
  </Notice>
);
