import { getRouteApi } from '@tanstack/react-router';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Page } from '../../ui/page.tsx';
import { Permitted } from '../../ui/permission.tsx';
import { ImportDrop } from './import-drop.tsx';

const route = getRouteApi('/o/$organization/imports/new');

export function NewImportPage() {
  const { t, rich } = useMessages();
  const { organization } = route.useParams();
  const { into } = route.useSearch();
  return (
    <Page
      title={t('consoleData.import.title')}
      {...(into !== undefined && { heading: rich('consoleData.import.titleInto', { dataset: into }) })}
    >
      <Permitted to="data:create">
        <ImportDrop organization={organization} into={into} />
      </Permitted>
    </Page>
  );
}
