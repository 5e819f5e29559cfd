/** Work on many things in slices, so that the page goes on drawing and taking input. */

/** The longest work in one go: half a frame, so that scrolling and typing go on. */
const SLICE_MS = 8;

/** Does the work on each, slice by slice; false when it was called off between two slices. */
export async function inSlices<T>(
  things: readonly T[],
  work: (thing: T) => void,
  goOn: () => boolean,
): Promise<boolean> {
  let began = performance.now();
  for (const thing of things) {
    work(thing);
    if (performance.now() - began < SLICE_MS) continue;
    await breath();
    if (!goOn()) return false;
    began = performance.now();
  }
  return goOn();
}

/** Lets the browser draw and take input. */
const breath = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
