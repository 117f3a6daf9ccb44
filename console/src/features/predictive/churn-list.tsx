import type { ItemFilter } from '../../api/analyses.ts';
import type { Analysis, AnalysisItem } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Segments } from '../../ui/segments.tsx';
import { SeverityChip } from '../../ui/severity.tsx';
import { numberIn, textIn } from './item-fields.ts';
import { Reasons, RecordLink } from './item-parts.tsx';
import { ListCard, useFilterChange } from './list-card.tsx';
import { useMoney } from './money.ts';

const risks = ['high', 'medium', 'low'] as const;

interface ChurnListProps {
  analysis: Analysis;
  currency: string;
  organization: string;
  filter: ItemFilter;
}

/** Customers by what a call saves. */
export function ChurnList({ analysis, currency, organization, filter: { risk, status, search } }: ChurnListProps) {
  const { t } = useMessages();
  const change = useFilterChange();
  const standing = status === 'lost' || status === 'active' ? status : undefined;
  return (
    <ListCard
      analysis={analysis}
      organization={organization}
      title={t('consoleOutlook.churn.list')}
      filter={{ risk, status: standing, search }}
      template="call_customers_at_risk"
      actLabel={t('consoleOutlook.churn.act')}
      filters={
        <>
          <Segments
            label={t('consoleOutlook.churn.risk')}
            value={risk ?? 'all'}
            options={[
              { value: 'all' as const, label: t('consoleOutlook.list.all') },
              ...risks.map((value) => ({ value, label: t(`console.severity.${value}`) })),
            ]}
            onChange={(value) => change({ risk: value === 'all' ? undefined : value })}
          />
          <Choice
            label={t('consoleOutlook.churn.standing')}
            value={standing ?? ''}
            options={[
              { value: '', label: t('consoleOutlook.churn.everybody') },
              { value: 'active', label: t('consoleOutlook.churn.active') },
              { value: 'lost', label: t('consoleOutlook.churn.lost') },
            ]}
            onChange={(value) => change({ status: value === '' ? undefined : value })}
          />
        </>
      }
      head={
        <>
          <th scope="col">{t('consoleOutlook.churn.customer')}</th>
          <th scope="col">{t('consoleOutlook.churn.risk')}</th>
          <th scope="col" className="end">
            {t('consoleOutlook.churn.chance')}
          </th>
          <th scope="col" className="end">
            {t('consoleOutlook.churn.value')}
          </th>
          <th scope="col" className="end">
            {t('consoleOutlook.churn.atRisk')}
          </th>
          <th scope="col" className="end">
            {t('consoleOutlook.churn.callSaves')}
          </th>
          <th scope="col">{t('consoleOutlook.list.why')}</th>
        </>
      }
      renderItem={(item) => <ChurnRow key={item.position} item={item} currency={currency} />}
    />
  );
}

function ChurnRow({ item, currency }: { item: AnalysisItem; currency: string }) {
  const { t, format } = useMessages();
  const money = useMoney(currency);
  const write = (name: string) => {
    const value = numberIn(item, name);
    return value === null ? t('console.value.none') : money.full(value);
  };
  const [lower, upper] = [numberIn(item, 'value_at_risk_lower'), numberIn(item, 'value_at_risk_upper')];
  const risk = risks.find((each) => each === textIn(item, 'risk')) ?? 'low';
  return (
    <tr>
      <th scope="row">
        <RecordLink item={item} dataset="customers" id="customer_id" name="customer_name" />
        <bdi className="small faint outlook-hint">{textIn(item, 'segment')}</bdi>
      </th>
      <td>
        {textIn(item, 'status') === 'lost' ? (
          <Chip>{t('consoleOutlook.churn.isLost')}</Chip>
        ) : (
          <SeverityChip severity={risk} />
        )}
      </td>
      <td className="end">{format.percent(numberIn(item, 'probability') ?? 0)}</td>
      <td className="end">
        <bdi>{write('value')}</bdi>
      </td>
      <td className="end">
        <bdi className="semibold">{write('value_at_risk')}</bdi>
        {lower !== null && upper !== null && (
          <bdi className="small faint outlook-hint">{money.range(lower, upper)}</bdi>
        )}
      </td>
      <td className="end">
        <bdi>{write('value_saved')}</bdi>
      </td>
      <Reasons item={item} />
    </tr>
  );
}
