import { getRouteApi, Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Suspense, useEffect, useRef } from 'react';
import { lazyPart } from '../lib/lazy-part.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/states.tsx';
import '../features/tenancy/settings.css';
import './settings-page.css';

const route = getRouteApi('/o/$organization/settings');

const groups = {
  own: ['you', 'security', 'notifications'],
  organization: ['organization', 'members', 'plan', 'audit'],
  programs: ['keys', 'credentials', 'webhooks'],
} as const;
type Tab = (typeof groups)[keyof typeof groups][number];

const keys = () => import('../features/tenancy/keys-tab.tsx');
const credentials = () => import('../features/tenancy/credentials-tab.tsx');
const webhooks = () => import('../features/notifications/webhooks-tab.tsx');

const contents: Record<Tab, ComponentType> = {
  you: lazyPart('consoleAccount', async () => (await import('../features/tenancy/you-tab.tsx')).YouTab),
  security: lazyPart('consoleAccount', async () => (await import('../features/tenancy/security-tab.tsx')).SecurityTab),
  notifications: lazyPart(
    'consoleInbox',
    async () => (await import('../features/notifications/preferences-tab.tsx')).PreferencesTab,
  ),
  organization: lazyPart(
    'consoleSettings',
    async () => (await import('../features/tenancy/organization-tab.tsx')).OrganizationTab,
  ),
  members: lazyPart('consoleSettings', async () => (await import('../features/tenancy/members-tab.tsx')).MembersTab),
  plan: lazyPart('consoleSettings', async () => (await import('../features/tenancy/plan-tab.tsx')).PlanTab),
  audit: lazyPart('consoleSettings', async () => (await import('../features/tenancy/audit-tab.tsx')).AuditTab),
  keys: lazyPart('consoleSettings', async () => (await keys()).KeysTab),
  credentials: lazyPart('consoleOutside', async () => (await credentials()).CredentialsTab),
  webhooks: lazyPart(['consoleOutside', 'consoleInbox'], async () => (await webhooks()).WebhooksTab),
};

const actions: Partial<Record<Tab, ComponentType>> = {
  members: lazyPart('consoleSettings', async () => (await import('../features/tenancy/invitations.tsx')).InviteButton),
  keys: lazyPart('consoleSettings', async () => (await keys()).NewKeyButton),
  credentials: lazyPart('consoleOutside', async () => (await credentials()).NewCredentialButton),
  webhooks: lazyPart('consoleOutside', async () => (await webhooks()).NewWebhookButton),
};

/** The parts of the settings by whom they concern; each comes when it is opened. */
export function SettingsPage() {
  const { t } = useMessages();
  const { tab = 'you' } = route.useSearch();
  const Content = contents[tab];
  const Action = actions[tab];
  return (
    <Page
      title={t('console.nav.settings')}
      actions={
        Action && (
          <Suspense>
            <Action />
          </Suspense>
        )
      }
    >
      <div className="settings-page">
        <Parts />
        <div className="settings-part">
          <Suspense key={tab} fallback={<Skeleton lines={5} />}>
            <Content />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}

function Parts() {
  const { t } = useMessages();
  const params = route.useParams();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // In a narrow window the parts stand in a line that scrolls.
    nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, []);
  return (
    <nav ref={nav} className="settings-parts" aria-label={t('consoleSettings.settings.views')}>
      {(['own', 'organization', 'programs'] as const).map((group) => (
        <div key={group} className="settings-group">
          <p className="small faint wide-only">{t(`consoleSettings.group.${group}`)}</p>
          {groups[group].map((tab) => (
            <Link
              key={tab}
              to="/o/$organization/settings"
              params={params}
              search={tab === 'you' ? {} : { tab }}
              activeOptions={{ exact: tab === 'you' }}
              className="settings-link"
              replace
            >
              {t(`console.settings.tab.${tab}`)}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
