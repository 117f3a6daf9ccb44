import type { QueryKey } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from './live.ts';

/** News come in bursts: what they change is fetched once for all that come within so long. */
const gatherMs = 300;

/** Fetches anew what these kinds of news change, as soon as they come. */
export function useLiveQueries(types: readonly string[], ...keys: QueryKey[]): void {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive(({ type }) => {
    if (timer.current !== undefined || (type !== 'stream.reset' && !types.includes(type))) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
    }, gatherMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
