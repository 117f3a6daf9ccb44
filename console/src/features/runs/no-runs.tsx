import { getRouteApi } from '@tanstack/react-router';
import { Play, SearchX } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/states.tsx';

const route = getRouteApi('/o/$organization/runs/');

/** Where there is nothing to show: because of the filters, or because nothing has run yet. */
export function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const navigate = route.useNavigate();
  if (isFiltered) {
    const showAll = <Button onClick={() => void navigate({ search: {} })}>{t('consoleRuns.list.showAll')}</Button>;
    return <Empty icon={SearchX} text={t('consoleRuns.list.noMatch')} action={showAll} />;
  }
  return (
    <Empty
      icon={Play}
      text={t('consoleRuns.list.empty')}
      action={
        <ButtonLink kind="primary" to="/o/$organization/workflows" params={{ organization }}>
          {t('consoleRuns.list.toWorkflows')}
        </ButtonLink>
      }
    />
  );
}
