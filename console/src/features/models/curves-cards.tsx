import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { CurveFrame, lineThrough } from './curve-frame.tsx';
import './curves.css';

const route = getRouteApi('/o/$organization/models/$modelId/');

type Curves = NonNullable<ModelVersion['curves']>;
type Binary = Extract<Curves, { kind: 'binary' }>;
type Outcomes = Extract<Curves, { kind: 'number' }>;

/** How the version did on the rows held out, as pictures or as tables. */
export function CurvesCards({ version }: { version: ModelVersion }) {
  const { t } = useMessages();
  const { curves } = version;
  if (curves === null) {
    return (
      <Card title={t('consoleCurves.curves.title')}>
        <p className="small faint">{t('consoleCurves.curves.none')}</p>
      </Card>
    );
  }
  if (curves.kind === 'number') return <OutcomesCard curves={curves} />;
  return (
    <div className="curves">
      <RocCard curves={curves} area={version.metrics['roc_auc']} />
      <CalibrationCard curves={curves} error={version.metrics['ece']} />
    </div>
  );
}

interface CurveCardProps {
  title: string;
  subtitle?: string | undefined;
  picture: ReactNode;
  /** The names of the columns, and the rows in figures. */
  head: readonly string[];
  rows: readonly (readonly string[])[];
  foot: string;
}

function CurveCard({ title, subtitle, picture, head, rows, foot }: CurveCardProps) {
  const { t } = useMessages();
  const { view } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Card
      title={title}
      {...(subtitle !== undefined && { subtitle })}
      aside={
        <Segments
          small
          label={t('consoleCurves.curves.as', { what: title })}
          value={view ?? 'chart'}
          options={[
            { value: 'chart' as const, label: t('consoleCurves.curves.chart') },
            { value: 'table' as const, label: t('consoleCurves.curves.table') },
          ]}
          onChange={(next) =>
            void navigate({
              search: (now) => present({ ...now, view: next === 'table' ? next : undefined }),
              replace: true,
            })
          }
        />
      }
    >
      {view === 'table' ? (
        <div className="curve-table">
          <TableScroll label={title}>
            <table className="table">
              <thead>
                <tr>
                  {head.map((name) => (
                    <th key={name} scope="col" className="end">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  // Stretches have no name but their place.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={index}>
                    {head.map((name, place) => (
                      <td key={name} className="end">
                        <bdi>{row[place]}</bdi>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </div>
      ) : (
        <>
          {picture}
          <p className="small faint">{foot}</p>
        </>
      )}
    </Card>
  );
}

function RocCard({ curves: { roc, in_use: inUse }, area }: { curves: Binary; area: number | undefined }) {
  const { t, format } = useMessages();
  const share = (value: number) => format.percent(value, 1);
  const title = t('consoleCurves.curves.roc');
  const foot = t('consoleCurves.curves.inUse', {
    threshold: format.fixed(inUse.threshold, 2),
    found: share(inUse.true_positive_rate),
    wrong: share(inUse.false_positive_rate),
  });
  return (
    <CurveCard
      title={title}
      subtitle={area === undefined ? undefined : t('consoleCurves.curves.area', { area: format.fixed(area, 3) })}
      foot={foot}
      head={[t('consoleCurves.curves.threshold'), t('consoleCurves.curves.found'), t('consoleCurves.curves.wrong')]}
      rows={roc.map((point) => [
        format.fixed(point.threshold, 3),
        share(point.true_positive_rate),
        share(point.false_positive_rate),
      ])}
      picture={
        <CurveFrame label={`${title}. ${foot}`} from={0} to={1}>
          {({ x, y }) => (
            <>
              <path
                d={lineThrough([
                  [x(0), y(0)],
                  ...roc.map((point) => [x(point.false_positive_rate), y(point.true_positive_rate)] as const),
                ])}
                fill="none"
                stroke="var(--chart-actual)"
                strokeWidth={2}
                strokeLinejoin="round"
              />
              <circle
                cx={x(inUse.false_positive_rate)}
                cy={y(inUse.true_positive_rate)}
                r={4.5}
                fill="var(--surface)"
                stroke="var(--chart-actual)"
                strokeWidth={2}
              />
            </>
          )}
        </CurveFrame>
      }
    />
  );
}

const barHeight = 46;

function CalibrationCard({ curves: { calibration }, error }: { curves: Binary; error: number | undefined }) {
  const { t, format } = useMessages();
  const share = (value: number) => format.percent(value, 1);
  const title = t('consoleCurves.curves.calibration');
  const most = Math.max(...calibration.map(({ rows }) => rows), 1);
  const fullest = calibration.find(({ rows }) => rows === most);
  const foot = t('consoleCurves.curves.says', {
    said: share(fullest?.probability ?? 0),
    came: share(fullest?.share ?? 0),
    rows: format.integer(most),
  });
  return (
    <CurveCard
      title={title}
      subtitle={error === undefined ? undefined : t('consoleCurves.curves.error', { error: share(error) })}
      foot={foot}
      head={[
        t('consoleCurves.curves.said'),
        t('consoleCurves.curves.came'),
        t('consoleCurves.curves.interval'),
        t('console.datasets.rows'),
      ]}
      rows={calibration.map((bin) => [
        share(bin.probability),
        share(bin.share),
        `${share(bin.lower)} – ${share(bin.upper)}`,
        format.integer(bin.rows),
      ])}
      picture={
        <CurveFrame label={`${title}. ${foot}`} from={0} to={1}>
          {({ x, y }) => (
            <>
              {calibration.map((bin) => (
                <g key={bin.probability}>
                  <rect
                    x={x(bin.probability) - 5}
                    width={10}
                    y={y(0) - (bin.rows / most) * barHeight}
                    height={(bin.rows / most) * barHeight}
                    fill="var(--chart-track)"
                  />
                  <line
                    x1={x(bin.probability)}
                    x2={x(bin.probability)}
                    y1={y(bin.lower)}
                    y2={y(bin.upper)}
                    stroke="var(--chart-actual)"
                    strokeOpacity={0.5}
                  />
                </g>
              ))}
              <path
                d={lineThrough(calibration.map((bin) => [x(bin.probability), y(bin.share)] as const))}
                fill="none"
                stroke="var(--chart-actual)"
                strokeWidth={2}
              />
              {calibration.map((bin) => (
                <circle
                  key={bin.probability}
                  cx={x(bin.probability)}
                  cy={y(bin.share)}
                  r={3}
                  fill="var(--chart-actual)"
                />
              ))}
            </>
          )}
        </CurveFrame>
      }
    />
  );
}

function OutcomesCard({ curves: { outcomes } }: { curves: Outcomes }) {
  const { t, format } = useMessages();
  const ends = outcomes.flatMap(({ predicted, lower, upper }) => [predicted, lower, upper]);
  const title = t('consoleCurves.curves.outcomes');
  const foot = t('consoleCurves.curves.outcomesHint');
  return (
    <CurveCard
      title={title}
      foot={foot}
      head={[
        t('consoleCurves.curves.predicted'),
        t('consoleCurves.curves.actual'),
        t('consoleCurves.curves.spread'),
        t('console.datasets.rows'),
      ]}
      rows={outcomes.map((bin) => [
        format.figure(bin.predicted),
        format.figure(bin.actual),
        `${format.figure(bin.lower)} – ${format.figure(bin.upper)}`,
        format.integer(bin.rows),
      ])}
      picture={
        <CurveFrame label={`${title}. ${foot}`} from={Math.min(...ends)} to={Math.max(...ends)}>
          {({ x, y }) =>
            outcomes.map((bin, index) => (
              // Stretches have no name but their place.
              // oxlint-disable-next-line react/no-array-index-key
              <g key={index}>
                <line
                  x1={x(bin.predicted)}
                  x2={x(bin.predicted)}
                  y1={y(bin.lower)}
                  y2={y(bin.upper)}
                  stroke="var(--chart-actual)"
                  strokeOpacity={0.4}
                  strokeWidth={2}
                />
                <circle cx={x(bin.predicted)} cy={y(bin.actual)} r={3.5} fill="var(--chart-actual)" />
              </g>
            ))
          }
        </CurveFrame>
      }
    />
  );
}
