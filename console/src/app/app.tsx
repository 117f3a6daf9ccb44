import { DirectionProvider } from '@base-ui/react/direction-provider';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCallback } from 'react';
import { setRequestLanguage } from '../api/client.ts';
import { sessionQuery } from '../api/session.ts';
import type { Language } from '../lib/languages.ts';
import { LanguageProvider } from '../lib/messages/language-provider.tsx';
import { useMessages } from '../lib/messages/messages.tsx';
import type { Catalogue } from '../lib/messages/translator.ts';
import { createQueryClient } from './query-client.ts';
import { createConsoleRouter } from './router.ts';

const queryClient = createQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: { next: href, ended: true } });
});
const router = createConsoleRouter(queryClient);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

interface Initial {
  language: Language;
  catalogue: Catalogue;
}

export function App({ initial }: { initial: Initial }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Localized initial={initial}>
        <RouterProvider router={router} />
      </Localized>
    </QueryClientProvider>
  );
}

/** Dates are written in the organization's zone once it is known, in the reader's until then. */
function Localized({ initial, children }: { initial: Initial; children: ReactNode }) {
  const session = useQuery({ ...sessionQuery, enabled: false });
  const zone = session.data?.organization.time_zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;

  const onChange = useCallback((language: Language) => {
    setRequestLanguage(language);
    // What the server has written in words is fetched anew in the new language.
    void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  }, []);

  return (
    <LanguageProvider initial={initial} timeZone={zone} onChange={onChange}>
      <Directed>{children}</Directed>
    </LanguageProvider>
  );
}

function Directed({ children }: { children: ReactNode }) {
  const { direction } = useMessages();
  return <DirectionProvider direction={direction}>{children}</DirectionProvider>;
}
