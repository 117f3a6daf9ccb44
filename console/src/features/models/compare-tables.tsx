import type { ReactNode } from 'react';
import type { Comparison } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Note } from '../../ui/note.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { byRank, isMetricName } from './metrics.ts';
import { ScoreValue } from './score-value.tsx';

interface Side {
  left: number;
  right: number;
}

/** How two versions differ: by score, by what they were told, by what was chosen. */
export function Differences({ comparison, left, right }: Side & { comparison: Comparison }) {
  const { t } = useMessages();
  const [live] = comparison.live;
  const rows = [...comparison.settings, ...comparison.hyperparameters];
  return (
    <>
      {!comparison.same_rows && <Note tone="info">{t('consoleWatch.compare.otherRows')}</Note>}
      {live !== undefined && <Note tone="info">{live.text}</Note>}
      <Card title={t('consoleWatch.compare.scores')} flush>
        <SideTable label={t('consoleWatch.compare.scores')} left={left} right={right} extra>
          {comparison.metrics
            .toSorted((a, b) => byRank(a.metric, b.metric))
            .map(({ metric, values, differences }) => (
              <tr key={metric}>
                <th scope="row">{isMetricName(metric) ? t(`consoleScores.metric.${metric}`) : <bdi>{metric}</bdi>}</th>
                {[left, right].map((side) => (
                  <td key={side} className="end">
                    <Score metric={metric} value={values.find(({ version }) => version === side)?.value ?? null} />
                  </td>
                ))}
                <td>
                  {differences.some(({ is_significant: isSignificant }) => isSignificant === true) && (
                    <Chip tone="info">{t('consoleWatch.compare.significant')}</Chip>
                  )}
                </td>
              </tr>
            ))}
        </SideTable>
      </Card>
      {rows.length > 0 && (
        <Card title={t('consoleWatch.compare.settings')} flush>
          <SideTable label={t('consoleWatch.compare.settings')} left={left} right={right}>
            {rows.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row" className="mono">
                  <bdi>{name}</bdi>
                </th>
                {[left, right].map((side) => (
                  <td key={side} className="end wrap">
                    <DataValue value={values.find(({ version }) => version === side)?.value} />
                  </td>
                ))}
              </tr>
            ))}
          </SideTable>
        </Card>
      )}
    </>
  );
}

function Score({ metric, value }: { metric: string; value: number | null }) {
  const { t, format } = useMessages();
  if (value === null) return <span className="faint">{t('console.value.none')}</span>;
  if (!isMetricName(metric) || metric === 'smape') return <bdi className="num">{format.figure(value)}</bdi>;
  return <ScoreValue name={metric} value={value} />;
}

interface SideTableProps extends Side {
  label: string;
  /** Whether there is a column behind both. */
  extra?: boolean;
  children: ReactNode;
}

function SideTable({ label, left, right, extra = false, children }: SideTableProps) {
  const { t } = useMessages();
  return (
    <TableScroll label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleWatch.compare.what')}</th>
            {[left, right].map((version) => (
              <th key={version} scope="col" className="end">
                {t('consoleModels.model.version', { version })}
              </th>
            ))}
            {extra && <th scope="col" aria-label={t('consoleWatch.compare.difference')} />}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableScroll>
  );
}
