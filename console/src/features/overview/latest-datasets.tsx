import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { datasetsQuery } from '../../api/datasets.ts';
import type { Dataset } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/states.tsx';
import './overview.css';

const mostShown = 8;

export function LatestDatasets({ organization }: { organization: string }) {
  const { t } = useMessages();
  const datasets = useQuery(datasetsQuery);
  return (
    <Card
      title={t('console.nav.datasets')}
      aside={
        <Link className="link small" to="/o/$organization/datasets" params={{ organization }}>
          {t('console.earlier.all')}
        </Link>
      }
      flush
    >
      <Loaded query={datasets}>
        {({ items }) => (
          <ul>
            {latest(items).map((dataset) => (
              <li key={dataset.name}>
                <DatasetRow dataset={dataset} organization={organization} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function latest(datasets: readonly Dataset[]): Dataset[] {
  return datasets.toSorted((a, b) => b.updated_at.localeCompare(a.updated_at)).slice(0, mostShown);
}

function DatasetRow({ dataset, organization }: { dataset: Dataset; organization: string }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  return (
    <Link
      className="home-dataset"
      to="/o/$organization/datasets/$dataset"
      params={{ organization, dataset: dataset.name }}
    >
      <bdi className="medium truncate grow">{dataset.name}</bdi>
      <span className="small faint num nowrap">{t('console.datasets.rowCount', { rows: dataset.row_count })}</span>
      <span className="small faint nowrap">
        <time dateTime={dataset.updated_at}>{format.relative(dataset.updated_at, nowMs)}</time>
      </span>
    </Link>
  );
}
