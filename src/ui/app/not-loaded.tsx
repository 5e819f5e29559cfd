/** What stands in the place of a screen that could not be loaded: a sentence and "Try again". */
import type { ComponentChildren, ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Main } from '../parts/frame.tsx';
import { Notice } from '../parts/states.tsx';
import { hasUnsavedWords } from '../queries/unsaved.ts';

/** Shows the screen after all when it can be loaded, with what it was given. */
export function retrying(load: () => Promise<ComponentType<object>>): ComponentType<object> {
  return function NotLoaded(props: object): ComponentChildren {
    const [loaded, setLoaded] = useState<{ readonly Screen: ComponentType<object> } | null>(null);
    const [busy, setBusy] = useState(false);
    const again = async (): Promise<void> => {
      setBusy(true);
      const Screen = await load().catch(() => null);
      setBusy(false);
      if (Screen) setLoaded({ Screen });
      // Some browsers never ask again for a file that failed once; a page that is started afresh does.
      else if (navigator.onLine && !hasUnsavedWords()) location.reload();
    };
    if (loaded) return <loaded.Screen {...props} />;
    return (
      <Main title="Not loaded">
        <Notice
          state="stop"
          title="This page could not be loaded"
          actions={
            <Button look="do" busy={busy} onClick={() => void again()}>
              Try again
            </Button>
          }
        >
          <p>Nothing is lost. Try again when you have internet.</p>
        </Notice>
      </Main>
    );
  };
}
