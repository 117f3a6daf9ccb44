import { getRouteApi } from '@tanstack/react-router';
import type { StockResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import type { AnswerParts } from './answer-parts.ts';
import { Figure, Figures } from './figures.tsx';
import { useMoney } from './money.ts';
import { ProofCard } from './proof-card.tsx';
import { StockList } from './stock-list.tsx';
import { CaveatsNote, SummaryCard } from './told-cards.tsx';

const route = getRouteApi('/o/$organization/outlook');

/** What to order today, how much, at what cost, and which shortage that prevents. */
export function StockAnswer({ analysis, result, organization }: AnswerParts<StockResult>) {
  const { t, format } = useMessages();
  const search = route.useSearch();
  const money = useMoney(result.currency);
  const { orders, service, excess, last_year: lastYear, a_year: year } = result;
  const share = (value: number | null) => (value === null ? t('console.value.none') : format.percent(value, 1));
  return (
    <>
      <Figures label={t('consoleOutlook.figures')}>
        <Figure
          name={t('consoleOutlook.stock.toOrder')}
          value={format.integer(orders.items)}
          note={t('consoleOutlook.stock.orderCost', { cost: money.short(orders.cost) })}
        />
        <Figure
          name={t('consoleOutlook.stock.prevents')}
          value={money.short(orders.prevents)}
          note={t('consoleOutlook.stock.preventsHint')}
        />
        <Figure
          name={t('consoleOutlook.stock.service')}
          value={share(service.simulated)}
          note={t('consoleOutlook.stock.target', { share: share(service.target) })}
        />
        <Figure
          name={t('consoleOutlook.stock.missed')}
          value={money.short(lastYear.missed_margin)}
          note={t('consoleOutlook.stock.missedPlanned', { amount: money.short(year.missed_margin) })}
        />
        <Figure
          name={t('consoleOutlook.stock.excess')}
          value={money.short(excess.value)}
          note={t('consoleOutlook.stock.excessItems', {
            items: format.integer(excess.dead_items + excess.overstocked_items),
          })}
        />
      </Figures>
      <div className="columns-main">
        <div className="stack">
          <SummaryCard analysis={analysis} />
          <ClassesCard result={result} />
        </div>
        <div className="stack">
          <StockProof result={result} />
          <CaveatsNote analysis={analysis} />
        </div>
      </div>
      <StockList analysis={analysis} currency={result.currency} organization={organization} filter={search} />
    </>
  );
}

function ClassesCard({ result: { classes } }: { result: StockResult }) {
  const { t, format } = useMessages();
  const share = (value: number | null) => (value === null ? t('console.value.none') : format.percent(value, 1));
  return (
    <Card title={t('consoleOutlook.stock.classes')} subtitle={t('consoleOutlook.stock.classesHint')} flush>
      <TableScroll label={t('consoleOutlook.stock.classes')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleOutlook.stock.class')}</th>
              <th scope="col" className="end">
                {t('consoleOutlook.stock.products')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.stock.targetLevel')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.stock.planned')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.stock.lastYear')}
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map((each) => (
              <tr key={each.class}>
                <th scope="row">{each.class}</th>
                <td className="end">{format.integer(each.items)}</td>
                <td className="end">{share(each.target)}</td>
                <td className="end semibold">{share(each.simulated)}</td>
                <td className="end">{share(each.last_year)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

function StockProof({ result: { accuracy } }: { result: StockResult }) {
  const { t, format } = useMessages();
  const { wape, naive_wape: naive, stretches } = accuracy;
  if (wape === null) return <ProofCard lead={t('consoleOutlook.noProof')} proofs={[]} />;
  return (
    <ProofCard
      lead={t('consoleOutlook.stock.proof', { stretches })}
      proofs={[
        {
          name: t('consoleOutlook.proof.error'),
          hint: t('consoleOutlook.proof.errorHint'),
          ours: format.percent(wape, 1),
          naive: naive === null ? null : format.percent(naive, 1),
        },
      ]}
    />
  );
}
