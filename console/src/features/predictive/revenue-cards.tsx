import type { RevenueResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useMoney } from './money.ts';

/** The forecast by region, channel, segment or category; the parts add up to the total. */
export function PartsCard({ result: { by, total, currency } }: { result: RevenueResult }) {
  const { t, format } = useMessages();
  const money = useMoney(currency);
  if (by === null) return null;
  const title = t(`consoleOutlook.by.${by.dimension}`);
  const most = Math.max(...by.parts.map(({ revenue }) => revenue), 1);
  return (
    <Card title={t('consoleOutlook.revenue.parts')} flush>
      <TableScroll label={t('consoleOutlook.revenue.parts')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col" className="end">
                {t('consoleScores.dashboard.forecast')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.revenue.share')}
              </th>
              <th scope="col" className="wide-only" aria-hidden />
            </tr>
          </thead>
          <tbody>
            {by.parts.map(({ value, is_rest: isRest, revenue }) => (
              <tr key={`${isRest} ${value}`}>
                <th scope="row">
                  <bdi>{isRest ? t('consoleOutlook.revenue.rest') : (value ?? t('console.value.none'))}</bdi>
                </th>
                <td className="end">
                  <bdi>{money.short(revenue)}</bdi>
                </td>
                <td className="end">{format.percent(total.revenue === 0 ? 0 : revenue / total.revenue)}</td>
                <td className="wide-only outlook-bar" aria-hidden>
                  <div className="bar">
                    <div
                      style={{
                        inlineSize: `${Math.max(0, revenue / most) * 100}%`,
                        background: 'var(--chart-forecast)',
                      }}
                    />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

/** What made the difference to a year before, in money. */
export function DriversCard({ result: { drivers, currency } }: { result: RevenueResult }) {
  const { t, format } = useMessages();
  const money = useMoney(currency);
  const change = drivers?.change ?? null;
  if (change === null) return null;
  const most = Math.max(...change.parts.map(({ amount }) => Math.abs(amount)), 1);
  return (
    <Card
      title={t('consoleOutlook.revenue.drivers')}
      subtitle={`${format.day(change.from)} – ${format.day(change.to)}`}
    >
      <ul className="outlook-drivers">
        {change.parts
          .toSorted((left, right) => Math.abs(right.amount) - Math.abs(left.amount))
          .map(({ driver, amount }) => (
            <li key={driver}>
              <span className="row">
                <span className="truncate">{t(`consoleOutlook.driver.${driver}`)}</span>
                <bdi className={`push-end num ${amount < 0 ? 'tone-bad' : 'tone-good'}`}>{money.signed(amount)}</bdi>
              </span>
              <div className="bar" aria-hidden>
                <div
                  style={{
                    inlineSize: `${(Math.abs(amount) / most) * 100}%`,
                    background: amount < 0 ? 'var(--chart-neg)' : 'var(--chart-pos)',
                  }}
                />
              </div>
            </li>
          ))}
      </ul>
    </Card>
  );
}
