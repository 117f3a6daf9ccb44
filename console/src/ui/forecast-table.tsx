import { useMessages } from '../lib/messages/messages.tsx';
import { writeAmount } from './amount.ts';
import type { Point } from './forecast-points.ts';
import './forecast.css';

interface ForecastTableProps {
  label: string;
  points: readonly Point[];
  currency: string | null;
}

/** The plot in figures: the future first, then the past, the latest first. */
export function ForecastTable({ points, currency, label }: ForecastTableProps) {
  const { t, format } = useMessages();
  const money = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : writeAmount(format, value, currency);
  const ahead = points.filter(({ expected }) => expected !== null);
  const behind = points.filter(({ expected }) => expected === null).toReversed();
  const levels = ahead[0]?.intervals.map(({ level }) => level) ?? [];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <div className="forecast-table" role="group" tabIndex={0} aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleScores.dashboard.period')}</th>
            <th scope="col" className="end">
              {t('consoleScores.dashboard.actual')}
            </th>
            <th scope="col" className="end">
              {t('consoleScores.dashboard.forecast')}
            </th>
            {levels.map((level) => (
              <th key={level} scope="col" className="end">
                {t('consoleScores.dashboard.interval', { level: format.percent(level) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...ahead, ...behind].map((point) => (
            <tr key={point.period}>
              <th scope="row">{format.day(point.period)}</th>
              <td className="end">
                <bdi>{money(point.actual)}</bdi>
              </td>
              <td className="end">
                <bdi>{money(point.expected)}</bdi>
              </td>
              {levels.map((level) => {
                const found = point.intervals.find((interval) => interval.level === level);
                return (
                  <td key={level} className="end">
                    {found && <bdi>{`${money(found.lower)} – ${money(found.upper)}`}</bdi>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
