import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { modelQuery, watchQuery } from '../../api/models.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { tellsNoTarget } from '../../lib/model-kinds.ts';
import { Loaded } from '../../ui/states.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { DeploymentsCard } from './deployments-card.tsx';
import { LookCards } from './look-cards.tsx';
import './models.css';

const ChallengeCard = lazy(async () => ({ default: (await import('./challenge-card.tsx')).ChallengeCard }));
const RetrainingCard = lazyPart('consoleCurves', async () => (await import('./retraining-card.tsx')).RetrainingCard);
const route = getRouteApi('/o/$organization/models/$modelId/watch');

/** Whether what the model meets is still what it has learned from, and who answers when. */
export function WatchPage() {
  const { modelId } = route.useParams();
  const id = Number(modelId);
  const model = useQuery(modelQuery(id)).data;
  const watch = useQuery(watchQuery(id));
  if (model === undefined) return null;
  const isTarget = !tellsNoTarget(model);
  return (
    <div className="columns-main">
      <div className="stack">
        <Loaded query={watch}>{(data) => <LookCards id={id} watch={data} />}</Loaded>
      </div>
      <div className="stack">
        {isTarget && (
          <Suspense fallback={<WaitingCard />}>
            <ChallengeCard model={model} />
            <RetrainingCard model={model} />
          </Suspense>
        )}
        <DeploymentsCard id={id} />
      </div>
    </div>
  );
}
