import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ChartLine } from 'lucide-react';
import { predictionsQuery } from '../../api/predictions.ts';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { present } from '../../lib/url-state.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SeriesView } from '../../ui/series-view.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';

const route = getRouteApi('/o/$organization/models/$modelId/');

/** The latest forecast that the deployed version was asked for. */
export function AheadCard({ model }: { model: Model }) {
  const { t, format } = useMessages();
  const params = route.useParams();
  const { view, from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const nowMs = useNow();
  const predictions = useInfiniteQuery(predictionsQuery(model.id));
  const latest = predictions.data?.pages[0]?.items.find(
    (each) => each.model_version === model.deployed_version && each.prediction_output.forecast !== undefined,
  );
  const ask = (
    <ButtonLink size="small" icon={ChartLine} to="/o/$organization/models/$modelId/try" params={params}>
      {t('consoleKinds.series.ask')}
    </ButtonLink>
  );
  return (
    <Card
      title={t('consoleKinds.series.ahead')}
      {...(latest && {
        subtitle: format.relative(latest.prediction_timestamp, nowMs),
        aside: ask,
      })}
    >
      <Loaded query={predictions}>
        {() =>
          latest?.prediction_output.forecast === undefined ? (
            <Empty
              icon={ChartLine}
              text={t(
                model.deployed_version === null ? 'consoleModels.try.notDeployed' : 'consoleKinds.series.notAsked',
              )}
              action={model.deployed_version === null ? null : ask}
            />
          ) : (
            <SeriesView
              model={model}
              ahead={latest.prediction_output.forecast}
              level={latest.prediction_output.interval?.level ?? 0}
              look={{ view, from, to }}
              onLook={(look) =>
                void navigate({
                  search: (now) => present({ ...now, view: look.view, from: look.from, to: look.to }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          )
        }
      </Loaded>
    </Card>
  );
}
