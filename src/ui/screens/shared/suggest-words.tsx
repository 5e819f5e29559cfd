/** "Suggest three words": a password that can be remembered and that nobody has chosen. Shown, because it is to be written down. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import '../../styles/screens/signing-in.css';

/** The button, and the words under it. `onWords`: they are taken. */
export function SuggestWords({ onWords }: { readonly onWords: (words: string) => void }) {
  const [words, setWords] = useState<string | null>(null);
  const suggest = async () => {
    const { suggestedWords } = await import('../../queries/three-words.ts');
    const drawn = suggestedWords();
    setWords(drawn);
    onWords(drawn);
  };
  return (
    <div class="suggested">
      <Button small look="plain" onClick={() => void suggest()}>
        {words === null ? 'Suggest three words' : 'Suggest three others'}
      </Button>
      <output class="hint">{words === null ? '' : `Your password is now: ${words}`}</output>
    </div>
  );
}
