/** The career passport on paper: A4, the pupil's own words and what they ticked. */
import { Fragment } from 'preact';
import { fullDate } from '../../../../domain/date-words.ts';
import { Icon } from '../../../parts/icon.tsx';
import type { OwnView } from '../own-page.tsx';
import type { PassportContents, PassportItem, PassportPart } from './contents.ts';
import { PART_NAMES } from './part-names.ts';

interface PaperProps {
  readonly view: OwnView;
  readonly contents: PassportContents;
}

/** Holds the page's h1: put it into <Main bare>. Words first, then the record, then how to reach the pupil. */
export function PassportPaper({ view: { digest, school, today }, contents: { items, words } }: PaperProps) {
  const name = digest.pupil ? `${digest.pupil.name} ${digest.pupil.surname}`.trim() : '';
  const year = digest.pupil ? `Year ${digest.pupil.year}` : '';
  const of = (parts: readonly PassportPart[]) => words.filter(([part]) => parts.includes(part));
  return (
    <article class="a4 passport">
      <header class="letterhead">
        <Icon name="brand" class="" />
        <p>{school.settings?.name ?? ''}</p>
        <p>{fullDate(today)}</p>
      </header>
      <h1>My career passport</h1>
      <p class="whose">
        <b>{name}</b>
        {year === '' ? '' : `, ${year}`}
      </p>
      <Texts parts={of(['plans', 'skills', 'achievements'])} />
      {items.map(([part, own]) => (
        <Fragment key={part}>
          <h2>{PART_NAMES[part]}</h2>
          <Items items={own} />
        </Fragment>
      ))}
      <Texts parts={of(['contact'])} />
    </article>
  );
}

const Texts = ({ parts }: { readonly parts: PassportContents['words'] }) => (
  <>
    {parts.map(([part, words]) => (
      <Fragment key={part}>
        <h2>{PART_NAMES[part]}</h2>
        <p class="own-lines">{words}</p>
      </Fragment>
    ))}
  </>
);

const Items = ({ items }: { readonly items: readonly PassportItem[] }) => (
  <ul class="passport-items">
    {items.map(({ id, title, date, beside, words }) => (
      <li key={id}>
        <b>{title}</b>
        {beside === '' ? '' : `, ${beside}`}. {fullDate(date)}.{words === '' ? null : <p class="own-lines">{words}</p>}
      </li>
    ))}
  </ul>
);
