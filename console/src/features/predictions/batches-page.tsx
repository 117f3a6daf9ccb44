import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { batchesQuery } from '../../api/batches.ts';
import { modelQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Permitted } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { BatchesTable } from './batches-table.tsx';
import { NotReady } from './not-ready.tsx';
import './predictions.css';

const BatchResults = lazy(async () => ({ default: (await import('./batch-results.tsx')).BatchResults }));
const BatchStart = lazy(async () => ({ default: (await import('./batch-start.tsx')).BatchStart }));
const route = getRouteApi('/o/$organization/models/$modelId/batches');

/** Many rows at once: a dataset or a file, what became of it, and what was before. */
export function BatchesPage() {
  const { t } = useMessages();
  const params = route.useParams();
  const { batch: shownId } = route.useSearch();
  const id = Number(params.modelId);
  const model = useQuery(modelQuery(id)).data;
  const batches = useQuery(batchesQuery(id));
  if (model === undefined) return null;
  if (model.deployed_version === null) return <NotReady model={model} params={params} />;
  const shown = batches.data?.find((batch) => String(batch.id) === shownId);
  return (
    <div className="columns-main">
      <div className="stack">
        {shown !== undefined && (
          <Suspense>
            <BatchResults key={shown.id} model={model} batch={shown} />
          </Suspense>
        )}
        <Card title={t('consoleWatch.batches.title')} flush>
          <Loaded query={batches}>
            {(items) =>
              items.length === 0 ? (
                <Empty icon={Layers} text={t('consoleWatch.batches.empty')} />
              ) : (
                <BatchesTable batches={items} shownId={shownId} />
              )
            }
          </Loaded>
        </Card>
      </div>
      <Card title={t('consoleWatch.batches.new')}>
        <div className="stack">
          <Permitted to="ai_analytics:predict">
            <Suspense>
              <BatchStart model={model} />
            </Suspense>
          </Permitted>
          <Link className="link small" to="/o/$organization/models/$modelId/try" params={params}>
            {t('consoleWatch.batches.one')}
          </Link>
        </div>
      </Card>
    </div>
  );
}
