/** The moment between two windows: what the one hands over is held in memory for the next (src/device/handed.ts). */
import { createHolder, isHandMessage } from '../src/device/handed.ts';

declare const self: ServiceWorkerGlobalScope;

/** Listens to the windows of this origin; there are no others. */
export function holdKeysBetweenWindows(): void {
  const { hold, give } = createHolder((ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  });
  self.addEventListener('message', ({ data, ports }: ExtendableMessageEvent) => {
    if (!isHandMessage(data)) return;
    if (data.type === 'hold') hold(data.handed);
    ports[0]?.postMessage(data.type === 'give' ? give() : null);
  });
}
