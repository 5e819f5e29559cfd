/** One part in its states, under a heading. */
import type { ComponentChildren } from 'preact';

/** The theme that a specimen is shown in; it also keeps the names of regions apart when both are on one page. */
export type Theme = 'light' | 'dark';

type SpecimenProps = { readonly title: string; readonly children: ComponentChildren };

/** A part and its states. */
export const Specimen = ({ title, children }: SpecimenProps) => (
  <div class="specimen">
    <h2>{title}</h2>
    {children}
  </div>
);

/** Takes a change and keeps nothing: the gallery has no data. */
export const ignore = (): void => undefined;
