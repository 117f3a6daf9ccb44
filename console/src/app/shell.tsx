import { useQuery } from '@tanstack/react-query';
import type { StaticDataRouteOption } from '@tanstack/react-router';
import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { ChevronRight, CloudOff, Menu as MenuIcon } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { sessionQuery } from '../api/session.ts';
import { useConnection } from '../lib/connection.ts';
import { useLanguage } from '../lib/messages/language-provider.tsx';
import { useMessages } from '../lib/messages/messages.tsx';
import { isLanguage } from '../lib/languages.ts';
import { Icon } from '../ui/icon.tsx';
import { UndoBar } from '../ui/undo-bar.tsx';
import { HeaderTools } from './header-tools.tsx';
import { Navigation } from './navigation.tsx';
import { useReconnect } from './reconnect.ts';

/** Everything that stays while pages change: navigation, line of places, running jobs. */
export function Shell() {
  const { t } = useMessages();
  const [navigationOpen, setNavigationOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const earlier = useRef(pathname);
  useReconnect();
  useOwnLanguage();

  useEffect(() => {
    // A new page begins where reading begins; the first one leaves the focus to the browser.
    if (earlier.current !== pathname) main.current?.focus({ preventScroll: true });
    earlier.current = pathname;
  }, [pathname]);

  return (
    <div className="app">
      <a className="skip-link" href="#main">
        {t('console.nav.skip')}
      </a>
      <Navigation open={navigationOpen} onClose={() => setNavigationOpen(false)} />
      <div className="app-main">
        <header className="top">
          <button
            id="navigation-toggle"
            type="button"
            className="icon-button narrow-only"
            aria-label={t('console.nav.menu')}
            aria-expanded={navigationOpen}
            aria-controls="navigation"
            onClick={() => setNavigationOpen(!navigationOpen)}
          >
            <Icon as={MenuIcon} size={20} />
          </button>
          <Places />
          <HeaderTools />
        </header>
        <ConnectionBanner />
        <main id="main" ref={main} tabIndex={-1} className="app-page">
          <Outlet />
        </main>
      </div>
      <UndoBar />
    </div>
  );
}

/** The language of the account wins over the one this browser remembers. */
function useOwnLanguage(): void {
  const { changeLanguage } = useLanguage();
  const { language } = useMessages();
  const session = useQuery({ ...sessionQuery, enabled: false });
  const own = session.data?.user.language;
  useEffect(() => {
    if (isLanguage(own) && own !== language) void changeLanguage(own);
    // Only a change of the account's own language counts: the reader may just be choosing another one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [own]);
}

function placeOf({ pathname, staticData }: { pathname: string; staticData: StaticDataRouteOption }): string {
  return staticData.standsUnder === undefined ? pathname : pathname.replace(/[^/]+\/?$/, staticData.standsUnder);
}

function Places() {
  const { t } = useMessages();
  const places = useMatches({
    select: (matches) =>
      matches.flatMap((match) =>
        match.staticData.crumb === undefined
          ? []
          : [{ id: match.id, pathname: placeOf(match), Crumb: match.staticData.crumb }],
      ),
  });
  return (
    <nav className="places" aria-label={t('console.nav.places')}>
      <ol className="row">
        {places.map(({ id, pathname, Crumb }, index) => (
          <li key={id} className="row">
            {index > 0 && <Icon as={ChevronRight} size={14} flip />}
            {index < places.length - 1 ? (
              <Link to={pathname} className="place">
                <Suspense fallback="…">
                  <Crumb />
                </Suspense>
              </Link>
            ) : (
              <span className="place place-here">
                <Suspense fallback="…">
                  <Crumb />
                </Suspense>
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function ConnectionBanner() {
  const { t } = useMessages();
  const connection = useConnection();
  return (
    <output>
      {connection === 'down' && (
        <span className="banner">
          <Icon as={CloudOff} />
          {t('console.connection.down')}
        </span>
      )}
    </output>
  );
}
