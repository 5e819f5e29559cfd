/** The catch-up list: who was absent or has not been logged; those who have caught up are logged as there in one go. */
import { useMemo } from 'preact/hooks';
import { csvOf } from '../../../../domain/csv.ts';
import { plural } from '../../../../domain/date-words.ts';
import type { ActivityFacts } from '../../../../domain/entries/career.ts';
import type { Attendance } from '../../../../domain/group-log.ts';
import { tooMany } from '../../../../domain/group-log.ts';
import { bySurname, fullName } from '../../../../domain/person-names.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { saveFile } from '../../../queries/files.ts';
import { changeOf } from '../../../queries/mutate.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { useChoosing } from '../gap/choose.ts';
import { NoneOffline, useTakeAway } from '../take-away.tsx';
import type { Listed } from './programme-view.ts';

interface CatchUpProps {
  readonly listed: Listed;
  readonly missed: Attendance['missed'];
}

const STANDING_WORDS = { absent: 'Absent', 'not-logged': 'Not logged' } as const;

/** The section; it says so when nobody is left. */
export function CatchUp({ listed: { id, facts, plan }, missed }: CatchUpProps) {
  const save = useSaveAct();
  const takeAway = useTakeAway();
  const rows = missed
    .flatMap(({ digest, standing }) => (digest.pupil ? [{ record: digest.record, pupil: digest.pupil, standing }] : []))
    .toSorted((a, b) => bySurname(a.pupil, b.pupil));
  const all = useMemo(() => rows.map(({ record }) => record), [rows.map(({ record }) => record).join()]);
  const { chosen, inOrder, choose, all: chooseAll, clear } = useChoosing(all);
  const problem = tooMany({
    there: missed.flatMap(({ digest }) => (chosen.has(digest.record) ? [digest] : [])),
    absent: [],
  });
  const log = async () => {
    const whole: ActivityFacts = { ...facts, learned: plan?.facts.learned ?? '' };
    const saved = await save(
      inOrder.map((record) => changeOf('activity.log', record, { activity: id, facts: whole, attended: true })),
    );
    if (saved.kind !== 'saved') return;
    const taken = rows.filter(({ record }) => chosen.has(record));
    const undo = () => void save(inOrder.map((record) => changeOf('activity.unlog', record, { activity: id })));
    showToast({
      words: `${facts.title}: logged for ${plural(inOrder.length, 'more pupil')}.`,
      // That somebody was absent was said by whoever said it: it does not come back with an Undo.
      ...(taken.every(({ standing }) => standing === 'not-logged') ? { undo } : {}),
    });
    clear();
  };
  const download = () => {
    const cells = rows.map(({ pupil, standing }) => [fullName(pupil), pupil.form ?? '', STANDING_WORDS[standing]]);
    void takeAway({ what: 'pupil-list', pupils: cells.length }, () => {
      saveFile('catch-up-list.csv', 'text/csv', csvOf([['Pupil', 'Form', 'Why'], ...cells]));
      showToast({ words: 'Downloaded. The file names pupils: keep it where your school keeps such lists.' });
    });
  };
  return (
    <Section title="To catch up" count={rows.length}>
      {rows.length === 0 ? (
        <p class="quiet">Everybody it was planned for took part.</p>
      ) : (
        <>
          <div class="actions">
            <Button look="plain" onClick={inOrder.length === 0 ? chooseAll : clear}>
              {inOrder.length === 0 ? 'Tick all' : 'Untick all'}
            </Button>
            <Button look="plain" onClick={download}>
              <Icon name="download" />
              Download list
            </Button>
            <NoneOffline />
          </div>
          <div class="pupil-ticks">
            {rows.map(({ record, pupil, standing }) => (
              <Check
                key={record}
                checked={chosen.has(record)}
                onChange={(on) => choose(record, on)}
                hint={`${pupil.form ?? ''} ${STANDING_WORDS[standing].toLowerCase()}`.trim()}
              >
                {fullName(pupil)}
              </Check>
            ))}
          </div>
          {inOrder.length === 0 ? null : (
            <div class="actions">
              {problem === null ? null : <p class="error">{problem}</p>}
              <Button look="do" disabled={problem !== null} onClick={() => void log()}>
                Log {plural(inOrder.length, 'pupil')} as there
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
