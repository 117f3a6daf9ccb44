import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { AheadCard } from './ahead-card.tsx';
import { FoundRowsCard } from './found-rows-card.tsx';
import { KindHeadline } from './kind-headline.tsx';
import { isSeries } from '../../lib/model-kinds.ts';
import { OffersCard } from './offers-card.tsx';
import { ScoreCard } from './score-card.tsx';
import { SegmentsCard } from './segments-card.tsx';

interface KindCardsProps {
  model: Model;
  version: ModelVersion;
  isCurrent: boolean;
}

/** The score of a model that tells no target of a row, and what it has found. */
export function KindCards({ model, version, isCurrent }: KindCardsProps) {
  const { t } = useMessages();
  const type = model.model_type;
  const scored = isSeries(model) ? inShares(version) : version;
  return (
    <>
      <ScoreCard
        version={scored}
        headline={<KindHeadline model={model} version={scored} />}
        subtitle={isSeries(model) ? t('consoleKinds.backtest', { periods: version.validation_rows }) : ''}
        hintOf={(name) => t(`consoleKinds.metricHint.${name}`)}
      />
      {isSeries(model) && <AheadCard model={model} />}
      {type === 'anomaly_detection' && <FoundRowsCard model={model} />}
      {type === 'clustering' && <SegmentsCard model={model} version={version} />}
      {type === 'recommendations' && isCurrent && <OffersCard model={model} version={version} />}
    </>
  );
}

/** The symmetric error of a series comes in hundredths; all other shares are shares. */
function inShares(version: ModelVersion): ModelVersion {
  return { ...version, metrics: withShare(version.metrics), baseline: withShare(version.baseline) };
}

function withShare({ smape, ...others }: ModelVersion['metrics']): ModelVersion['metrics'] {
  return smape === undefined ? others : { ...others, smape: smape / 100 };
}
