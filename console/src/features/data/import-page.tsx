import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { importQuery } from '../../api/datasets.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportStatus } from './import-status.tsx';
import { UnfinishedImport } from './unfinished-import.tsx';

const route = getRouteApi('/o/$organization/imports/$importId');

export function ImportPage() {
  const { t } = useMessages();
  const { organization, importId } = route.useParams();
  const dataImport = useQuery(importQuery(Number(importId)));
  const mayTrain = useMay('ai_analytics:create');
  const { data } = dataImport;
  const dataset = data?.status === 'succeeded' && data.undone_at === null ? data.dataset : undefined;
  return (
    <Page
      title={data?.file_name ?? t('console.import.one')}
      beside={data && <ImportStatus status={data.undone_at === null ? data.status : 'undone'} />}
      actions={
        mayTrain &&
        dataset !== undefined && (
          <ButtonLink
            kind="primary"
            icon={Network}
            to="/o/$organization/models/new"
            params={{ organization }}
            search={{ dataset }}
          >
            {t('consoleData.import.next')}
          </ButtonLink>
        )
      }
    >
      <Loaded query={dataImport}>
        {(one) =>
          one.status === 'succeeded' ? (
            <ImportOutcome dataImport={one} organization={organization} />
          ) : (
            <UnfinishedImport dataImport={one} organization={organization} />
          )
        }
      </Loaded>
    </Page>
  );
}
