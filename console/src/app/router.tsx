import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { setRequestOrganization } from '../api/client.ts';
import { isStatus } from '../api/errors.ts';
import { sessionQuery } from '../api/session.ts';
import { choiceParam, dayParam, listParam, present, textParam } from '../lib/url-state.ts';
import { crumbs } from './crumbs.tsx';
import { LostPage, RouteProblem } from './route-problem.tsx';
import { Shell } from './shell.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** How the place is called in the line of places at the head of the page. */
    crumb?: ComponentType;
    /** The place that the crumb leads to, where the route itself is none. */
    standsUnder?: 'datasets';
  }
}

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: RouteProblem,
  notFoundComponent: LostPage,
});

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
  component: lazyRouteComponent(() => import('../features/tenancy/sign-in-page.tsx'), 'SignInPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../features/tenancy/invitation-page.tsx'), 'InvitationPage'),
});

const organization = createRoute({
  getParentRoute: () => root,
  path: '/o/$organization',
  beforeLoad: async ({ context, params, location }) => {
    setRequestOrganization(params.organization);
    const known = context.queryClient.getQueryData(sessionQuery.queryKey);
    if (known !== undefined && String(known.organization.id) !== params.organization) context.queryClient.clear();
    await getSession(context.queryClient, location.href);
  },
  component: Shell,
  errorComponent: RouteProblem,
});

async function getSession(queryClient: QueryClient, href: string) {
  try {
    return await queryClient.ensureQueryData(sessionQuery);
  } catch (error) {
    if (isStatus(error, 401)) throw redirect({ to: '/sign-in', search: href === '/' ? {} : { next: href } });
    throw error;
  }
}

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
  component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
});

const datasets = createRoute({
  getParentRoute: () => organization,
  path: 'datasets',
  staticData: { crumb: crumbs.datasets },
});

const datasetList = createRoute({
  getParentRoute: () => datasets,
  path: '/',
  component: lazyRouteComponent(() => import('../features/data/datasets-page.tsx'), 'DatasetsPage'),
});

// There is no list of all imports: their place in the line of places is under the datasets.
const imports = createRoute({
  getParentRoute: () => organization,
  path: 'imports',
  staticData: { crumb: crumbs.datasets, standsUnder: 'datasets' },
});

const newImport = createRoute({
  getParentRoute: () => imports,
  path: 'new',
  validateSearch: (search: Record<string, unknown>) => present({ into: textParam(search['into']) }),
  staticData: { crumb: crumbs.newImport },
  component: lazyRouteComponent(() => import('../features/data/new-import-page.tsx'), 'NewImportPage'),
});

const dataset = createRoute({
  getParentRoute: () => datasets,
  path: '$dataset',
  validateSearch: (search: Record<string, unknown>) =>
    present({ tab: choiceParam(search['tab'], ['columns', 'rows', 'imports']) }),
  staticData: { crumb: crumbs.dataset },
  component: lazyRouteComponent(() => import('../features/data/dataset-page.tsx'), 'DatasetPage'),
});

const importRoute = createRoute({
  getParentRoute: () => imports,
  path: '$importId',
  staticData: { crumb: crumbs.importOne },
  component: lazyRouteComponent(() => import('../features/data/import-page.tsx'), 'ImportPage'),
});

const models = createRoute({
  getParentRoute: () => organization,
  path: 'models',
  staticData: { crumb: crumbs.models },
});

const modelList = createRoute({
  getParentRoute: () => models,
  path: '/',
  component: lazyRouteComponent(() => import('../features/models/models-page.tsx'), 'ModelsPage'),
});

const newModel = createRoute({
  getParentRoute: () => models,
  path: 'new',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      dataset: textParam(search['dataset']),
      target: textParam(search['target']),
      features: listParam(search['features']),
      type: choiceParam(search['type'], ['classification', 'regression']),
      positive: textParam(search['positive']),
      split: choiceParam(search['split'], ['10', '20', '30']),
    }),
  staticData: { crumb: crumbs.newModel },
  component: lazyRouteComponent(() => import('../features/models/new-model-page.tsx'), 'NewModelPage'),
});

const model = createRoute({
  getParentRoute: () => models,
  path: '$modelId',
  staticData: { crumb: crumbs.model },
  component: lazyRouteComponent(() => import('../features/models/model-layout.tsx'), 'ModelLayout'),
});

const modelCard = createRoute({
  getParentRoute: () => model,
  path: '/',
  validateSearch: (search: Record<string, unknown>) =>
    present({ job: textParam(search['job']), version: textParam(search['version']) }),
  component: lazyRouteComponent(() => import('../features/models/model-card-page.tsx'), 'ModelCardPage'),
});

const playground = createRoute({
  getParentRoute: () => model,
  path: 'try',
  validateSearch: (search: Record<string, unknown>) =>
    present({ prediction: textParam(search['prediction']), why: choiceParam(search['why'], ['table']) }),
  component: lazyRouteComponent(() => import('../features/predictions/playground-page.tsx'), 'PlaygroundPage'),
});

const predictions = createRoute({
  getParentRoute: () => model,
  path: 'predictions',
  component: lazyRouteComponent(() => import('../features/predictions/predictions-page.tsx'), 'PredictionsPage'),
});

const settings = createRoute({
  getParentRoute: () => organization,
  path: 'settings',
  validateSearch: (search: Record<string, unknown>) =>
    present({ tab: choiceParam(search['tab'], ['keys', 'members', 'plan', 'you']) }),
  staticData: { crumb: crumbs.settings },
  component: lazyRouteComponent(() => import('../features/tenancy/settings-page.tsx'), 'SettingsPage'),
});

const routeTree = root.addChildren([
  start,
  signIn,
  invitation,
  organization.addChildren([
    home,
    datasets.addChildren([datasetList, dataset]),
    imports.addChildren([newImport, importRoute]),
    models.addChildren([modelList, newModel, model.addChildren([modelCard, playground, predictions])]),
    settings,
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
