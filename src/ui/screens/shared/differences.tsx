/**
 * "Differences to settle", in place: a text that was written, or a field that was set, in two ways by people, or on devices,
 * that did not know of each other. Both stand until one who may write it says which; nothing is chosen for them.
 */
import type { DifferentText, Difference } from '../../../domain/differences.ts';
import { differencesIn } from '../../../domain/differences.ts';
import { settle } from '../../../domain/settle-difference.ts';
import type { FieldDifference, SetEntry } from '../../../domain/field-differences.ts';
import { fieldDifferencesIn } from '../../../domain/field-differences.ts';
import { settleFields } from '../../../domain/settle-fields.ts';
import type { TextId } from '../../../domain/ids.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import { TEXT_MAX } from '../../../domain/text.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/states.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import type { Change } from '../../queries/mutate.ts';
import { useMay } from '../../queries/mutate.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { keepWords, Side } from './difference-side.tsx';
import { sideWords, titleOf } from './field-difference-words.ts';
import { useSaveAct } from './use-save.ts';

interface DifferencesProps {
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
}

/** The notice; nothing when there is nothing to settle. Fields are shown to those who may set them. */
export function Differences({ record, school }: DifferencesProps) {
  const differences = differencesIn(record);
  const today = useToday();
  const may = useMay(record.id);
  const fields = fieldDifferencesIn(record).filter((one) =>
    settleFields(one, one.standing, today).every(({ name }) => may(name)),
  );
  if (differences.length === 0 && fields.length === 0) return null;
  return (
    <Notice state="late" title="Differences to settle">
      {differences.map((difference) => (
        <OneDifference key={difference.over.join()} difference={difference} record={record} school={school} />
      ))}
      {fields.map((difference) => (
        <OneFieldDifference
          key={`${difference.standing.id} ${difference.by}`}
          difference={difference}
          record={record}
          school={school}
        />
      ))}
    </Notice>
  );
}

const DRAFT_NAMES: Readonly<Record<Extract<DifferentText, { in: 'draft' }>['text'], string>> = {
  why: 'Why you are meeting',
  now: 'Where things are now',
  ideas: 'Ideas',
  barriers: 'What could get in the way',
  summary: 'The summary',
  alsoPresent: 'Who else was there',
  ownWords: 'The pupil’s own words',
};

const PREPARATION_NAMES: Readonly<Record<Extract<DifferentText, { in: 'preparation' }>['text'], string>> = {
  ideas: 'The answer about ideas before the interview',
  strengths: 'The answer about strengths before the interview',
  wants: 'What to talk about in the interview',
  worries: 'The answer about worries before the interview',
};

function nameOf(text: DifferentText): string {
  switch (text.in) {
    case 'aspiration':
      return 'Career ideas';
    case 'preparation':
      return PREPARATION_NAMES[text.text];
    case 'experience':
      return `What was learned from “${text.title}”`;
    case 'draft':
      return DRAFT_NAMES[text.text];
  }
}

interface OneProps extends DifferencesProps {
  readonly difference: Difference;
}

function OneDifference({ difference, record, school }: OneProps) {
  const { session, newId } = useHouse();
  const may = useMay(record.id);
  const save = useSaveAct();
  const keep = async (words: string) => {
    // Name and arguments belong together, which the type of a list of changes cannot say.
    const change = { ...settle(difference, newId() as TextId, words), record: record.id } as unknown as Change;
    const saved = await save([change]);
    if (saved.kind === 'saved') showToast({ words: `${nameOf(difference.text)}: settled.` });
  };
  const { sides } = difference;
  const both = sides.map(({ text }) => text).join('\n\n');
  const title = nameOf(difference.text);
  return (
    <div class="difference">
      <p>
        <b>{title}</b> was written in {sides.length === 2 ? 'two' : sides.length} ways at the same time.
      </p>
      {sides.map((side) => (
        <Side key={side.id} side={side} said words={side.text} record={record} school={school} />
      ))}
      {may(settle(difference, sides[0]?.id as TextId, both).name) ? (
        <div class="actions">
          {sides.map((side, i) => (
            <Button key={side.id} about={`: ${title}`} onClick={() => void keep(side.text)}>
              {keepWords(sides, i, session.person)}
            </Button>
          ))}
          {both.length > TEXT_MAX ? null : (
            <Button about={`: ${title}`} onClick={() => void keep(both)}>
              Keep both
            </Button>
          )}
        </div>
      ) : (
        <p class="quiet">It is for those who wrote it to settle. Both stand until then.</p>
      )}
    </div>
  );
}

interface OneFieldProps extends DifferencesProps {
  readonly difference: FieldDifference;
}

function OneFieldDifference({ difference, record, school }: OneFieldProps) {
  const { session } = useHouse();
  const today = useToday();
  const save = useSaveAct();
  const { earlier, standing, fields } = difference;
  const sides = [earlier, standing];
  const title = titleOf(difference);
  const keep = async (chosen: SetEntry) => {
    // Name and arguments belong together, which the type of a list of changes cannot say.
    const changes = settleFields(difference, chosen, today).map((one) => ({ ...one, record: record.id }) as Change);
    const saved = await save(changes);
    if (saved.kind === 'saved') showToast({ words: `${title}: settled.` });
  };
  return (
    <div class="difference">
      <p>
        <b>{title}</b> was set in two ways at the same time. What was set last counts until you say.
      </p>
      {sides.map((side, i) => (
        <Side key={i} side={side} words={sideWords(side, fields, school)} record={record} school={school} />
      ))}
      <div class="actions">
        {sides.map((side, i) => (
          <Button key={i} about={`: ${title}`} onClick={() => void keep(side)}>
            {keepWords(sides, i, session.person)}
          </Button>
        ))}
      </div>
    </div>
  );
}
