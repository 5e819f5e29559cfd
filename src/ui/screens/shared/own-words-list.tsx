/** The words that somebody wrote in a change, for reading and copying. */

/** The words, a paragraph each. */
export function OwnWordsList({ words }: { readonly words: readonly string[] }) {
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
