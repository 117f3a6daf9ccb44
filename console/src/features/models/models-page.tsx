import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { modelsQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { ModelsTable } from './models-table.tsx';

const route = getRouteApi('/o/$organization/models/');

export function ModelsPage() {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const models = useQuery(modelsQuery);
  const mayTrain = useMay('ai_analytics:create');
  const trainLink = mayTrain && (
    <ButtonLink kind="primary" icon={Network} to="/o/$organization/models/new" params={{ organization }}>
      {t('console.newModel.action')}
    </ButtonLink>
  );
  const some = models.data !== undefined && models.data.items.length > 0;
  return (
    <Page title={t('console.nav.models')} {...(some && { actions: trainLink })}>
      <Card flush>
        <Loaded query={models}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={Network} text={t('consoleScores.models.empty')} action={trainLink} />
            ) : (
              <ModelsTable models={items} organization={organization} />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
