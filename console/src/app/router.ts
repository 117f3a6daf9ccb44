import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { setRequestOrganization } from '../api/client.ts';
import { choiceParam, dayParam, present, textParam } from '../lib/url-state.ts';
import { crumbs } from './crumbs.tsx';
import { LostPage, RouteProblem } from './route-problem.tsx';
import { approvalLink, approvalRoutes } from './routes/approvals.ts';
import { dataRoutes } from './routes/data.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { lazyPage } from './routes/lazy-page.ts';
import { modelRoutes } from './routes/models.ts';
import { getSession, organization, root } from './routes/organization.ts';
import { runRoutes } from './routes/runs.ts';
import { settingsRoutes } from './routes/settings.ts';
import { workflowRoutes } from './routes/workflows.ts';

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    setRequestOrganization(null);
    const session = await getSession(context.queryClient, '/');
    throw redirect({ to: '/o/$organization', params: { organization: String(session.organization.id) } });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) =>
    present({ next: textParam(search['next']), ended: search['ended'] === true ? true : undefined }),
  component: lazyPage('consoleSignIn', () => import('../features/tenancy/sign-in-page.tsx'), 'SignInPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyPage('consoleSignIn', () => import('../features/tenancy/invitation-page.tsx'), 'InvitationPage'),
});

const home = createRoute({
  getParentRoute: () => organization,
  path: '/',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      sample: textParam(search['sample']),
      period: choiceParam(search['period'], ['7d', '30d', '90d', '12m']),
      compare: choiceParam(search['compare'], ['previous_period', 'previous_year']),
      grain: choiceParam(search['grain'], ['day', 'week', 'month', 'quarter']),
      view: choiceParam(search['view'], ['table']),
      from: dayParam(search['from']),
      to: dayParam(search['to']),
    }),
  staticData: { crumb: crumbs.home },
  component: lazyPage(['consoleHome', 'consoleScores'], () => import('./home-page.tsx'), 'HomePage'),
});

const routeTree = root.addChildren([
  start,
  signIn,
  invitation,
  approvalLink,
  organization.addChildren([
    home,
    ...dataRoutes,
    ...modelRoutes,
    ...inboxRoutes,
    ...workflowRoutes,
    ...runRoutes,
    ...approvalRoutes,
    ...settingsRoutes,
  ]),
]);

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: LostPage,
  });
}
