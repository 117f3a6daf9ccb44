import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Network, Upload } from 'lucide-react';
import { datasetQuery } from '../../api/datasets.ts';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Loaded } from '../../ui/states.tsx';
import { DatasetTab, tabs } from './dataset-tabs.tsx';
import { ExportMenu } from './export-menu.tsx';
import './data.css';

const route = getRouteApi('/o/$organization/datasets/$dataset');

export function DatasetPage() {
  const { t } = useMessages();
  const { organization, dataset: name } = route.useParams();
  const { tab = 'columns' } = route.useSearch();
  const dataset = useQuery(datasetQuery(name));
  return (
    <Page
      title={name}
      beside={dataset.data && <Extent dataset={dataset.data} />}
      actions={dataset.isSuccess && <Actions organization={organization} name={name} />}
    >
      <nav className="tabs" aria-label={t('consoleData.datasets.views')}>
        {tabs.map((candidate) => (
          <Link
            key={candidate}
            to="/o/$organization/datasets/$dataset"
            params={{ organization, dataset: name }}
            search={candidate === 'columns' ? {} : { tab: candidate }}
            activeOptions={{ exact: true }}
            {...(candidate === tab && { 'aria-current': 'page' as const })}
            replace
          >
            {t(`consoleData.datasets.tab.${candidate}`)}
          </Link>
        ))}
      </nav>
      <Loaded query={dataset}>
        {(detail) => <DatasetTab tab={tab} dataset={detail} organization={organization} />}
      </Loaded>
    </Page>
  );
}

function Actions({ organization, name }: { organization: string; name: string }) {
  const { t } = useMessages();
  const mayImport = useMay('data:create');
  const mayTrain = useMay('ai_analytics:create');
  return (
    <>
      <ExportMenu name={name} />
      {mayImport && (
        <ButtonLink icon={Upload} to="/o/$organization/imports/new" params={{ organization }} search={{ into: name }}>
          {t('consoleData.datasets.addRows')}
        </ButtonLink>
      )}
      {mayTrain && (
        <ButtonLink
          kind="primary"
          icon={Network}
          to="/o/$organization/models/new"
          params={{ organization }}
          search={{ dataset: name }}
        >
          {t('console.newModel.action')}
        </ButtonLink>
      )}
    </>
  );
}

function Extent({ dataset }: { dataset: DatasetDetail }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  return (
    <span className="small faint num">
      {t('consoleData.datasets.extent', {
        rows: dataset.row_count,
        columns: dataset.columns.length,
        changed: format.relative(dataset.updated_at, nowMs),
      })}
    </span>
  );
}
