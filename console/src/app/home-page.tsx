import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { datasetsQuery } from '../api/datasets.ts';
import { sessionQuery } from '../api/session.ts';
import { DashboardPage } from '../features/overview/dashboard-page.tsx';
import { DashboardSkeleton } from '../features/overview/dashboard-skeleton.tsx';
import { useMessages } from '../lib/messages/messages.tsx';
import { present } from '../lib/url-state.ts';
import { Page } from '../ui/page.tsx';
import { useMay } from '../ui/permission.tsx';

const Beginning = lazy(async () => ({ default: (await import('./beginning.tsx')).Beginning }));
const cards = () => import('./home-cards.tsx');
const ModelsHealthCard = lazy(async () => ({ default: (await cards()).ModelsHealthCard }));
const LatestPredictionsCard = lazy(async () => ({ default: (await cards()).LatestPredictionsCard }));
const route = getRouteApi('/o/$organization/');

/** Where to begin, as long as there is no data; afterwards what the company looks like. */
export function HomePage() {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/o/$organization/' });
  const mayRead = useMay('data:read');
  const query = useQuery({ ...datasetsQuery, enabled: mayRead });
  const datasets = query.data?.items;
  const name = useQuery({ ...sessionQuery, enabled: false }).data?.organization.name ?? '';

  const skeleton = (
    <Page title={t('console.nav.home')}>
      <DashboardSkeleton />
    </Page>
  );
  if (search.sample !== undefined || datasets?.length === 0) {
    const onSample = (sample: string | undefined) => void navigate({ search: sample === undefined ? {} : { sample } });
    return (
      <Suspense fallback={skeleton}>
        <Beginning organization={organization} name={name} sample={search.sample} onSample={onSample} />
      </Suspense>
    );
  }
  // What the page is depends on whether there is data: until that is known it is neither.
  if (mayRead && query.isPending) return skeleton;
  const { period = '30d', compare = 'previous_period', grain, view, from, to } = search;
  return (
    <DashboardPage
      organization={organization}
      choice={{ period, compare, grain }}
      view={{ grain, isTable: view === 'table', from, to }}
      onChoice={(change) => void navigate({ search: (now) => ({ ...now, ...change }) })}
      onView={({ isTable = view === 'table', ...change }) =>
        void navigate({
          search: (now) => present({ ...now, ...change, view: isTable ? ('table' as const) : undefined }),
          replace: true,
        })
      }
    >
      {(dashboard) => (
        <Suspense>
          <ModelsHealthCard
            models={dashboard.models}
            organization={organization}
            onlyDataset={datasets?.length === 1 ? datasets[0]?.name : undefined}
          />
          <LatestPredictionsCard predictions={dashboard.latest_predictions} organization={organization} />
        </Suspense>
      )}
    </DashboardPage>
  );
}
