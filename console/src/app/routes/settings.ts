import { createRoute } from '@tanstack/react-router';
import { choiceParam, present } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const settings = createRoute({
  getParentRoute: () => organization,
  path: 'settings',
  validateSearch: (search: Record<string, unknown>) =>
    present({ tab: choiceParam(search['tab'], ['keys', 'members', 'plan', 'you']) }),
  staticData: { crumb: crumbs.settings },
  component: lazyPage('consoleSettings', () => import('../../features/tenancy/settings-page.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settings] as const;
