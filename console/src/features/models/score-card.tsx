import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import type { Interval, MetricName, Verdict } from './metrics.ts';
import { headlineMetric, metricKind, metricNames, verdictOf } from './metrics.ts';
import { ScorePicture } from './score-picture.tsx';
import { ScoreValue } from './score-value.tsx';

const verdictLooks = {
  better: { tone: 'good', icon: CircleCheck },
  slightly: { tone: 'warn', icon: CircleMinus },
  no_better: { tone: 'bad', icon: CircleX },
} as const;

/** How good the model is on rows that it has not seen, beside what a naive guess would have reached. */
export function ScoreCard({ model, version }: { model: Model; version: ModelVersion }) {
  const { t } = useMessages();
  const verdict = verdictOf(version.metrics, version.baseline);
  return (
    <Card
      title={t('console.score.title')}
      subtitle={t(`console.score.heldOut.${version.split}`, { rows: version.validation_rows })}
      aside={verdict !== null && <VerdictChip verdict={verdict} />}
    >
      <Headline model={model} version={version} />
      <TableScroll label={t('console.score.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('console.score.score')}</th>
              <th scope="col" className="end">
                <bdi>{t('consoleModels.model.version', { version: version.version })}</bdi>
              </th>
              <th scope="col" className="end">
                {t('console.score.naive')}
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
      {t(`console.score.verdict.${verdict}`)}
    </Chip>
  );
}

/** The main score in one sentence. */
function Headline({ model, version }: { model: Model; version: ModelVersion }) {
  const { rich } = useMessages();
  const name = headlineMetric(model.model_type);
  const score = version.metrics[name];
  const naive = version.baseline[name];
  if (score === undefined || naive === undefined) return null;
  return (
    <p className="score-headline">
      {rich(`console.score.headline.${name}`, {
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
        {t('console.score.naive')}
      </span>
    </span>
  );
}

interface ScoreRowProps {
  name: MetricName;
  score: number | undefined;
  naive: number | undefined;
  interval: Interval | undefined;
}

function ScoreRow({ name, score, naive, interval }: ScoreRowProps) {
  const { t, rich } = useMessages();
  const { better } = metricKind(name);
  return (
    <tr className="score-row">
      <th scope="row">
        <span className="score-name">{t(`console.metric.${name}`)}</span>
        <span className="score-hint small faint wide-only">
          {t(`console.metric.${name}.hint`)} {better !== 'neither' && t(`console.score.${better}`)}
        </span>
      </th>
      <td className="end">
        <b className="semibold">{score !== undefined && <ScoreValue name={name} value={score} />}</b>
        {interval !== undefined && (
          <span className="small faint score-interval">
            {rich('console.score.interval', {
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
        {score !== undefined && naive !== undefined && (
          <ScorePicture name={name} score={score} naive={naive} interval={interval} />
        )}
      </td>
    </tr>
  );
}
