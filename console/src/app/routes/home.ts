import { createRoute } from '@tanstack/react-router';
import { choiceParam, dayParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

export const home = createRoute({
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
  component: lazyPage(['consoleHome', 'consoleScores'], () => import('../home-page.tsx'), 'HomePage'),
});
