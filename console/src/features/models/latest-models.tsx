import { useQuery } from '@tanstack/react-query';
import { Network } from 'lucide-react';
import { modelsQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { ModelsTable } from './models-table.tsx';

const mostShown = 8;

interface LatestModelsProps {
  organization: string;
  /** The dataset to begin with, where there is but one. */
  onlyDataset: string | undefined;
}

export function LatestModels({ organization, onlyDataset }: LatestModelsProps) {
  const { t } = useMessages();
  const models = useQuery(modelsQuery);
  const mayTrain = useMay('ai_analytics:create');
  const train = mayTrain && (
    <ButtonLink
      to="/o/$organization/models/new"
      params={{ organization }}
      search={onlyDataset === undefined ? {} : { dataset: onlyDataset }}
    >
      {t('console.newModel.action')}
    </ButtonLink>
  );
  return (
    <Card title={t('console.nav.models')} flush>
      <Loaded query={models}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={Network} text={t('console.models.empty')} action={train} />
          ) : (
            <ModelsTable models={items.slice(0, mostShown)} organization={organization} />
          )
        }
      </Loaded>
    </Card>
  );
}
