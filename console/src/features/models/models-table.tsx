import { Link } from '@tanstack/react-router';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { mainScore } from './metrics.ts';
import { ModelStatus } from './model-status.tsx';
import { ScorePicture } from './score-picture.tsx';
import { ScoreValue } from './score-value.tsx';
import './models.css';

/** Every model with its score beside the naive guess's: a score alone says nothing. */
export function ModelsTable({ models, organization }: { models: readonly Model[]; organization: string }) {
  const { t } = useMessages();
  return (
    <TableScroll label={t('console.nav.models')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleScores.models.name')}</th>
            <th scope="col" className="wide-only">
              {t('consoleScores.models.status')}
            </th>
            <th scope="col" className="end">
              {t('consoleScores.models.score')}
            </th>
            <th scope="col" className="end">
              {t('consoleScores.score.naive')}
            </th>
            <th scope="col" className="wide-only" aria-hidden />
            <th scope="col" className="wide-only">
              {t('console.datasets.changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <ModelRow key={model.id} model={model} organization={organization} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function ModelRow({ model, organization }: { model: Model; organization: string }) {
  const { t, rich, format } = useMessages();
  const nowMs = useNow();
  const score = mainScore(model);
  const naive = score?.naive ?? null;
  return (
    <tr className="model-row">
      <th scope="row">
        <Link
          className="table-name"
          to="/o/$organization/models/$modelId"
          params={{ organization, modelId: String(model.id) }}
        >
          <bdi>{model.model_name}</bdi>
        </Link>
        <span className="model-row-target small faint">
          {model.target_column === null || model.model_type === 'recommendations'
            ? t(`consoleModels.modelType.${model.model_type}`)
            : rich('consoleModels.models.predicts', { target: model.target_column })}
        </span>
      </th>
      <td className="wide-only">
        <ModelStatus status={model.status} />
      </td>
      <td className="end">
        {score === null ? (
          <span className="faint">{t('console.value.none')}</span>
        ) : (
          <>
            <span className="small faint wide-only">{t(`consoleScores.metric.${score.name}`)}</span>{' '}
            <span className="semibold">
              <ScoreValue name={score.name} value={score.score} />
            </span>
          </>
        )}
      </td>
      <td className="end secondary">
        {score === null || naive === null ? (
          <span className="faint">{t('console.value.none')}</span>
        ) : (
          <ScoreValue name={score.name} value={naive} />
        )}
      </td>
      <td className="score-picture-cell wide-only" aria-hidden>
        {score !== null && naive !== null && <ScorePicture name={score.name} score={score.score} naive={naive} />}
      </td>
      <td className="secondary wide-only">
        <time dateTime={model.updated_at}>{format.relative(model.updated_at, nowMs)}</time>
      </td>
    </tr>
  );
}
