/** What only the server knows: asked afresh whenever a page is opened, kept on no device. */
import { useQuery } from '@tanstack/react-query';
import type { Result } from '../../domain/result.ts';
import type { CallFailure } from './server.ts';

/** What the server says; `again` asks once more. While it is asked, and where it cannot be, `answer` is null. */
export interface Asked<T> {
  readonly answer: T | null;
  readonly failure: CallFailure | null;
  readonly again: () => void;
}

/** Asks; under a key, so that two places of a page ask once. */
export function useAsked<T>(key: readonly unknown[], call: () => Promise<Result<T, CallFailure>>): Asked<T> {
  const query = useQuery({
    queryKey: key,
    queryFn: call,
    networkMode: 'always',
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  const result = query.data;
  return {
    answer: result?.ok ? result.value : null,
    failure: result && !result.ok ? result.error : null,
    again: () => void query.refetch(),
  };
}
