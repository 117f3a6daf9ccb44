import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../api/members.ts';
import type { AuditEntry } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useMay } from '../../ui/permission.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

export function AuditEntries({ entries }: { entries: readonly AuditEntry[] }) {
  const { t, format } = useMessages();
  const nameOf = useActorName();
  return (
    <TableScroll label={t('console.settings.tab.audit')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleSettings.audit.when')}</th>
            <th scope="col">{t('consoleSettings.audit.actor')}</th>
            <th scope="col">{t('consoleSettings.audit.action')}</th>
            <th scope="col">{t('consoleSettings.audit.subject')}</th>
            <th scope="col" className="wide-only">
              {t('consoleSettings.audit.detail')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.sequence}>
              <td className="num secondary">
                <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
              </td>
              <td>
                <bdi>{nameOf(entry.actor)}</bdi>
              </td>
              <td className="mono">
                <bdi>{entry.action}</bdi>
              </td>
              <td className="secondary">
                <bdi>
                  {entry.subject.kind} {entry.subject.id}
                </bdi>
              </td>
              <td className="wide-only">
                <bdi className="mono faint audit-detail" dir="ltr">
                  {JSON.stringify(entry.detail)}
                </bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Members by their names, where the reader may know them. */
function useActorName(): (actor: AuditEntry['actor']) => string {
  const { t } = useMessages();
  const members = useQuery({ ...membersQuery, enabled: useMay('tenancy:read') }).data?.items ?? [];
  return ({ kind, id }) => {
    const member = kind === 'user' ? members.find(({ user_id: userId }) => userId === id) : undefined;
    return member?.name ?? [t(`consoleSettings.audit.kind.${kind}`), id].filter((part) => part !== null).join(' ');
  };
}
