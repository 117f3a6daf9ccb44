import { createRoute } from '@tanstack/react-router';
import { choiceParam, dayParam, listParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

/** What pages about models show, whatever the type. */
const texts = ['consoleModels', 'consoleScores'] as const;

const models = createRoute({
  getParentRoute: () => organization,
  path: 'models',
  staticData: { crumb: crumbs.models },
});

/** How a series is looked at: as a table, or a stretch of it. */
const lookOf = (search: Record<string, unknown>) => ({
  view: choiceParam(search['view'], ['table']),
  from: dayParam(search['from']),
  to: dayParam(search['to']),
});

const modelList = createRoute({
  getParentRoute: () => models,
  path: '/',
  component: lazyPage(texts, () => import('../../features/models/models-page.tsx'), 'ModelsPage'),
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
      goal: choiceParam(search['goal'], ['value', 'series', 'anomalies', 'segments', 'offers']),
      time: textParam(search['time']),
      who: textParam(search['who']),
      what: textParam(search['what']),
      amount: textParam(search['amount']),
      period: choiceParam(search['period'], ['hour', 'day', 'week', 'month', 'quarter', 'year']),
      aggregate: choiceParam(search['aggregate'], ['sum', 'mean']),
      horizon: textParam(search['horizon']),
      rare: choiceParam(textParam(search['rare']), ['0.5', '1', '2', '5']),
      groups: textParam(search['groups']),
      by: textParam(search['by']),
    }),
  staticData: { crumb: crumbs.newModel },
  component: lazyPage(
    [...texts, 'consoleKinds', 'consoleNewModel'],
    () => import('../../features/models/new-model-page.tsx'),
    'NewModelPage',
  ),
});

const model = createRoute({
  getParentRoute: () => models,
  path: '$modelId',
  staticData: { crumb: crumbs.model },
  component: lazyPage(texts, () => import('../../features/models/model-layout.tsx'), 'ModelLayout'),
});

const modelCard = createRoute({
  getParentRoute: () => model,
  path: '/',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      job: textParam(search['job']),
      version: textParam(search['version']),
      ...lookOf(search),
    }),
  component: lazyPage(
    [...texts, 'consoleModelCard'],
    () => import('../../features/models/model-card-page.tsx'),
    'ModelCardPage',
  ),
});

const playground = createRoute({
  getParentRoute: () => model,
  path: 'try',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      prediction: textParam(search['prediction']),
      record: textParam(search['record']),
      why: choiceParam(search['why'], ['table']),
      ...lookOf(search),
    }),
  component: lazyPage(
    [...texts, 'consolePlayground'],
    () => import('../../features/predictions/playground-page.tsx'),
    'PlaygroundPage',
  ),
});

const predictions = createRoute({
  getParentRoute: () => model,
  path: 'predictions',
  component: lazyPage(
    [...texts, 'consolePlayground'],
    () => import('../../features/predictions/predictions-page.tsx'),
    'PredictionsPage',
  ),
});

const batches = createRoute({
  getParentRoute: () => model,
  path: 'batches',
  validateSearch: (search: Record<string, unknown>) => present({ batch: textParam(search['batch']) }),
  component: lazyPage(
    [...texts, 'consoleWatch'],
    () => import('../../features/predictions/batches-page.tsx'),
    'BatchesPage',
  ),
});

const watch = createRoute({
  getParentRoute: () => model,
  path: 'watch',
  component: lazyPage([...texts, 'consoleWatch'], () => import('../../features/models/watch-page.tsx'), 'WatchPage'),
});

const compare = createRoute({
  getParentRoute: () => model,
  path: 'compare',
  validateSearch: (search: Record<string, unknown>) =>
    present({ left: textParam(search['left']), right: textParam(search['right']) }),
  component: lazyPage(
    [...texts, 'consoleWatch'],
    () => import('../../features/models/compare-page.tsx'),
    'ComparePage',
  ),
});

export const modelRoutes = [
  models.addChildren([
    modelList,
    newModel,
    model.addChildren([modelCard, playground, predictions, batches, watch, compare]),
  ]),
] as const;
