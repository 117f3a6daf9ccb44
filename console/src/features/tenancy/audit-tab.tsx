import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download, ScrollText } from 'lucide-react';
import { auditExportAddress, type AuditFilter, auditLogQuery } from '../../api/audit-log.ts';
import { downloadFile } from '../../api/download.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Permitted } from '../../ui/permission.tsx';
import { ActionFault, Empty, Problem, Skeleton } from '../../ui/states.tsx';
import { AuditEntries } from './audit-entries.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditVerification } from './audit-verification.tsx';
import './audit.css';

const route = getRouteApi('/o/$organization/settings');
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
      <AuditVerification />
      <AuditFilters />
      {log.isPending && <Skeleton lines={6} />}
      {log.isError && <Problem error={log.error} onRetry={() => void log.refetch()} />}
      {log.isSuccess && entries.length === 0 && <Empty icon={ScrollText} text={t('consoleSettings.audit.empty')} />}
      {entries.length > 0 && <AuditEntries entries={entries} />}
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
