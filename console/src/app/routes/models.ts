import { createRoute } from '@tanstack/react-router';
import { choiceParam, listParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const models = createRoute({
  getParentRoute: () => organization,
  path: 'models',
  staticData: { crumb: crumbs.models },
});

const modelList = createRoute({
  getParentRoute: () => models,
  path: '/',
  component: lazyPage('consoleModels', () => import('../../features/models/models-page.tsx'), 'ModelsPage'),
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
  component: lazyPage('consoleModels', () => import('../../features/models/new-model-page.tsx'), 'NewModelPage'),
});

const model = createRoute({
  getParentRoute: () => models,
  path: '$modelId',
  staticData: { crumb: crumbs.model },
  component: lazyPage('consoleModels', () => import('../../features/models/model-layout.tsx'), 'ModelLayout'),
});

const modelCard = createRoute({
  getParentRoute: () => model,
  path: '/',
  validateSearch: (search: Record<string, unknown>) =>
    present({ job: textParam(search['job']), version: textParam(search['version']) }),
  component: lazyPage('consoleModels', () => import('../../features/models/model-card-page.tsx'), 'ModelCardPage'),
});

const playground = createRoute({
  getParentRoute: () => model,
  path: 'try',
  validateSearch: (search: Record<string, unknown>) =>
    present({ prediction: textParam(search['prediction']), why: choiceParam(search['why'], ['table']) }),
  component: lazyPage(
    'consoleModels',
    () => import('../../features/predictions/playground-page.tsx'),
    'PlaygroundPage',
  ),
});

const predictions = createRoute({
  getParentRoute: () => model,
  path: 'predictions',
  component: lazyPage(
    'consoleModels',
    () => import('../../features/predictions/predictions-page.tsx'),
    'PredictionsPage',
  ),
});

export const modelRoutes = [
  models.addChildren([modelList, newModel, model.addChildren([modelCard, playground, predictions])]),
] as const;
