import { getRouteApi, Link } from '@tanstack/react-router';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Page } from '../../ui/page.tsx';
import { ApiKeys, NewKeyButton } from './api-keys.tsx';
import { Preferences } from './preferences.tsx';
import './settings.css';

const route = getRouteApi('/o/$organization/settings');
const tabs = ['you', 'keys'] as const;

export function SettingsPage() {
  const { t } = useMessages();
  const params = route.useParams();
  const { tab = 'you' } = route.useSearch();
  return (
    <Page title={t('console.nav.settings')} {...(tab === 'keys' && { actions: <NewKeyButton /> })}>
      <nav className="tabs" aria-label={t('console.settings.views')}>
        {tabs.map((candidate) => (
          <Link
            key={candidate}
            to="/o/$organization/settings"
            params={params}
            search={candidate === 'you' ? {} : { tab: candidate }}
            activeOptions={{ exact: true }}
            replace
          >
            {t(`console.settings.tab.${candidate}`)}
          </Link>
        ))}
      </nav>
      {tab === 'keys' ? <ApiKeys /> : <Preferences />}
    </Page>
  );
}
