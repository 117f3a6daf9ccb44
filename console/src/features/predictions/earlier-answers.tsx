import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { predictionsQuery } from '../../api/predictions.ts';
import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { AnswerInShort } from './answer-in-short.tsx';

const route = getRouteApi('/o/$organization/models/$modelId/try');
const mostShown = 6;

export function EarlierAnswers({ model, shown }: { model: Model; shown: string | undefined }) {
  const { t } = useMessages();
  const params = route.useParams();
  const predictions = useInfiniteQuery(predictionsQuery(model.id));
  const latest = predictions.data?.pages[0]?.items.slice(0, mostShown) ?? [];
  if (latest.length === 0) return null;
  return (
    <Card
      title={t('consolePlayground.earlier.title')}
      aside={
        <Link className="link small" to="/o/$organization/models/$modelId/predictions" params={params}>
          {t('consoleScores.earlier.all')}
        </Link>
      }
      flush
    >
      <ul>
        {latest.map((prediction) => (
          <EarlierAnswer
            key={prediction.prediction_id}
            model={model}
            prediction={prediction}
            current={prediction.prediction_id === shown}
          />
        ))}
      </ul>
    </Card>
  );
}

interface EarlierAnswerProps {
  model: Model;
  prediction: PastPrediction;
  current: boolean;
}

function EarlierAnswer({ model, prediction, current }: EarlierAnswerProps) {
  const { format } = useMessages();
  const params = route.useParams();
  const nowMs = useNow();
  return (
    <li>
      <Link
        className="earlier"
        to="/o/$organization/models/$modelId/try"
        params={params}
        search={{ prediction: prediction.prediction_id }}
        activeOptions={{ exact: true }}
        {...(current && { 'aria-current': 'true' as const })}
        resetScroll={false}
      >
        <span className="small faint grow truncate">
          <time dateTime={prediction.prediction_timestamp}>
            {format.relative(prediction.prediction_timestamp, nowMs)}
          </time>
        </span>
        <AnswerInShort model={model} prediction={prediction} />
      </Link>
    </li>
  );
}
