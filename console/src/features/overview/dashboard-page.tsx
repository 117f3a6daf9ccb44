import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { activeJobsQuery } from '../../api/jobs.ts';
import type { DashboardChoice } from '../../api/overview.ts';
import { dashboardQuery } from '../../api/overview.ts';
import type { Dashboard } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Problem } from '../../ui/states.tsx';
import { CompareMenu, PeriodMenu } from './choice-menus.tsx';
import type { DashboardView } from './dashboard-body.tsx';
import { DashboardBody } from './dashboard-body.tsx';
import { DashboardSkeleton } from './dashboard-skeleton.tsx';
import { Freshness } from './freshness.tsx';

interface DashboardPageProps extends DashboardView {
  onChoice(change: Partial<Pick<DashboardChoice, 'period' | 'compare'>>): void;
  /** What other rooms of the console show of the same answer. */
  children(dashboard: Dashboard): ReactNode;
}

/** What happened, what will happen, what it is worth, and what to do. */
export function DashboardPage({ onChoice, children, ...rest }: DashboardPageProps) {
  const { organization, choice } = rest;
  const { t } = useMessages();
  const query = useQuery(dashboardQuery(choice));
  const mayImport = useMay('data:create');
  const dashboard = query.data;
  useRefetchAfterJobs();
  return (
    <Page
      title={t('console.nav.home')}
      beside={dashboard && <Freshness freshness={dashboard.freshness} />}
      actions={
        <>
          <PeriodMenu period={choice.period} onChoice={onChoice} />
          <CompareMenu compare={choice.compare} onChoice={onChoice} />
          {mayImport && (
            <ButtonLink kind="primary" icon={Upload} to="/o/$organization/imports/new" params={{ organization }}>
              {t('console.import.action')}
            </ButtonLink>
          )}
        </>
      }
    >
      {dashboard === undefined && !query.isError && <DashboardSkeleton />}
      {dashboard === undefined && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {dashboard && (
        <DashboardBody {...rest} dashboard={dashboard} isOld={query.isPlaceholderData}>
          {children(dashboard)}
        </DashboardBody>
      )}
    </Page>
  );
}

/** What a job has changed is shown as soon as it is over. */
function useRefetchAfterJobs(): void {
  const queryClient = useQueryClient();
  const count = useQuery(activeJobsQuery).data?.length ?? 0;
  const earlier = useRef(count);
  useEffect(() => {
    if (count < earlier.current) void queryClient.invalidateQueries({ queryKey: ['dashboard'] });
    earlier.current = count;
  }, [count, queryClient]);
}
