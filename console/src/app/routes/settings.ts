import { createRoute } from '@tanstack/react-router';
import { choiceParam, dayParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const tabs = [
  'you',
  'security',
  'notifications',
  'organization',
  'members',
  'plan',
  'audit',
  'keys',
  'credentials',
  'webhooks',
] as const;

const settings = createRoute({
  getParentRoute: () => organization,
  path: 'settings',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      tab: choiceParam(search['tab'], tabs),
      scope: choiceParam(search['scope'], ['default']),
      status: choiceParam(search['status'], ['pending', 'sent', 'not_sent', 'dead', 'cancelled']),
      delivery: textParam(search['delivery']),
      action: textParam(search['action']),
      actor: choiceParam(search['actor'], ['user', 'api_key', 'system']),
      from: dayParam(search['from']),
      to: dayParam(search['to']),
    }),
  staticData: { crumb: crumbs.settings },
  component: lazyPage('consoleSettings', () => import('../settings-page.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settings] as const;
