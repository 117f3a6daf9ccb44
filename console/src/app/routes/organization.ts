import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { setRequestOrganization } from '../../api/client.ts';
import { isStatus } from '../../api/errors.ts';
import { sessionQuery } from '../../api/session.ts';
import { present, textParam } from '../../lib/url-state.ts';
import { LostPage, RouteProblem } from '../route-problem.tsx';
import { Shell } from '../shell.tsx';
import { lazyPage } from './lazy-page.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** How the place is called in the line of places at the head of the page. */
    crumb?: ComponentType;
    /** The place that the crumb leads to, where the route itself is none. */
    standsUnder?: 'datasets';
  }
}

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: RouteProblem,
  notFoundComponent: LostPage,
});

/** What belongs to one organization, for those who are signed in. */
export const organization = createRoute({
  getParentRoute: () => root,
  path: '/o/$organization',
  beforeLoad: async ({ context, params, location }) => {
    setRequestOrganization(params.organization);
    const known = context.queryClient.getQueryData(sessionQuery.queryKey);
    if (known !== undefined && String(known.organization.id) !== params.organization) context.queryClient.clear();
    const session = await getSession(context.queryClient, location.href);
    const { is_required: isRequired, is_on: isOn } = session.second_factor;
    if (isRequired && !isOn) throw redirect({ to: '/second-factor', search: { next: location.href } });
  },
  component: Shell,
  errorComponent: RouteProblem,
});

/** Before anything of an organization that asks for a second factor, for whoever has none. */
export const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  validateSearch: (search: Record<string, unknown>) => present({ next: textParam(search['next']) }),
  beforeLoad: ({ context, location }) => getSession(context.queryClient, location.href),
  component: lazyPage(
    ['consoleSignIn', 'consoleAccount'],
    () => import('../../features/tenancy/second-factor-page.tsx'),
    'SecondFactorPage',
  ),
});

export async function getSession(queryClient: QueryClient, href: string) {
  try {
    return await queryClient.ensureQueryData(sessionQuery);
  } catch (error) {
    if (isStatus(error, 401)) throw redirect({ to: '/sign-in', search: href === '/' ? {} : { next: href } });
    throw error;
  }
}
