import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { removeOtherSessions, removeOneSession, sessionsQuery } from '../../api/session.ts';
import type { SignedInSession } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { deviceOf } from './device.ts';

/** Where the reader is signed in, and the way to end it there. */
export function SessionsCard() {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const endOthers = useMutation({
    mutationFn: removeOtherSessions,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const others = sessions.data?.items.filter(({ current }) => !current).length ?? 0;
  return (
    <Card
      title={t('consoleAccount.sessions')}
      {...(others > 0 && {
        aside: (
          <Button size="small" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('consoleAccount.sessions.endOthers')}
          </Button>
        ),
      })}
      flush
    >
      {endOthers.isError && <ActionFault error={endOthers.error} />}
      <Loaded query={sessions}>
        {({ items }) => (
          <ul className="settings-rows">
            {items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function SessionRow({ session }: { session: SignedInSession }) {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => removeOneSession(session.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const device = deviceOf(session.user_agent);
  const name = [device.browser, device.system].filter((part) => part !== null).join(' · ');
  const shown = name === '' ? t('consoleAccount.sessions.unknown') : name;
  return (
    <li className="row">
      <span className="faint">
        <Icon as={device.isPhone ? Smartphone : Monitor} size={20} />
      </span>
      <span className="grow stack-small">
        <span className="row row-wrap">
          <bdi className="medium">{shown}</bdi>
          {session.current && <Chip tone="good">{t('consoleAccount.sessions.current')}</Chip>}
        </span>
        <span className="small faint">
          {t('consoleAccount.sessions.since', { date: format.dateTime(session.created_at) })}
          {session.ip_address !== null && session.ip_address !== '' && (
            <>
              {' · '}
              <bdi className="num">{session.ip_address}</bdi>
            </>
          )}
        </span>
      </span>
      {end.isError && <ActionFault error={end.error} />}
      {!session.current && (
        <Button
          size="small"
          kind="quiet"
          className="button-danger"
          busy={end.isPending}
          aria-label={t('consoleAccount.sessions.endNamed', { device: shown })}
          onClick={() => end.mutate()}
        >
          {t('consoleAccount.sessions.end')}
        </Button>
      )}
    </li>
  );
}
