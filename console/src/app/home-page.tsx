import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { datasetsQuery } from '../api/datasets.ts';
import { sessionQuery } from '../api/session.ts';
import { ImportDrop } from '../features/data/import-drop.tsx';
import { LatestModels } from '../features/models/latest-models.tsx';
import { FirstRun } from '../features/overview/first-run.tsx';
import { LatestDatasets } from '../features/overview/latest-datasets.tsx';
import { useMessages } from '../lib/messages/messages.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Permitted, useMay } from '../ui/permission.tsx';
import { Skeleton } from '../ui/states.tsx';

const route = getRouteApi('/o/$organization/');

/** Where to begin, as long as there is no data; afterwards what there is. */
export function HomePage() {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const query = useQuery(datasetsQuery);
  const datasets = query.data?.items;
  const name = useQuery({ ...sessionQuery, enabled: false }).data?.organization.name ?? '';
  const mayImport = useMay('data:create');

  // What the page is depends on whether there is data: until that is known it is neither.
  if (query.isPending) {
    return (
      <Page title={t('console.nav.home')} heading={<bdi>{name}</bdi>}>
        <Skeleton lines={6} height={36} />
      </Page>
    );
  }
  if (datasets?.length === 0) {
    return (
      <FirstRun name={name}>
        <Permitted to="data:create">
          <ImportDrop organization={organization} />
        </Permitted>
      </FirstRun>
    );
  }

  return (
    <Page
      title={t('console.nav.home')}
      heading={<bdi>{name}</bdi>}
      actions={
        mayImport && (
          <ButtonLink kind="primary" icon={Upload} to="/o/$organization/imports/new" params={{ organization }}>
            {t('console.import.action')}
          </ButtonLink>
        )
      }
    >
      <div className="columns-main">
        <LatestModels
          organization={organization}
          onlyDataset={datasets?.length === 1 ? datasets[0]?.name : undefined}
        />
        <LatestDatasets organization={organization} />
      </div>
    </Page>
  );
}
