import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { setRequestOrganization } from '../api/client.ts';
import { LostPage, RouteProblem } from './route-problem.tsx';
import { approvalLink, approvalRoutes } from './routes/approvals.ts';
import { dataRoutes } from './routes/data.ts';
import { home } from './routes/home.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { modelRoutes } from './routes/models.ts';
import { getSession, organization, root, secondFactor } from './routes/organization.ts';
import { outlookRoutes } from './routes/outlook.ts';
import { runRoutes } from './routes/runs.ts';
import { settingsRoutes } from './routes/settings.ts';
import { signInRoutes } from './routes/sign-in.ts';
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

const routeTree = root.addChildren([
  start,
  ...signInRoutes,
  secondFactor,
  approvalLink,
  organization.addChildren([
    home,
    ...dataRoutes,
    ...modelRoutes,
    ...outlookRoutes,
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
