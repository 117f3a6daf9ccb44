import { createRoute } from '@tanstack/react-router';
import { choiceParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const runs = createRoute({
  getParentRoute: () => organization,
  path: 'runs',
  staticData: { crumb: crumbs.runs },
});

const runList = createRoute({
  getParentRoute: () => runs,
  path: '/',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      workflow: /^\d{1,9}$/.exec(textParam(search['workflow']) ?? '')?.[0],
      status: choiceParam(search['status'], ['running', 'paused', 'succeeded', 'failed', 'cancelled']),
      period: choiceParam(search['period'], ['24h', '7d', '30d']),
    }),
  component: lazyPage('consoleRuns', () => import('../../features/runs/runs-page.tsx'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => runs,
  path: '$runId',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      step: textParam(search['step']),
      show: choiceParam(search['show'], ['tries']),
      view: choiceParam(search['view'], ['table']),
      scale: choiceParam(textParam(search['scale']), ['true']),
    }),
  staticData: { crumb: crumbs.run },
  component: lazyPage('consoleRuns', () => import('../../features/runs/run-page.tsx'), 'RunPage'),
});

export const runRoutes = [runs.addChildren([runList, run])] as const;
