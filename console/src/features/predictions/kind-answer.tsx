import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { cardQuery } from '../../api/models.ts';
import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/note.tsx';
import { SeriesView } from '../../ui/series-view.tsx';
import { answerKindOf } from './answer-kind.ts';
import { AnswerInShort } from './answer-in-short.tsx';
import { KindReasons } from './kind-reasons.tsx';
import { Strangeness } from './strangeness.tsx';
import './predictions.css';

const route = getRouteApi('/o/$organization/models/$modelId/try');

interface KindAnswerProps {
  model: Model;
  prediction: PastPrediction;
}

/** What a model of a series, of strange rows, of groups or of offers has answered, and why. */
export function KindAnswer({ model, prediction }: KindAnswerProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const kind = answerKindOf(prediction.prediction_output, model);
  const { warnings = [] } = prediction;
  return (
    <>
      <Card
        title={t('consolePlayground.result.title')}
        aside={
          <time className="small faint num" dateTime={prediction.prediction_timestamp}>
            {format.relative(prediction.prediction_timestamp, nowMs)}
          </time>
        }
      >
        <output className="hidden-visually">
          <AnswerInShort model={model} prediction={prediction} />
        </output>
        <div className="stack">
          {kind === 'forecast' && <Ahead model={model} prediction={prediction} />}
          {kind === 'anomaly' && <Strangeness prediction={prediction} />}
          {kind === 'segment' && <Group model={model} prediction={prediction} />}
          {kind === 'offers' && <Offers prediction={prediction} />}
          {warnings.length > 0 && (
            <Note title={t('consolePlayground.result.careful')}>
              <ul className="small">
                {warnings.map((warning) => (
                  <li key={`${warning.code} ${warning.pointer}`}>{warning.detail}</li>
                ))}
              </ul>
            </Note>
          )}
        </div>
      </Card>
      {prediction.explanation !== null && prediction.explanation.contributions.length > 0 && (
        <KindReasons explanation={prediction.explanation} />
      )}
    </>
  );
}

function Ahead({ model, prediction }: KindAnswerProps) {
  const { rich, format } = useMessages();
  const look = route.useSearch();
  const navigate = route.useNavigate();
  const { forecast = [], interval } = prediction.prediction_output;
  const sum = forecast.reduce((total, { mean }) => total + mean, 0);
  const isMean = model.training_options.series?.aggregate === 'mean';
  return (
    <>
      <p className="secondary">
        {rich(isMean ? 'consoleKinds.series.meanAhead' : 'consoleKinds.series.sumAhead', {
          count: forecast.length,
          value: <b className="semibold num">{format.figure(isMean ? sum / Math.max(1, forecast.length) : sum)}</b>,
        })}
        {prediction.confidence_score !== null && (
          <span className="small faint">
            {' · '}
            {rich('consoleKinds.series.held', { share: format.percent(prediction.confidence_score) })}
          </span>
        )}
      </p>
      <SeriesView
        model={model}
        ahead={forecast}
        level={interval?.level ?? 0}
        look={{ view: look.view, from: look.from, to: look.to }}
        onLook={({ view, from, to }) =>
          void navigate({ search: (now) => present({ ...now, view, from, to }), replace: true, resetScroll: false })
        }
      />
    </>
  );
}

function Group({ model, prediction }: KindAnswerProps) {
  const { t, rich, format, language } = useMessages();
  const { cluster = -1, distance } = prediction.prediction_output;
  const card = useQuery(cardQuery(model.id, prediction.model_version, language));
  const rows = card.data?.sections.find(({ key }) => key === 'segments')?.table?.rows ?? [];
  const [, , share, traits] = rows.find(([number]) => number === String(cluster)) ?? [];
  return (
    <>
      <p className="result-figure result-label">
        {cluster < 0 ? t('consoleModels.answer.noGroup') : t('consoleModels.answer.group', { number: String(cluster) })}
      </p>
      {share !== undefined && (
        <p className="secondary">
          {rich('consoleKinds.segments.shareOf', { share })} {traits}
        </p>
      )}
      {distance !== null && distance !== undefined && (
        <p className="small secondary">
          {rich('consoleKinds.segments.distance', { distance: format.fixed(distance, 2) })}
        </p>
      )}
    </>
  );
}

function Offers({ prediction }: Pick<KindAnswerProps, 'prediction'>) {
  const { t, format } = useMessages();
  const { items = [] } = prediction.prediction_output;
  const best = Math.max(...items.map(({ score }) => score), 0);
  if (items.length === 0) return <p className="secondary">{t('consoleKinds.offers.nothing')}</p>;
  return (
    <ol className="stack-small">
      {items.map(({ item, score }, index) => (
        <li key={item} className="class-row">
          <span className="row">
            <span className="faint num">{format.integer(index + 1)}</span>
            <bdi className="truncate medium">{item}</bdi>
          </span>
          <div className="bar" aria-hidden>
            <div className="class-bar" style={{ inlineSize: `${best > 0 ? Math.max(0, score / best) * 100 : 0}%` }} />
          </div>
          <span className="num small">{format.fixed(score, 2)}</span>
        </li>
      ))}
    </ol>
  );
}
