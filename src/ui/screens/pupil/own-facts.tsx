/** What school keeps about the pupil beside what stands on the line: who they are, what helps them, grades, what they wrote before an interview. */
import type { ComponentChildren } from 'preact';
import { whoCanSee } from '../../../domain/access.ts';
import { fullDate } from '../../../domain/date-words.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { EntryOf, Kind } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { allWords } from '../../../domain/text-merge.ts';
import { Pairs, Section, WhoSees } from '../../parts/surface.tsx';
import { DECISION_NAMES, HOW_NAMES } from '../shared/sharing-words.ts';
import type { OwnView } from './own-page.tsx';

type Fact = readonly [name: string, value: ComponentChildren];
type Makers = { readonly [K in Kind]?: (entry: EntryOf<K>, view: OwnView) => readonly Fact[] };

const said = (name: string, words: string | null): readonly Fact[] =>
  words === null || words.trim() === '' ? [] : [[name, words]];

const SEX = { M: 'Male', F: 'Female' } as const;

const FACTS: Makers = {
  pupil: ({ name, surname, pronunciation, year, form, from, to }) => [
    ...said('Name', `${name} ${surname}`),
    ...said('Say it', pronunciation),
    ['Year', String(year)],
    ...said('Form', form),
    ['At this school since', fullDate(from)],
    ...said('Last day', to && fullDate(to)),
  ],
  identity: ({ legalForename, legalSurname, born, upn, sex, eal }) => [
    ...said('Legal name', `${legalForename} ${legalSurname}`),
    ...said('Born', born && fullDate(born)),
    ...said('Unique pupil number', upn),
    ...said('Sex', sex && SEX[sex]),
    ...said('English is an additional language for you', eal == null ? null : eal ? 'Yes' : 'No'),
  ],
  adviser: ({ adviser }, { school }) => [['Your careers adviser', staffNameOf(school.staffById, adviser)]],
  adjustment: ({ words }) => said('What helps you', words),
  'la-sharing': ({ decision, decidedBy, decidedOn, how }) => [
    ['More than the basics', DECISION_NAMES[decision]],
    ...said('Who decided', decidedBy && (decidedBy === 'pupil' ? 'You' : 'Your parent or carer')),
    ...said('When', decidedOn && fullDate(decidedOn)),
    ...said('How school was told', how && HOW_NAMES[how]),
  ],
  grades: ({ predicted, options }) => [...said('Predicted grades', predicted), ...said('Options', options)],
  preparation: ({ ideas, strengths, wants, worries }) => [
    ...said('Ideas I have', allWords(ideas)),
    ...said('What I’m good at or enjoy', allWords(strengths)),
    ...said('What I’d like from an interview', allWords(wants)),
    ...said('Anything worrying me', allWords(worries)),
  ],
};

const GROUPS: readonly (readonly [Kind, string])[] = [
  ['pupil', 'At school'],
  ['identity', 'From the school’s own list'],
  ['adviser', 'Careers adviser'],
  ['adjustment', 'What helps'],
  ['la-sharing', 'What the local authority is told'],
  ['grades', 'Grades and options'],
  ['preparation', 'Before an interview'],
];

/** The parts that say something, each with who reads it. `level`: of their headings. */
export function OwnFacts({ view, level }: { readonly view: OwnView; readonly level: 2 | 3 }) {
  return (
    <>
      {GROUPS.map(([kind, title]) => {
        const entry = entryOf(view.record, singleton(kind), kind);
        // The maker of an entry's kind takes that kind, which the table's type cannot say.
        const facts = entry ? (FACTS[kind] as (entry: unknown, view: OwnView) => readonly Fact[])(entry, view) : [];
        return entry && facts.length > 0 ? (
          <Section key={kind} title={title} level={level}>
            <Pairs items={facts} />
            <WhoSees words={`${whoCanSee(entry)}.`} />
          </Section>
        ) : null;
      })}
    </>
  );
}
