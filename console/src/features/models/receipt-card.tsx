import { Link, useParams } from '@tanstack/react-router';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';

/** What is needed to make the same model again. */
export function ReceiptCard({ model, version }: { model: Model; version: ModelVersion }) {
  const { t, format } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const { dataset } = model.training_data_source;
  return (
    <Card title={t('consoleModelCard.receipt.title')}>
      <dl className="facts">
        <dt>{t('consoleModels.receipt.data')}</dt>
        <dd>
          <Link className="link" to="/o/$organization/datasets/$dataset" params={{ organization, dataset }}>
            <bdi>{dataset}</bdi>
          </Link>
        </dd>
        <dt>{t('console.datasets.rows')}</dt>
        <dd>{format.integer(version.rows)}</dd>
        <dt>{t('consoleModelCard.receipt.inputs')}</dt>
        <dd>{format.integer(version.feature_columns.length)}</dd>
        <dt>{t('consoleModelCard.receipt.algorithm')}</dt>
        <dd>
          <AlgorithmName algorithm={version.algorithm} />
        </dd>
        {Object.entries(version.hyperparameters).map(([name, value]) => (
          <Hyperparameter key={name} name={name} value={value} />
        ))}
        <dt>{t('consoleModelCard.receipt.seed')}</dt>
        <dd className="mono">{version.seed}</dd>
        <dt>{t('consoleModelCard.receipt.fingerprint')}</dt>
        <dd className="mono">
          <bdi>{version.data_snapshot_hash.slice(0, fingerprintLength)}</bdi>
        </dd>
        <dt>{t('consoleModelCard.receipt.trained')}</dt>
        <dd>
          <time dateTime={version.trained_at}>{format.dateTime(version.trained_at)}</time>
        </dd>
      </dl>
    </Card>
  );
}

const fingerprintLength = 10;

const known = [
  'logistic_regression',
  'linear_regression',
  'ridge',
  'elastic_net',
  'decision_tree',
  'random_forest',
  'gradient_boosting',
  'ensemble',
  'custom',
  'seasonal_naive',
  'isolation_forest',
  'zscore_robust',
  'popularity',
  'item_item',
  'auto',
] as const;

/** Names that are the same in every language. */
const proper: Readonly<Record<string, string>> = {
  ets: 'ETS',
  theta: 'Theta',
  arima: 'ARIMA',
  mstl: 'MSTL',
  croston: 'Croston',
  dbscan: 'DBSCAN',
  kmeans: 'k-means',
  als: 'ALS',
};

export function AlgorithmName({ algorithm }: { algorithm: string }) {
  const { t } = useMessages();
  const name = known.find((candidate) => candidate === algorithm);
  return name === undefined ? <bdi>{proper[algorithm] ?? algorithm}</bdi> : t(`consoleModelCard.algorithm.${name}`);
}

function Hyperparameter({ name, value }: { name: string; value: number }) {
  const { format } = useMessages();
  return (
    <>
      <dt className="mono">
        <bdi>{name}</bdi>
      </dt>
      <dd className="mono">{format.figure(value)}</dd>
    </>
  );
}
