/**
 * Every part in every state, for eyes and for axe: /test/ui/gallery/index.html in `vite`, not shipped.
 * Light and dark stand side by side; ?theme=light or ?theme=dark shows one in the whole width, with the headers, which
 * answer to the window.
 * Hover and focus are fixed with the classes is-hover and is-focus.
 */
import '../../../src/ui/styles/index.css';
import '../../../src/ui/styles/screens/dashboard.css';
import '../../../src/ui/styles/screens/editor.css';
import '../../../src/ui/styles/screens/paper.css';
import '../../../src/ui/styles/screens/today.css';
import '../../../src/ui/styles/screens/tutor.css';
import './gallery.css';
import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { Main, SkipLink } from '../../../src/ui/parts/frame.tsx';
import { Sprite } from '../../../src/ui/parts/icon.tsx';
import { ToastHost } from '../../../src/ui/parts/toast.tsx';
import { Buttons } from './buttons.tsx';
import { Fields } from './fields.tsx';
import { Floating } from './floating.tsx';
import { Frames } from './frames.tsx';
import { Lists } from './lists.tsx';
import type { Theme } from './specimen.tsx';
import { States } from './states.tsx';
import { Status } from './status.tsx';
import { Tables } from './tables.tsx';

const asked = new URLSearchParams(location.search).get('theme');
const themes: readonly Theme[] = asked === 'light' || asked === 'dark' ? [asked] : ['light', 'dark'];

const Shown = ({ theme }: { readonly theme: Theme }) => (
  <div class="theme" data-theme={theme}>
    {themes.length === 1 && <Frames theme={theme} />}
    <Buttons />
    <Status />
    <Fields theme={theme} />
    <Lists theme={theme} />
    <Tables theme={theme} />
    <States theme={theme} />
    <Floating theme={theme} />
  </div>
);

const Gallery = () => (
  <LocationProvider>
    <Sprite />
    <SkipLink words="Skip to the parts" />
    <Main title="Parts and their states" bare>
      <h1 class="hide">Parts and their states</h1>
      <div class="themes">
        {themes.map((theme) => (
          <Shown key={theme} theme={theme} />
        ))}
      </div>
    </Main>
    <ToastHost />
  </LocationProvider>
);

if (asked !== null) document.documentElement.dataset['theme'] = asked;
const app = document.getElementById('app');
if (app !== null) render(<Gallery />, app);
