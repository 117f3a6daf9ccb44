import { CircleCheck, Clock, PackageMinus, PackageX, TriangleAlert } from 'lucide-react';
import type { ItemFilter } from '../../api/analyses.ts';
import type { Analysis, AnalysisItem } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Segments } from '../../ui/segments.tsx';
import { numberIn, textIn } from './item-fields.ts';
import { Reasons, RecordLink } from './item-parts.tsx';
import { ListCard, useFilterChange } from './list-card.tsx';
import { useMoney } from './money.ts';

const statuses = ['order_now', 'enough', 'overstock', 'dead', 'no_demand'] as const;
const classes = ['A', 'B', 'C'] as const;
const looks = {
  order_now: { tone: 'warn', icon: TriangleAlert },
  enough: { tone: 'good', icon: CircleCheck },
  overstock: { tone: 'info', icon: PackageMinus },
  dead: { tone: 'bad', icon: PackageX },
  no_demand: { tone: 'neutral', icon: Clock },
} as const;

interface StockListProps {
  analysis: Analysis;
  currency: string;
  organization: string;
  filter: ItemFilter;
}

/** Products by what ordering them prevents. */
export function StockList({ analysis, currency, organization, filter }: StockListProps) {
  const { t } = useMessages();
  const change = useFilterChange();
  const status = statuses.find((each) => each === filter.status);
  return (
    <ListCard
      analysis={analysis}
      organization={organization}
      title={t('consoleOutlook.stock.list')}
      filter={{ status, class: filter.class, search: filter.search }}
      template="order_stock"
      actLabel={t('consoleOutlook.stock.act')}
      filters={
        <>
          <Segments
            label={t('consoleOutlook.stock.status')}
            value={status ?? 'all'}
            options={[
              { value: 'all' as const, label: t('consoleOutlook.list.all') },
              ...statuses.map((value) => ({ value, label: t(`consoleOutlook.stock.is.${value}`) })),
            ]}
            onChange={(value) => change({ status: value === 'all' ? undefined : value })}
          />
          <Choice
            label={t('consoleOutlook.stock.class')}
            value={filter.class ?? ''}
            options={[
              { value: '', label: t('consoleOutlook.stock.everyClass') },
              ...classes.map((value) => ({ value, label: t('consoleOutlook.stock.classOf', { class: value }) })),
            ]}
            onChange={(value) => change({ class: value === '' ? undefined : value })}
          />
        </>
      }
      head={
        <>
          <th scope="col">{t('consoleOutlook.stock.product')}</th>
          <th scope="col">{t('consoleOutlook.stock.status')}</th>
          <th scope="col" className="end">
            {t('consoleOutlook.stock.quantity')}
          </th>
          <th scope="col" className="end">
            {t('consoleOutlook.stock.prevents')}
          </th>
          <th scope="col" className="end">
            {t('consoleOutlook.stock.due')}
          </th>
          <th scope="col" className="end">
            {t('consoleOutlook.stock.onHand')}
          </th>
          <th scope="col" className="end">
            {t('consoleOutlook.stock.level')}
          </th>
          <th scope="col">{t('consoleOutlook.list.why')}</th>
        </>
      }
      renderItem={(item) => (
        <StockRow key={item.position} item={item} currency={currency} today={analysis.made_for.today} />
      )}
    />
  );
}

const dayMs = 86_400_000;

interface StockRowProps {
  item: AnalysisItem;
  currency: string;
  /** The day that the answer was made for. */
  today: string;
}

function StockRow({ item, currency, today }: StockRowProps) {
  const { t, format } = useMessages();
  const money = useMoney(currency);
  const none = t('console.value.none');
  const units = (name: string) => {
    const value = numberIn(item, name);
    return value === null ? none : format.integer(Math.round(value));
  };
  const status = statuses.find((each) => each === textIn(item, 'status')) ?? 'enough';
  const { tone, icon } = looks[status];
  const inDays = numberIn(item, 'order_in_days');
  const dueOn = new Date(Date.parse(today) + (inDays ?? 0) * dayMs).toISOString().slice(0, 10);
  const target = numberIn(item, 'service_target');
  const ordered = numberIn(item, 'order_units') ?? 0;
  return (
    <tr>
      <th scope="row">
        <RecordLink item={item} dataset="products" id="product_id" name="product_name" />
        <span className="small faint outlook-hint">
          {t('consoleOutlook.stock.classOf', { class: textIn(item, 'class') })}
          {textIn(item, 'category') !== '' && (
            <>
              {' · '}
              <bdi>{textIn(item, 'category')}</bdi>
            </>
          )}
        </span>
      </th>
      <td>
        <Chip tone={tone} icon={icon}>
          {t(`consoleOutlook.stock.is.${status}`)}
        </Chip>
      </td>
      <td className="end">
        <span className="semibold">{ordered > 0 ? units('order_units') : none}</span>
        {ordered > 0 && <bdi className="small faint outlook-hint">{money.full(numberIn(item, 'order_cost') ?? 0)}</bdi>}
      </td>
      <td className="end">
        <bdi>{ordered > 0 ? money.full(numberIn(item, 'prevents') ?? 0) : none}</bdi>
      </td>
      <td className="end">{inDays === null ? none : format.shortDay(dueOn)}</td>
      <td className="end">
        {units('on_hand')}
        <span className="small faint outlook-hint">
          {t('consoleOutlook.stock.orderPoint', { units: units('reorder_point') })}
        </span>
      </td>
      <td className="end">
        {levelOf(item, none, format.percent)}
        {target !== null && (
          <span className="small faint outlook-hint">
            {t('consoleOutlook.stock.target', { share: format.percent(target) })}
          </span>
        )}
      </td>
      <Reasons item={item} />
    </tr>
  );
}

function levelOf(item: AnalysisItem, none: string, write: (share: number, digits: number) => string): string {
  const simulated = numberIn(item, 'service_simulated');
  return simulated === null ? none : write(simulated, 1);
}
