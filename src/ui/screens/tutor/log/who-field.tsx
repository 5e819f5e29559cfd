/** Who took part: the whole form is ticked; who was away is unticked, and stays to be seen as a gap. */
import { fullName } from '../../../../domain/person-names.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import type { Attender, Log } from './use-log.ts';

/** The field. */
export function WhoField({ log }: { readonly log: Log }) {
  const { attenders, tick, tickAll } = log;
  const ticked = attenders.filter((attender) => attender.ticked).length;
  return (
    <fieldset class="who-field">
      <legend class="label">
        Who took part <span class="count">{`${ticked} of ${attenders.length}`}</span>
      </legend>
      <div class="actions">
        <Button look="plain" onClick={() => tickAll(false)}>
          Untick all
        </Button>
        {ticked < attenders.length ? (
          <Button look="plain" onClick={() => tickAll(true)}>
            Tick all
          </Button>
        ) : null}
      </div>
      <div class="pupil-ticks">
        {attenders.map(({ digest, standing, ticked: on }) => (
          <Check
            key={digest.record}
            checked={on}
            disabled={standing === 'there'}
            onChange={(checked) => tick(digest.record, checked)}
            {...hintOf(standing)}
          >
            {digest.pupil ? fullName(digest.pupil) : 'A pupil'}
          </Check>
        ))}
      </div>
    </fieldset>
  );
}

function hintOf(standing: Attender['standing']) {
  if (standing === 'there') return { hint: 'Already logged' };
  return standing === 'absent' ? { hint: 'Logged as absent' } : {};
}
