import { createRoute } from '@tanstack/react-router';
import { notificationCategories } from '../../lib/notification-categories.ts';
import { choiceParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const inbox = createRoute({
  getParentRoute: () => organization,
  path: 'inbox',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      state: choiceParam(search['state'], ['unread', 'snoozed', 'archived']),
      category: choiceParam(search['category'], notificationCategories),
      message: textParam(search['message']),
    }),
  staticData: { crumb: crumbs.inbox },
  component: lazyPage('consoleInbox', () => import('../../features/notifications/inbox-page.tsx'), 'InboxPage'),
});

export const inboxRoutes = [inbox] as const;
