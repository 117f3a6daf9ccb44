import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { modelQuery } from '../../api/models.ts';
import { predictionsQuery } from '../../api/predictions.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty, Loaded, Skeleton } from '../../ui/states.tsx';
import './predictions.css';

const PredictionsTable = lazy(async () => ({ default: (await import('./predictions-table.tsx')).PredictionsTable }));
const route = getRouteApi('/o/$organization/models/$modelId/predictions');

export function PredictionsPage() {
  const { t } = useMessages();
  const params = route.useParams();
  const id = Number(params.modelId);
  const model = useQuery(modelQuery(id)).data;
  const predictions = useInfiniteQuery(predictionsQuery(id));
  if (model === undefined) return null;
  return (
    <Card flush>
      <Loaded query={predictions}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Empty
              icon={FlaskConical}
              text={t('consolePlayground.predictions.empty')}
              action={
                <ButtonLink to="/o/$organization/models/$modelId/try" params={params}>
                  {t('consoleModels.model.try')}
                </ButtonLink>
              }
            />
          ) : (
            <Suspense fallback={<Skeleton lines={6} />}>
              <PredictionsTable model={model} items={items} />
            </Suspense>
          );
        }}
      </Loaded>
      {predictions.hasNextPage && (
        <p className="more">
          <Button busy={predictions.isFetchingNextPage} onClick={() => void predictions.fetchNextPage()}>
            {t('consoleModels.more')}
          </Button>
        </p>
      )}
    </Card>
  );
}
