/**
 * The one bridge from what the device holds to the screens: a live value goes into TanStack Query's cache, once a key
 * however many screens look. Nothing here touches the network, so `networkMode` is 'always' and nothing goes stale.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'preact/hooks';
import type { Live } from './house.tsx';

/** A value that a screen waits for. `failed`: the device could not read it; the screen says so and offers a reload. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed' };

interface Watch {
  count: number;
  stop: () => void;
}
const watches = new WeakMap<QueryClient, Map<string, Watch>>();

/** The live value under a key. The same key must always mean the same source. */
export function useLive<T>(key: readonly string[], source: () => Live<T>): Loaded<T> {
  const client = useQueryClient();
  const id = key.join('\u0000');
  useEffect(() => watch(client, key, source), [client, id]);
  const query = useQuery<{ readonly value: T }>({
    queryKey: key,
    queryFn: () => firstOf(source()),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    structuralSharing: false,
  });
  if (query.data !== undefined) return { state: 'ready', value: query.data.value };
  return query.isError ? { state: 'failed' } : { state: 'loading' };
}

/** Maps a loaded value. */
export function mapLoaded<T, U>(loaded: Loaded<T>, to: (value: T) => U): Loaded<U> {
  return loaded.state === 'ready' ? { state: 'ready', value: to(loaded.value) } : loaded;
}

/** Both values, once both are there. */
export function bothLoaded<A, B>(a: Loaded<A>, b: Loaded<B>): Loaded<readonly [A, B]> {
  if (a.state === 'failed' || b.state === 'failed') return { state: 'failed' };
  if (a.state === 'loading' || b.state === 'loading') return { state: 'loading' };
  return { state: 'ready', value: [a.value, b.value] };
}

/** Follows the source while anybody looks at the key. The value is boxed: null is a value, undefined is not for Query. */
function watch<T>(client: QueryClient, key: readonly string[], source: () => Live<T>): () => void {
  const byKey = watches.get(client) ?? new Map<string, Watch>();
  watches.set(client, byKey);
  const id = key.join('\u0000');
  const known = byKey.get(id);
  if (known) known.count++;
  else byKey.set(id, { count: 1, stop: follow(client, key, source()) });
  return () => {
    const now = byKey.get(id);
    if (!now || --now.count > 0) return;
    now.stop();
    byKey.delete(id);
    // Without a follower the value would grow old in the cache: the next look reads it afresh.
    client.removeQueries({ queryKey: key, exact: true });
  };
}

const follow = <T>(client: QueryClient, key: readonly string[], live: Live<T>): (() => void) =>
  live.subscribe(
    (value) => client.setQueryData(key, { value }),
    () => void client.invalidateQueries({ queryKey: key, exact: true }),
  );

/** The value of now, once. Rejects when it cannot be read. */
export function firstOf<T>(live: Live<T>): Promise<{ readonly value: T }> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    let done = false;
    const end = () => {
      done = true;
      stop?.();
    };
    stop = live.subscribe(
      (value) => {
        resolve({ value });
        end();
      },
      (reason) => {
        reject(reason instanceof Error ? reason : new Error('cannot be read'));
        end();
      },
    );
    if (done) stop();
  });
}
