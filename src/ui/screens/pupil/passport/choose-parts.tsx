/** "Tick what to include": the parts, the single experiences of a ticked part, and words of the pupil's own. */
import { fullDate } from '../../../../domain/date-words.ts';
import { Check } from '../../../parts/choices.tsx';
import { Field, TextArea } from '../../../parts/fields.tsx';
import type { PassportChoice, PassportItem, PassportPart, PassportSource } from './contents.ts';
import { ITEM_PARTS, OWN_PARTS } from './contents.ts';
import { PART_NAMES } from './part-names.ts';

interface ChooseProps {
  readonly source: PassportSource;
  readonly choice: PassportChoice;
  readonly change: (how: (before: PassportChoice) => PassportChoice) => void;
}

const HINTS: Readonly<Record<(typeof OWN_PARTS)[number], string>> = {
  skills: 'Such as: patient with animals, quick with numbers',
  achievements: 'In school or out of it',
  contact: 'Only what you want to give, such as an email address. Ask an adult before you give a telephone number.',
};

/** The ticks. */
export function ChooseParts({ source, choice, change }: ChooseProps) {
  const tick = (part: PassportPart, on: boolean) =>
    change((before) => ({
      ...before,
      parts: on ? [...before.parts, part] : before.parts.filter((one) => one !== part),
    }));
  const has = (part: PassportPart) => choice.parts.includes(part);
  return (
    <fieldset class="passport-parts">
      <legend class="label">Tick what to include</legend>
      {ITEM_PARTS.map((part) => (
        <div key={part}>
          <Check
            checked={has(part)}
            onChange={(on) => tick(part, on)}
            disabled={source[part].length === 0}
            hint={source[part].length === 0 ? 'Nothing on your record yet' : `${source[part].length} on your record`}
          >
            {PART_NAMES[part]}
          </Check>
          {has(part) ? <Single items={source[part]} choice={choice} change={change} /> : null}
        </div>
      ))}
      <Check
        checked={has('plans')}
        onChange={(on) => tick('plans', on)}
        disabled={source.plans === ''}
        hint={source.plans === '' ? 'You have not said yet' : source.plans}
      >
        {PART_NAMES.plans}
      </Check>
      {OWN_PARTS.map((part) => (
        <div key={part}>
          <Check checked={has(part)} onChange={(on) => tick(part, on)} hint="In your own words">
            {PART_NAMES[part]}
          </Check>
          {has(part) ? (
            <Field label={PART_NAMES[part]} quiet hint={HINTS[part]} class="of-part">
              <TextArea
                rows={2}
                value={choice.words[part]}
                onText={(text) => change((before) => ({ ...before, words: { ...before.words, [part]: text } }))}
                maxLength={1000}
              />
            </Field>
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}

/** The experiences of a ticked part: each can be left out. */
const Single = ({
  items,
  choice,
  change,
}: Omit<ChooseProps, 'source'> & { readonly items: readonly PassportItem[] }) => (
  <div class="of-part">
    {items.map(({ id, title, date }) => (
      <Check
        key={id}
        checked={!choice.without.includes(id)}
        hint={fullDate(date)}
        onChange={(on) =>
          change((before) => ({
            ...before,
            without: on ? before.without.filter((one) => one !== id) : [...before.without, id],
          }))
        }
      >
        {title}
      </Check>
    ))}
  </div>
);
