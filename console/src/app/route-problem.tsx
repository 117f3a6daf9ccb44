import type { ErrorComponentProps } from '@tanstack/react-router';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { errorFrom, isStatus } from '../api/errors.ts';
import { useConnection } from '../lib/connection.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { Problem } from '../ui/states.tsx';
import { useReconnect } from './reconnect.ts';

/** Stands in for a page that could not be shown; comes back by itself when the server does. */
export function RouteProblem({ error }: ErrorComponentProps) {
  const router = useRouter();
  const { t } = useMessages();
  const connection = useConnection();
  useReconnect();

  const earlier = useRef(connection);
  useEffect(() => {
    // Only the moment of return counts: a second try would call the first one off.
    if (earlier.current === 'down' && connection === 'up') void router.invalidate();
    earlier.current = connection;
  }, [connection, router]);

  return (
    <main className="page-alone">
      <title>{t('console.documentTitle', { page: t('console.errors.fault.title') })}</title>
      <h1 className="hidden-visually">Business Suite</h1>
      {isElsewhere(error) ? (
        <Problem error={error} action={<HomeLink />} />
      ) : (
        <Problem error={error} onRetry={() => void router.invalidate()} />
      )}
    </main>
  );
}

/** Another organization's place, or none at all: trying again would not help. */
function isElsewhere(error: unknown): boolean {
  return isStatus(error, 403) || isStatus(error, 404);
}

function HomeLink() {
  const { t } = useMessages();
  return (
    <Link to="/" reloadDocument className="link">
      {t('console.errors.goHome')}
    </Link>
  );
}

export function LostPage() {
  const { t } = useMessages();
  return (
    <div className="page-alone">
      <title>{t('console.documentTitle', { page: t('console.errors.missing.title') })}</title>
      <h1 className="hidden-visually">Business Suite</h1>
      <Problem error={errorFrom(404, null)} action={<HomeLink />} />
    </div>
  );
}
