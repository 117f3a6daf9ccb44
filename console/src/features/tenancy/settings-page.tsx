import { getRouteApi, Link } from '@tanstack/react-router';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Page } from '../../ui/page.tsx';
import { ApiKeys, NewKeyButton } from './api-keys.tsx';
import { InviteButton } from './invitations.tsx';
import { MembersTab } from './members-tab.tsx';
import { PlanTab } from './plan-tab.tsx';
import { Preferences } from './preferences.tsx';
import './settings.css';

const route = getRouteApi('/o/$organization/settings');
const tabs = ['you', 'members', 'plan', 'keys'] as const;
const contents = { you: Preferences, members: MembersTab, plan: PlanTab, keys: ApiKeys };
const actions = { keys: <NewKeyButton />, members: <InviteButton /> };

export function SettingsPage() {
  const { t } = useMessages();
  const params = route.useParams();
  const { tab = 'you' } = route.useSearch();
  const Content = contents[tab];
  return (
    <Page title={t('console.nav.settings')} {...((tab === 'keys' || tab === 'members') && { actions: actions[tab] })}>
      <nav className="tabs" aria-label={t('consoleSettings.settings.views')}>
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
      <Content />
    </Page>
  );
}
