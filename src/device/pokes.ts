/** Hearing of the server that something changed, as it happens. Loaded behind the start: a poll covers for it until then. */

/** Milliseconds until pokes are asked for again after a refusal (signed out, a proxy's error page). */
const LISTEN_AGAIN_MS = 30_000;

/** What comes of listening: a poke; or the line stands again after it was cut, so the server can be reached. */
export interface PokeEars {
  readonly poked: () => void;
  readonly back: () => void;
}

/** Listens for pokes of the server, for as long as it is not told to stop: a cut line is built up again. Returns how to stop. */
export function listenForPokes(school: string, { poked, back }: PokeEars): () => void {
  let cut = false;
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | null = null;
  const listen = () => {
    again = null;
    source = new EventSource(`/api/schools/${encodeURIComponent(school)}/events`);
    source.addEventListener('message', poked);
    source.addEventListener('open', () => {
      if (cut) back();
      cut = false;
    });
    source.addEventListener('error', () => {
      cut = true;
      // A browser reconnects by itself after a cut, and never after a refusal.
      if (source?.readyState === EventSource.CLOSED && again === null) again = setTimeout(listen, LISTEN_AGAIN_MS);
    });
  };
  listen();
  return () => {
    source?.close();
    if (again !== null) clearTimeout(again);
  };
}
