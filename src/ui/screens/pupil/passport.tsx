/**
 * "My career passport": the pupil ticks what is in it, looks at it, and prints it (as a PDF too) or shares it. Made on the device;
 * nothing is sent to the school, and works with no internet. Policy 5.3.3.
 */
import { useRef, useState } from 'preact/hooks';
import { PATHS } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { canShareFiles, shareFile } from '../../queries/files.ts';
import { useKept } from '../shared/use-kept.ts';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';
import { ChooseParts } from './passport/choose-parts.tsx';
import type { PassportContents } from './passport/contents.ts';
import { NOTHING_CHOSEN, passportContents, passportSource } from './passport/contents.ts';
import { PassportPaper } from './passport/passport-paper.tsx';
import '../../styles/screens/paper.css';

const TITLE = 'My career passport';

/** The page: the ticks, or what they make. */
export function Passport() {
  const [shown, setShown] = useState(false);
  const { value: choice, change } = useKept('passport', NOTHING_CHOSEN);
  return (
    <OwnPage
      title={TITLE}
      bare={shown}
      hint={() => 'A page about you to take to a college, an employer or an interview. You choose what is on it.'}
    >
      {(view) => {
        const source = passportSource(view.record);
        if (shown)
          return <Preview view={view} contents={passportContents(source, choice)} onBack={() => setShown(false)} />;
        return (
          <div class="sheet ask">
            <WhoSees
              title="Who gets this"
              words="nobody, until you give it to them. Your interviews and what is private are never on it."
            />
            <ChooseParts source={source} choice={choice} change={change} />
            <p class="hint">
              What you write here is for this page only. It is gone when you close Fingerpost, so save your passport
              first.
            </p>
            <div class="actions">
              <Button look="do" disabled={choice.parts.length === 0} onClick={() => setShown(true)}>
                Preview
              </Button>
              <ButtonLink look="back" href={PATHS.myRecord}>
                My record
              </ButtonLink>
            </div>
          </div>
        );
      }}
    </OwnPage>
  );
}

interface PreviewProps {
  readonly view: OwnView;
  readonly contents: PassportContents;
  readonly onBack: () => void;
}

function Preview({ view, contents, onBack }: PreviewProps) {
  const paper = useRef<HTMLDivElement>(null);
  const isEmpty = contents.items.length === 0 && contents.words.length === 0;
  return (
    <Main title={TITLE} bare class="paper">
      <div class="print-actions no-print">
        <Button look="back" onClick={onBack}>
          Change what is in it
        </Button>
        <Button look="do" disabled={isEmpty} onClick={() => window.print()}>
          <Icon name="print" />
          Save as PDF
        </Button>
        {canShareFiles() ? (
          <Button disabled={isEmpty} onClick={() => sharePassport(paper.current)}>
            Share
          </Button>
        ) : null}
        <p class="hint">{isEmpty ? 'Nothing is on it yet.' : 'To save it, choose “Save as PDF” as the printer.'}</p>
      </div>
      <div ref={paper}>
        <PassportPaper view={view} contents={contents} />
      </div>
    </Main>
  );
}

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}.own-lines{white-space:pre-line}';

/** Shares what is on screen as a page of its own. Icons are drawn by the app: the file has none. */
function sharePassport(shown: HTMLElement | null): void {
  if (!shown) return;
  const copy = shown.cloneNode(true) as HTMLElement;
  for (const icon of copy.querySelectorAll('svg')) icon.remove();
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${TITLE}</title><style>${STYLE}</style>`;
  shareFile(
    'my-career-passport.html',
    'text/html',
    `<!doctype html><html lang="en-GB">${head}${copy.innerHTML}</html>`,
  );
}
