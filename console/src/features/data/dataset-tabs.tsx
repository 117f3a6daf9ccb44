import { lazy, Suspense } from 'react';
import type { DatasetDetail } from '../../api/types.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/states.tsx';

// A tab is fetched while its data are under way.
const ColumnsTab = lazy(async () => ({ default: (await import('./columns-tab.tsx')).ColumnsTab }));
const ImportsTable = lazy(async () => ({ default: (await import('./imports-table.tsx')).ImportsTable }));
const ProfileTab = lazyPart('consoleProfile', async () => (await import('./profile-tab.tsx')).ProfileTab);
const QualityTab = lazyPart('consoleQuality', async () => (await import('./quality-tab.tsx')).QualityTab);
const RecordsTab = lazy(async () => ({ default: (await import('./records-tab.tsx')).RecordsTab }));

export const tabs = ['columns', 'profile', 'quality', 'records', 'imports'] as const;

interface DatasetTabProps {
  tab: (typeof tabs)[number];
  dataset: DatasetDetail;
  organization: string;
}

export function DatasetTab({ tab, dataset, organization }: DatasetTabProps) {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      {tab === 'columns' && <ColumnsTab dataset={dataset} />}
      {tab === 'profile' && <ProfileTab name={dataset.name} />}
      {tab === 'quality' && <QualityTab dataset={dataset} organization={organization} />}
      {tab === 'records' && <RecordsTab key={dataset.name} dataset={dataset} />}
      {tab === 'imports' && (
        <Card flush>
          <ImportsTable dataset={dataset.name} organization={organization} />
        </Card>
      )}
    </Suspense>
  );
}
