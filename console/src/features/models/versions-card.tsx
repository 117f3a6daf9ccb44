import { getRouteApi, Link } from '@tanstack/react-router';
import { Rocket } from 'lucide-react';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useMay } from '../../ui/permission.tsx';
import { DeployButton } from './deploy-button.tsx';
import { headlineMetric } from './metrics.ts';
import { ScoreValue } from './score-value.tsx';

const route = getRouteApi('/o/$organization/models/$modelId/');

interface VersionsCardProps {
  model: Model;
  versions: readonly ModelVersion[];
  shown: number;
}

export function VersionsCard({ model, versions, shown }: VersionsCardProps) {
  const { t } = useMessages();
  const params = route.useParams();
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  return (
    <Card
      title={t('consoleModelCard.versions.title')}
      {...(newestFirst.length > 1 && {
        aside: (
          <Link className="link small" to="/o/$organization/models/$modelId/compare" params={params}>
            {t('consoleModelCard.versions.compare')}
          </Link>
        ),
      })}
      flush
    >
      <ul>
        {newestFirst.map((version) => (
          <VersionRow key={version.version} model={model} version={version} shown={version.version === shown} />
        ))}
      </ul>
    </Card>
  );
}

function VersionRow({ model, version, shown }: { model: Model; version: ModelVersion; shown: boolean }) {
  const { t, format } = useMessages();
  const { organization, modelId } = route.useParams();
  const nowMs = useNow();
  const mayManage = useMay('ai_analytics:manage');
  const name = headlineMetric(model.model_type, version.metrics);
  const score = version.metrics[name];
  const deployed = version.version === model.deployed_version;
  const old = model.deployed_version !== null && version.version < model.deployed_version;
  return (
    <li className="version-row">
      <Link
        className={shown ? 'semibold num' : 'link num'}
        to="/o/$organization/models/$modelId"
        params={{ organization, modelId }}
        search={{ version: String(version.version) }}
        activeOptions={{ exact: true }}
        {...(shown && { 'aria-current': 'true' as const })}
        replace
        resetScroll={false}
      >
        <bdi>{t('consoleModels.model.version', { version: version.version })}</bdi>
      </Link>
      {deployed && (
        <Chip tone="good" icon={Rocket}>
          {t('consoleModelCard.versions.serves')}
        </Chip>
      )}
      <span className="small faint grow truncate">
        <time dateTime={version.trained_at}>{format.relative(version.trained_at, nowMs)}</time>
      </span>
      {score !== undefined && (
        <span className="medium">
          <ScoreValue name={name} value={score} />
        </span>
      )}
      {mayManage && !deployed && version.version !== model.current_version && (
        <DeployButton model={model} version={version.version} size="small">
          {t(old ? 'consoleModelCard.versions.rollBack' : 'consoleModels.model.deploy')}
        </DeployButton>
      )}
    </li>
  );
}
