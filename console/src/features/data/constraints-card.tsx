import { Lock } from 'lucide-react';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';

/** What every row keeps: whatever breaks it does not come in. */
export function ConstraintsCard({ dataset }: { dataset: DatasetDetail }) {
  const { t } = useMessages();
  const { constraints, key } = dataset;
  if (constraints.length === 0 && key === null) return null;
  return (
    <Card title={t('consoleQuality.constraints.title')} subtitle={t('consoleQuality.constraints.lead')}>
      <ul className="constraints">
        {key !== null && (
          <li className="row">
            <Icon as={Lock} size={14} />
            <span>{t('consoleQuality.constraints.key', { column: key })}</span>
          </li>
        )}
        {constraints.map(({ id, sentence }) => (
          <li key={id} className="row">
            <Icon as={Lock} size={14} />
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
