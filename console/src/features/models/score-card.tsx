import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import type { Interval, MetricName, OtherMetricName, Verdict } from './metrics.ts';
import { isOtherMetric, metricKind, metricNames, verdictOf } from './metrics.ts';
import { ScorePicture } from './score-picture.tsx';
import { ScoreValue } from './score-value.tsx';

const verdictLooks = {
  better: { tone: 'good', icon: CircleCheck },
  slightly: { tone: 'warn', icon: CircleMinus },
  no_better: { tone: 'bad', icon: CircleX },
} as const;

interface ScoreCardProps {
  version: ModelVersion;
  /** The main score in one sentence. */
  headline: ReactNode;
  /** On what it was measured. */
  subtitle?: string;
  /** What a score of another type than targets says; its texts come with its card. */
  hintOf?(name: OtherMetricName): string;
}

/** How good the model is on rows that it has not seen, beside what a naive guess would have reached. */
export function ScoreCard({ version, headline, subtitle, hintOf }: ScoreCardProps) {
  const { t } = useMessages();
  const verdict = verdictOf(version.metrics, version.baseline);
  return (
    <Card
      title={t('consoleScores.score.title')}
      subtitle={subtitle ?? t(`consoleScores.score.heldOut.${version.split}`, { rows: version.validation_rows })}
      aside={verdict !== null && <VerdictChip verdict={verdict} />}
    >
      {headline}
      <TableScroll label={t('consoleScores.score.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleScores.score.score')}</th>
              <th scope="col" className="end">
                <bdi>{t('consoleModels.model.version', { version: version.version })}</bdi>
              </th>
              <th scope="col" className="end">
                {t('consoleScores.score.naive')}
              </th>
              <th scope="col" className="wide-only" aria-hidden>
                <Legend version={version.version} />
              </th>
            </tr>
          </thead>
          <tbody>
            {metricNames(version.metrics).map((name) => (
              <ScoreRow
                key={name}
                name={name}
                score={version.metrics[name]}
                naive={version.baseline[name]}
                interval={version.metric_intervals[name]}
                hint={isOtherMetric(name) ? (hintOf?.(name) ?? '') : t(`consoleScores.metric.${name}.hint`)}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

function VerdictChip({ verdict }: { verdict: Verdict }) {
  const { t } = useMessages();
  const { tone, icon } = verdictLooks[verdict];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`consoleScores.score.verdict.${verdict}`)}
    </Chip>
  );
}

/** How far off the model is on average, or how often it is right. */
export function TargetHeadline({ model, version }: { model: Model; version: ModelVersion }) {
  const { rich } = useMessages();
  const name = model.model_type === 'classification' ? 'accuracy' : 'mae';
  const score = version.metrics[name];
  const naive = version.baseline[name];
  if (score === undefined || naive === undefined) return null;
  return (
    <p className="score-headline">
      {rich(`consoleScores.score.headline.${name}`, {
        score: <ScoreValue name={name} value={score} />,
        naive: <ScoreValue name={name} value={naive} />,
        target: model.target_column,
      })}
    </p>
  );
}

function Legend({ version }: { version: number }) {
  const { t } = useMessages();
  return (
    <span className="score-legend">
      <span>
        <svg width={9} height={9}>
          <circle cx={4.5} cy={4.5} r={4} fill="var(--chart-actual)" />
        </svg>
        <bdi>{t('consoleModels.model.version', { version })}</bdi>
      </span>
      <span>
        <svg width={9} height={9}>
          <rect x={1} y={1} width={7} height={7} fill="none" stroke="var(--chart-baseline)" strokeWidth={1.5} />
        </svg>
        {t('consoleScores.score.naive')}
      </span>
    </span>
  );
}

interface ScoreRowProps {
  name: MetricName;
  score: number | undefined;
  naive: number | undefined;
  interval: Interval | undefined;
  hint: string;
}

function ScoreRow({ name, score, naive, interval, hint }: ScoreRowProps) {
  const { t, rich } = useMessages();
  const { better } = metricKind(name);
  return (
    <tr className="score-row">
      <th scope="row">
        <span className="score-name">{t(`consoleScores.metric.${name}`)}</span>
        <span className="score-hint small faint wide-only">
          {hint} {better !== 'neither' && t(`consoleScores.score.${better}`)}
        </span>
      </th>
      <td className="end">
        <b className="semibold">{score !== undefined && <ScoreValue name={name} value={score} />}</b>
        {interval !== undefined && (
          <span className="small faint score-interval">
            {rich('consoleScores.score.interval', {
              lower: <ScoreValue name={name} value={interval.lower} />,
              upper: <ScoreValue name={name} value={interval.upper} />,
            })}
          </span>
        )}
      </td>
      <td className="end secondary">
        {naive === undefined ? (
          <span className="faint">{t('console.value.none')}</span>
        ) : (
          <ScoreValue name={name} value={naive} />
        )}
      </td>
      <td className="score-picture-cell wide-only" aria-hidden>
        {score !== undefined && naive !== undefined && better !== 'neither' && (
          <ScorePicture name={name} score={score} naive={naive} interval={interval} />
        )}
      </td>
    </tr>
  );
}
