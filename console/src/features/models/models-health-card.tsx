import { Link } from '@tanstack/react-router';
import { Activity, CircleCheck, CircleDashed, CircleX, LoaderCircle, Network, TrendingDown } from 'lucide-react';
import type { ModelHealth } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { isMetricName } from './metrics.ts';
import { ScoreValue } from './score-value.tsx';
import './models.css';

interface ModelsHealthCardProps {
  models: readonly ModelHealth[];
  organization: string;
  /** The dataset to begin with, where there is but one. */
  onlyDataset: string | undefined;
}

/** Whether each model still is worth listening to: its score beside the naive guess's, and what the watch says. */
export function ModelsHealthCard({ models, organization, onlyDataset }: ModelsHealthCardProps) {
  const { t } = useMessages();
  const mayTrain = useMay('ai_analytics:create');
  if (models.length === 0) {
    const train = mayTrain && (
      <ButtonLink
        to="/o/$organization/models/new"
        params={{ organization }}
        search={onlyDataset === undefined ? {} : { dataset: onlyDataset }}
      >
        {t('console.newModel.action')}
      </ButtonLink>
    );
    return (
      <Card title={t('consoleHome.health.title')}>
        <Empty icon={Network} text={t('consoleScores.models.empty')} action={train} />
      </Card>
    );
  }
  return (
    <Card
      title={t('consoleHome.health.title')}
      aside={
        <Link className="link small" to="/o/$organization/models" params={{ organization }}>
          {t('consoleScores.earlier.all')}
        </Link>
      }
      flush
    >
      <TableScroll label={t('consoleHome.health.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleScores.models.name')}</th>
              <th scope="col" className="end">
                {t('consoleScores.models.score')}
              </th>
              <th scope="col" className="end">
                {t('consoleScores.score.naive')}
              </th>
              <th scope="col" className="health-gain-cell">
                {t('consoleHome.health.gain')}
              </th>
              <th scope="col" className="end">
                {t('consoleScores.models.status')}
              </th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <HealthRow key={model.id} model={model} organization={organization} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

function HealthRow({ model, organization }: { model: ModelHealth; organization: string }) {
  const { t, format } = useMessages();
  const { score } = model;
  const name = isMetricName(score?.metric ?? null) ? score?.metric : undefined;
  const gain = score?.gain ?? null;
  return (
    <tr>
      <th scope="row" className="health-name">
        <Link
          className="table-name"
          to="/o/$organization/models/$modelId"
          params={{ organization, modelId: String(model.id) }}
        >
          <bdi>{model.model_name}</bdi>
        </Link>{' '}
        {model.version !== null && (
          <span className="small faint num">{t('consoleHome.version', { version: model.version })}</span>
        )}
      </th>
      <td className="end">
        {score === null || !isMetricName(score.metric) ? (
          <span className="faint">{t('console.value.none')}</span>
        ) : (
          <>
            <span className="small faint wide-only">{t(`consoleScores.metric.${score.metric}`)} </span>
            <span className="semibold">
              <ScoreValue name={score.metric} value={score.value} />
            </span>
          </>
        )}
      </td>
      <td className="end secondary">
        {score !== null && score.naive !== null && isMetricName(score.metric) && name !== undefined ? (
          <ScoreValue name={score.metric} value={score.naive} />
        ) : (
          <span className="faint">{t('console.value.none')}</span>
        )}
      </td>
      <td className="health-gain-cell">
        {gain !== null && (
          <div
            className="bar health-gain"
            role="img"
            aria-label={t('consoleHome.health.gainIs', { share: format.percent(gain) })}
          >
            <div
              style={{ inlineSize: `${Math.max(0, Math.min(1, gain)) * 100}%`, background: 'var(--chart-actual)' }}
            />
          </div>
        )}
      </td>
      <td className="end">
        <HealthChip model={model} />
      </td>
    </tr>
  );
}

function HealthChip({ model }: { model: ModelHealth }) {
  const { t } = useMessages();
  if (model.status === 'training') {
    return (
      <Chip tone="accent" icon={LoaderCircle}>
        {t('consoleScores.model.status.training')}
      </Chip>
    );
  }
  if (model.status === 'failed' && !model.is_deployed) {
    return (
      <Chip tone="bad" icon={CircleX}>
        {t('consoleScores.model.status.failed')}
      </Chip>
    );
  }
  if (!model.is_deployed) {
    return (
      <Chip icon={CircleDashed}>
        {t(model.version === null ? 'consoleScores.model.status.draft' : 'consoleHome.health.idle')}
      </Chip>
    );
  }
  if (model.performance_state === 'degraded') {
    return (
      <Chip tone="bad" icon={TrendingDown}>
        {t('consoleScores.health.worse')}
      </Chip>
    );
  }
  if (model.drift_state === 'shifted' || model.drift_state === 'shifting') {
    return (
      <Chip tone="warn" icon={Activity}>
        {t('consoleScores.health.drifting')}
      </Chip>
    );
  }
  return (
    <Chip tone="good" icon={CircleCheck}>
      {t('consoleScores.health.healthy')}
    </Chip>
  );
}
