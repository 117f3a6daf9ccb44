import type { Feature, Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

/** What the model looks at, and which values it has seen of each. */
export function InputsCard({ model }: { model: Model }) {
  const { t } = useMessages();
  const schema = model.feature_schema ?? [];
  if (schema.length === 0 || model.model_type === 'recommendations') return null;
  return (
    <Card
      title={t('consoleModelCard.inputs.title')}
      subtitle={t('consoleModelCard.inputs.count', { count: schema.length })}
      flush
    >
      <TableScroll label={t('consoleModelCard.inputs.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleModels.inputs.name')}</th>
              <th scope="col" className="wide-only">
                {t('console.columns.type')}
              </th>
              <th scope="col">{t('consoleModelCard.inputs.seen')}</th>
            </tr>
          </thead>
          <tbody>
            {schema.map((feature) => (
              <tr key={feature.name}>
                <th scope="row" className="mono">
                  <bdi>{feature.name}</bdi>
                </th>
                <td className="wide-only">{t(`consoleModelCard.featureType.${feature.type}`)}</td>
                <td className="secondary wrap">
                  <Seen feature={feature} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

const mostCategories = 6;

function Seen({ feature }: { feature: Feature }) {
  const { t, rich } = useMessages();
  const type = feature.type === 'time' ? 'date' : undefined;
  if (feature.min !== undefined && feature.max !== undefined) {
    return rich('consoleModelCard.inputs.range', {
      from: <DataValue value={feature.min} type={type} />,
      to: <DataValue value={feature.max} type={type} />,
    });
  }
  const categories = feature.categories ?? [];
  if (categories.length > 0) {
    const rest = categories.length - mostCategories;
    return (
      <>
        {categories.slice(0, mostCategories).map((category, index) => (
          <span key={category}>
            {index > 0 && ' · '}
            <bdi>{category}</bdi>
          </span>
        ))}
        {rest > 0 && ` · ${t('consoleModelCard.inputs.more', { count: rest })}`}
      </>
    );
  }
  if (feature.type === 'boolean') return `${t('console.value.yes')} · ${t('console.value.no')}`;
  return <DataValue value={feature.example} type={type} />;
}
