import { Link, useParams } from '@tanstack/react-router';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';

/** What is being learned, and from what. */
export function DefinitionCard({ model }: { model: Model }) {
  const { t } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const { dataset } = model.training_data_source;
  return (
    <Card title={t('consoleModelCard.definition.title')} className="definition">
      <dl className="definition-facts">
        {model.target_column !== null && (
          <>
            <dt>{t('consoleModelCard.definition.predicts')}</dt>
            <dd className="mono">
              <bdi>{model.target_column}</bdi>
            </dd>
          </>
        )}
        {model.feature_columns.length > 0 && <dt>{t('consoleModelCard.inputs.title')}</dt>}
        <dd className="definition-names mono">
          {model.feature_columns.map((name) => (
            <bdi key={name}>{name}</bdi>
          ))}
        </dd>
        <dt>{t('consoleModels.receipt.data')}</dt>
        <dd>
          <Link className="link" to="/o/$organization/datasets/$dataset" params={{ organization, dataset }}>
            <bdi>{dataset}</bdi>
          </Link>
        </dd>
      </dl>
    </Card>
  );
}
