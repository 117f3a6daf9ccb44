import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Database, Upload } from 'lucide-react';
import { datasetsQuery } from '../../api/datasets.ts';
import type { Dataset } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

const route = getRouteApi('/o/$organization/datasets/');

export function DatasetsPage() {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const datasets = useQuery(datasetsQuery);
  const mayImport = useMay('data:create');
  const importLink = mayImport && (
    <ButtonLink kind="primary" icon={Upload} to="/o/$organization/imports/new" params={{ organization }}>
      {t('console.import.action')}
    </ButtonLink>
  );
  const some = datasets.data !== undefined && datasets.data.items.length > 0;
  return (
    <Page title={t('console.nav.datasets')} {...(some && { actions: importLink })}>
      <Card flush>
        <Loaded query={datasets}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={Database} text={t('console.datasets.empty')} action={importLink} />
            ) : (
              <DatasetsTable datasets={items} organization={organization} />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}

function DatasetLink({ organization, name }: { organization: string; name: string }) {
  return (
    <Link className="table-name" to="/o/$organization/datasets/$dataset" params={{ organization, dataset: name }}>
      <bdi>{name}</bdi>
    </Link>
  );
}

function DatasetsTable({ datasets, organization }: { datasets: readonly Dataset[]; organization: string }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  return (
    <TableScroll label={t('console.nav.datasets')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleData.datasets.name')}</th>
            <th scope="col" className="end">
              {t('console.datasets.rows')}
            </th>
            <th scope="col" className="end">
              {t('consoleData.datasets.columns')}
            </th>
            <th scope="col" className="wide-only">
              {t('console.datasets.changed')}
            </th>
            <th scope="col">
              <span className="hidden-visually">{t('consoleData.datasets.next')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <tr key={dataset.name}>
              <th scope="row">
                <DatasetLink organization={organization} name={dataset.name} />
              </th>
              <td className="end">{format.integer(dataset.row_count)}</td>
              <td className="end">{format.integer(dataset.columns.length)}</td>
              <td className="secondary wide-only">
                <time dateTime={dataset.updated_at}>{format.relative(dataset.updated_at, nowMs)}</time>
              </td>
              <td className="end">
                <Link
                  className="link small"
                  to="/o/$organization/models/new"
                  params={{ organization }}
                  search={{ dataset: dataset.name }}
                >
                  {t('console.newModel.action')}
                  <bdi className="hidden-visually">{dataset.name}</bdi>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
