import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download, ScrollText } from 'lucide-react';
import { auditExportAddress, type AuditFilter, auditLogQuery } from '../../api/audit-log.ts';
import { downloadFile } from '../../api/download.ts';
import { membersQuery } from '../../api/members.ts';
import type { AuditEntry } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { ActionFault, Empty, Problem, Skeleton } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import './audit.css';

const route = getRouteApi('/o/$organization/settings');
const actors = ['user', 'api_key', 'system'] as const;
const dayMs = 86_400_000;

export function AuditTab() {
  return (
    <Permitted to="tenancy:audit">
      <AuditLog />
    </Permitted>
  );
}

/** Who did what, latest first, by what stands in the address. */
function AuditLog() {
  const { t } = useMessages();
  const { action, actor, from, to } = route.useSearch();
  const filter: AuditFilter = present({
    action,
    actor_kind: actor,
    from: from && `${from}T00:00:00Z`,
    // The last day is meant whole.
    to: to && new Date(Date.parse(`${to}T00:00:00Z`) + dayMs).toISOString(),
  });
  const log = useInfiniteQuery(auditLogQuery(filter));
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card title={t('console.settings.tab.audit')} aside={<Export filter={filter} />} flush>
      <p className="secondary audit-lead">{t('consoleSettings.audit.lead')}</p>
      <Filters />
      {log.isPending && <Skeleton lines={6} />}
      {log.isError && <Problem error={log.error} onRetry={() => void log.refetch()} />}
      {log.isSuccess && entries.length === 0 && <Empty icon={ScrollText} text={t('consoleSettings.audit.empty')} />}
      {entries.length > 0 && <Entries entries={entries} />}
      {log.hasNextPage && (
        <p className="audit-more">
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('consoleSettings.audit.more')}
          </Button>
        </p>
      )}
    </Card>
  );
}

function Filters() {
  const { t } = useMessages();
  const { action = '', actor = '', from = '', to = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (some: { action?: string; actor?: (typeof actors)[number] | undefined; from?: string; to?: string }) =>
    void navigate({
      search: (now) => {
        const next = { ...now, ...some };
        return present({
          ...next,
          action: next.action || undefined,
          from: next.from || undefined,
          to: next.to || undefined,
        });
      },
      replace: true,
    });
  return (
    <div className="audit-filters">
      <TextField
        label={t('consoleSettings.audit.action')}
        hint={t('consoleSettings.audit.actionHint')}
        dir="ltr"
        defaultValue={action}
        key={action}
        maxLength={200}
        onBlur={(event) => change({ action: event.target.value.trim() })}
        onKeyDown={(event) => event.key === 'Enter' && change({ action: event.currentTarget.value.trim() })}
      />
      <SelectField
        label={t('consoleSettings.audit.actor')}
        value={actor}
        onChange={({ target }) => change({ actor: actors.find((each) => each === target.value) })}
      >
        <option value="">{t('consoleSettings.audit.anybody')}</option>
        {actors.map((each) => (
          <option key={each} value={each}>
            {t(`consoleSettings.audit.kind.${each}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('consoleSettings.audit.from')}
        type="date"
        value={from}
        onChange={(event) => change({ from: event.target.value })}
      />
      <TextField
        label={t('consoleSettings.audit.to')}
        type="date"
        value={to}
        onChange={(event) => change({ to: event.target.value })}
      />
    </div>
  );
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
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

function Export({ filter }: { filter: AuditFilter }) {
  const { t } = useMessages();
  const download = useMutation({
    mutationFn: () => downloadFile(auditExportAddress(filter, 'csv'), 'audit-log.csv'),
  });
  return (
    <>
      {download.isError && <ActionFault error={download.error} />}
      <Button size="small" icon={Download} busy={download.isPending} onClick={() => download.mutate()}>
        {t('consoleSettings.audit.export')}
      </Button>
    </>
  );
}
