import type { DemandResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useMoney } from './money.ts';
import { useSpan } from './span.ts';

/** What it takes to be faster, or slower, and what one team for all would save. */
export function StaffPlansCard({ result: { staffing, currency } }: { result: DemandResult }) {
  const { t, format } = useMessages();
  const money = useMoney(currency);
  const span = useSpan();
  if (staffing === null) return null;
  const none = t('console.value.none');
  const plans = [
    { plan: staffing, kind: 'target' as const },
    ...(staffing.pooled === null ? [] : [{ plan: staffing.pooled, kind: 'pooled' as const }]),
    ...staffing.alternatives.map((plan) => ({ plan, kind: 'other' as const })),
  ];
  return (
    <Card title={t('consoleOutlook.demand.plans')} subtitle={t('consoleOutlook.demand.plansHint')} flush>
      <TableScroll label={t('consoleOutlook.demand.plans')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleOutlook.demand.target')}</th>
              <th scope="col" className="end">
                {t('consoleOutlook.demand.paidHours')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.demand.costs')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.demand.difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {plans.map(({ plan, kind }) => (
              <tr key={`${kind} ${plan.share} ${plan.within_minutes}`}>
                <th scope="row" className={kind === 'target' ? 'semibold' : undefined}>
                  {t('consoleOutlook.demand.within', {
                    share: format.percent(plan.share),
                    time: span(plan.within_minutes, 'minute'),
                  })}
                  {kind !== 'other' && (
                    <span className="small faint outlook-hint">
                      {t(kind === 'target' ? 'consoleOutlook.demand.asPlanned' : 'consoleOutlook.demand.oneTeam')}
                    </span>
                  )}
                </th>
                <td className="end">{format.integer(Math.round(plan.paid_hours))}</td>
                <td className="end">
                  <bdi>{plan.cost === null ? none : money.short(plan.cost)}</bdi>
                </td>
                <td className="end">
                  <bdi>{kind === 'target' || plan.extra_cost === null ? none : money.signed(plan.extra_cost)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
