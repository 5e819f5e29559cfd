/** The write that settles a difference: over all its wordings. Apart from what finds differences, which every list needs. */
import type { Difference } from './differences.ts';
import type { TextId } from './ids.ts';
import type { ArgsOf, MutationName } from './mutations/registry.ts';
import type { TextWrite } from './text.ts';

/** The change that puts these words in the place of all wordings. */
type Settling = {
  readonly [N in MutationName]: { readonly name: N; readonly args: ArgsOf<N> };
}['aspiration.write' | 'preparation.write' | 'experience.reflect' | 'draft.write'];

/** How a difference is settled with these words, under a new id for the wording. */
export function settle({ text, over }: Difference, id: TextId, words: string): Settling {
  const write: TextWrite = { id, text: words, over };
  switch (text.in) {
    case 'aspiration':
      return { name: 'aspiration.write', args: { write } };
    case 'preparation':
      return { name: 'preparation.write', args: { text: text.text, write } };
    case 'experience':
      return { name: 'experience.reflect', args: { id: text.id, write } };
    case 'draft': {
      const { id: draft, interview, startedAt } = text.entry;
      return { name: 'draft.write', args: { id: draft, interview, startedAt, text: text.text, write } };
    }
  }
}
