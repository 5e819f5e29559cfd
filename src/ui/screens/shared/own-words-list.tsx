/** The words of a row of "Sending and saving", for reading and copying. */
import type { OwnRow } from '../../queries/own-words.ts';
import { wordsIn } from '../../queries/own-words.ts';

/** The words, a paragraph each. */
export function OwnWordsList({ row }: { readonly row: OwnRow }) {
  const words = wordsIn(row);
  return (
    <div class="refused">
      {words.length === 0 ? <p class="quiet">Nothing was written in it.</p> : null}
      {words.map((text, i) => (
        <blockquote key={i} class="own-words">
          <p>{text}</p>
        </blockquote>
      ))}
    </div>
  );
}
