import { Activity, CircleCheck, ScanEye, TrendingDown } from 'lucide-react';
import type { Watch } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/states.tsx';
import { DriftTable } from './drift-table.tsx';
import { EpisodesCard } from './episodes-card.tsx';
import { LookButton } from './look-button.tsx';

/** What the latest look has found. */
export function LookCards({ id, watch }: { id: number; watch: Watch }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const { latest } = watch;
  const button = <LookButton id={id} isPossible={watch.deployed_version !== null} />;
  if (latest === null) {
    return (
      <Card title={t('consoleWatch.drift.title')}>
        <Empty
          icon={ScanEye}
          text={t(watch.deployed_version === null ? 'consoleModels.try.notDeployed' : 'consoleWatch.drift.none')}
          action={button}
        />
      </Card>
    );
  }
  return (
    <>
      <Card
        title={t('consoleWatch.drift.title')}
        subtitle={format.relative(latest.checked_at, nowMs)}
        aside={
          <>
            <StateChip isFine={latest.drift.state !== 'shifted' && latest.drift.state !== 'shifting'} kind="drift" />
            {button}
          </>
        }
      >
        <p className="secondary">{latest.drift.text}</p>
        {latest.drift.features.length > 0 && <DriftTable features={latest.drift.features} />}
      </Card>
      <Card
        title={t('consoleWatch.performance.title')}
        aside={<StateChip isFine={latest.performance.state !== 'degraded'} kind="performance" />}
      >
        <p className="secondary">{latest.performance.text}</p>
      </Card>
      <Card title={t('consoleWatch.volume.title')}>
        <p className="secondary">{latest.volume.text}</p>
      </Card>
      <EpisodesCard episodes={watch.episodes} />
    </>
  );
}

function StateChip({ isFine, kind }: { isFine: boolean; kind: 'drift' | 'performance' }) {
  const { t } = useMessages();
  if (isFine) {
    return (
      <Chip tone="good" icon={CircleCheck}>
        {t('consoleScores.health.healthy')}
      </Chip>
    );
  }
  return kind === 'drift' ? (
    <Chip tone="warn" icon={Activity}>
      {t('consoleScores.health.drifting')}
    </Chip>
  ) : (
    <Chip tone="bad" icon={TrendingDown}>
      {t('consoleScores.health.worse')}
    </Chip>
  );
}
