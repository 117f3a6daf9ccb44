import { createRoute } from '@tanstack/react-router';
import { choiceParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const workflows = createRoute({
  getParentRoute: () => organization,
  path: 'workflows',
  staticData: { crumb: crumbs.workflows },
});

const workflowList = createRoute({
  getParentRoute: () => workflows,
  path: '/',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      q: textParam(search['q']),
      status: choiceParam(search['status'], ['active', 'inactive', 'draft', 'frozen']),
      add: search['add'] === true ? true : undefined,
      template: textParam(search['template']),
      answer: textParam(search['answer']),
    }),
  component: lazyPage('consoleWorkflows', () => import('../../features/workflows/workflows-page.tsx'), 'WorkflowsPage'),
});

const workflow = createRoute({
  getParentRoute: () => workflows,
  path: '$workflowId',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      view: choiceParam(search['view'], ['graph', 'outline', 'json']),
      step: textParam(search['step']),
      tab: choiceParam(search['tab'], ['does', 'fails', 'test']),
      panel: choiceParam(search['panel'], ['try', 'backtest', 'history']),
      run: textParam(search['run']),
    }),
  staticData: { crumb: crumbs.workflow },
  component: lazyPage('consoleWorkflows', () => import('../../features/workflows/workflow-page.tsx'), 'WorkflowPage'),
});

export const workflowRoutes = [workflows.addChildren([workflowList, workflow])] as const;
