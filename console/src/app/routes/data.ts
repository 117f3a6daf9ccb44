import { createRoute } from '@tanstack/react-router';
import { conditionsParam } from '../../lib/conditions.ts';
import { questionParams } from '../../lib/question.ts';
import { choiceParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const datasets = createRoute({
  getParentRoute: () => organization,
  path: 'datasets',
  staticData: { crumb: crumbs.datasets },
});

const datasetList = createRoute({
  getParentRoute: () => datasets,
  path: '/',
  component: lazyPage('consoleData', () => import('../../features/data/datasets-page.tsx'), 'DatasetsPage'),
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
  component: lazyPage('consoleData', () => import('../../features/data/new-import-page.tsx'), 'NewImportPage'),
});

const dataset = createRoute({
  getParentRoute: () => datasets,
  path: '$dataset',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      tab: choiceParam(search['tab'], ['columns', 'profile', 'quality', 'records', 'imports']),
      column: textParam(search['column']),
      view: choiceParam(search['view'], ['table']),
      sort: textParam(search['sort']),
      search: textParam(search['search']),
      where: conditionsParam(search['where']),
      after: textParam(search['after']),
      record: textParam(search['record']),
    }),
  staticData: { crumb: crumbs.dataset },
  component: lazyPage('consoleData', () => import('../../features/data/dataset-page.tsx'), 'DatasetPage'),
});

const importRoute = createRoute({
  getParentRoute: () => imports,
  path: '$importId',
  staticData: { crumb: crumbs.importOne },
  component: lazyPage('consoleData', () => import('../../features/data/import-page.tsx'), 'ImportPage'),
});

const question = createRoute({
  getParentRoute: () => organization,
  path: 'query',
  validateSearch: questionParams,
  staticData: { crumb: crumbs.questions },
  component: lazyPage('consoleQuestions', () => import('../../features/questions/question-page.tsx'), 'QuestionPage'),
});

export const dataRoutes = [
  question,
  datasets.addChildren([datasetList, dataset]),
  imports.addChildren([newImport, importRoute]),
] as const;
