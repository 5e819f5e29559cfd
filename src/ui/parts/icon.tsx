/**
 * Icons: one inline sprite, mounted once beside the app, and <Icon> which points into it.
 * An icon never speaks: the words beside it do.
 */

const symbols = {
  ask: () => (
    <>
      <path d="M3.5 4.5h17v12H12l-5 4v-4H3.5z" />
      <path d="M9.8 9a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.4M12 14.2v.1" />
    </>
  ),
  book: () => (
    <>
      <path d="M5 3.5h12A2.5 2.5 0 0 1 19.5 6v14.5H7.5A2.5 2.5 0 0 1 5 18z" />
      <path d="M5 18a2.5 2.5 0 0 1 2.5-2.5h12" />
    </>
  ),
  brand: () => (
    <>
      <rect width="512" height="512" fill="#2f3a8a" />
      <path fill="#fffdf9" d="M224 48h64v48h112l64 56-64 56H288v256h-64V352H112l-64-56 64-56h112z" />
    </>
  ),
  calendar: () => (
    <>
      <rect x="3.5" y="5" width="17" height="15.5" rx="2" />
      <path d="M3.5 10.5h17M8 2.8V7M16 2.8V7" />
    </>
  ),
  circle: () => <circle cx="12" cy="12" r="8.5" />,
  clock: () => (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5.2l3.2 2" />
    </>
  ),
  close: () => <path d="M6 6l12 12M18 6 6 18" />,
  'disc-tick': () => (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" stroke="none" />
      <path d="m7.5 12.3 3.2 3.2 5.8-6.6" stroke="var(--sheet)" stroke-width="2.2" />
    </>
  ),
  down: () => <path d="m6 9.5 6 6 6-6" />,
  download: () => <path d="M12 3.5v12M7 11l5 5 5-5M4.5 20.5h15" />,
  eye: () => (
    <>
      <path d="M2 12s3.7-6.5 10-6.5S22 12 22 12s-3.7 6.5-10 6.5S2 12 2 12z" />
      <circle cx="12" cy="12" r="2.8" />
    </>
  ),
  flag: () => <path d="M5.5 21.5v-18H19l-2.5 4.5L19 12.5H5.5" />,
  half: () => (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M3.5 12a8.5 8.5 0 0 0 17 0z" fill="currentColor" />
    </>
  ),
  lock: () => (
    <>
      <rect x="4.5" y="10.5" width="15" height="10.5" rx="2" />
      <path d="M8 10.5V7.5a4 4 0 0 1 8 0v3" />
    </>
  ),
  'mark-complete': () => (
    <>
      <circle cx="12" cy="12" r="10.7" fill="currentColor" />
      <path
        d="m6.8 12.4 3.6 3.6 6.8-7.6"
        fill="none"
        stroke="var(--sheet)"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </>
  ),
  'mark-not-yet': () => <circle cx="12" cy="12" r="9.7" fill="none" stroke="currentColor" stroke-width="2" />,
  'mark-planned': () => (
    <path d="M2.5 5.5H16l6 6.5-6 6.5H2.5z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
  ),
  'mark-provides': () => (
    <>
      <path d="M4 4h16v16H4z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
      <path d="M8 9h8M8 12h8M8 15h5" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    </>
  ),
  'mark-some': () => (
    <>
      <circle cx="12" cy="12" r="9.7" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M2.3 12a9.7 9.7 0 0 0 19.4 0z" fill="currentColor" />
    </>
  ),
  more: () => (
    <g fill="currentColor" stroke="none">
      <circle cx="5" cy="12" r="2" />
      <circle cx="12" cy="12" r="2" />
      <circle cx="19" cy="12" r="2" />
    </g>
  ),
  needs: () => (
    <>
      <path d="M12 3.5 21.5 20h-19z" />
      <path d="M12 10v4.5M12 17.2v.1" />
    </>
  ),
  pause: () => <path d="M8.5 5v14M15.5 5v14" />,
  people: () => (
    <>
      <circle cx="9" cy="8" r="3.5" />
      <path d="M2.5 19.5c.6-3.5 3-5.2 6.5-5.2s5.9 1.7 6.5 5.2M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.8c2 .7 3.2 2.3 3.6 4.7" />
    </>
  ),
  person: () => (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.5c.8-4 3.7-5.8 7.5-5.8s6.7 1.8 7.5 5.8" />
    </>
  ),
  plus: () => <path d="M12 5v14M5 12h14" />,
  print: () => (
    <path d="M7 8.5V3.5h10v5M7 17.5H4.5a1.5 1.5 0 0 1-1.5-1.5v-6a1.5 1.5 0 0 1 1.5-1.5h15A1.5 1.5 0 0 1 21 10v6a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6.5H7z" />
  ),
  search: () => <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M15.3 15.3l5.2 5.2" />,
  sending: () => (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 16.5v-9M8.5 11 12 7.5l3.5 3.5" />
    </>
  ),
  shield: () => (
    <>
      <path d="m12 2.8 7.5 3v5.7c0 4.8-3.2 8-7.5 9.7-4.3-1.7-7.5-4.9-7.5-9.7V5.8z" />
      <path d="M12 8v4.5M12 15.6v.1" />
    </>
  ),
  sign: () => <path d="M11 2.5v19M11 5h7l3 2.7-3 2.8h-7M11 12.5H6L3 15.2 6 18h5" />,
  steps: () => <path d="m3 6.5 1.5 1.5L7.5 5M3 13l1.5 1.5 3-3M11 7h10M11 13.5h10M11 20h10M3.5 20h3" />,
  tablet: () => (
    <>
      <rect x="5" y="2.5" width="14" height="19" rx="2.5" />
      <path d="M10.5 18.2h3" />
    </>
  ),
  tick: () => <path d="m4.5 12.5 5 5L19.5 7" />,
} as const;

/** Every icon there is; `mark-…` are the benchmark marks, drawn by mark.tsx. */
export type IconName = keyof typeof symbols;

const viewBox = (name: string): string => (name === 'brand' ? '0 0 512 512' : '0 0 24 24');

/** All icons, hidden. Mount once, before anything that uses <Icon>. */
export const Sprite = () => (
  <svg class="sprite" aria-hidden="true">
    {Object.entries(symbols).map(([name, shape]) => (
      <symbol key={name} id={`i-${name}`} viewBox={viewBox(name)}>
        {shape()}
      </symbol>
    ))}
  </svg>
);

/** One icon in the size of the words beside it. `class` replaces "icon"; `state` becomes data-state. */
export const Icon = ({
  name,
  class: own = 'icon',
  state,
}: {
  readonly name: IconName;
  readonly class?: string;
  readonly state?: string;
}) => (
  <svg class={own} data-state={state} aria-hidden="true">
    <use href={`#i-${name}`} />
  </svg>
);
