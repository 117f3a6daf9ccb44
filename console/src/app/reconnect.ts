import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '../api/client.ts';
import { useConnection } from '../lib/connection.ts';

const firstWaitMs = 1000;
const longestWaitMs = 8000;

/** While no server answers, asks again and again, ever more rarely; fetches everything anew once one does. */
export function useReconnect(): void {
  const queryClient = useQueryClient();
  const connection = useConnection();

  useEffect(() => {
    if (connection === 'up') return undefined;
    let waitMs = firstWaitMs;
    let stopped = false;
    let timer = setTimeout(() => void knock(), waitMs);

    async function knock(): Promise<void> {
      try {
        await answer(api.GET('/api/v1/monitoring/health'));
        // The client has noted the answer, so this effect ends; what is on the page may be old by now.
        await queryClient.invalidateQueries();
      } catch {
        if (stopped) return;
        waitMs = Math.min(longestWaitMs, waitMs * 1.6);
        timer = setTimeout(() => void knock(), waitMs);
      }
    }

    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [connection, queryClient]);
}
