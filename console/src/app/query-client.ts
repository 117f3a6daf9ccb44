import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isCode } from '../api/errors.ts';

const freshMs = 5000;

/** `onSignedOut` is called when the server no longer knows the session. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown): void => {
    if (isCode(error, 'not_signed_in')) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      // A server on this machine answers without a network, so the browser's idea of being offline says nothing.
      queries: { retry: false, networkMode: 'always', staleTime: freshMs },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
