import { createRoute } from '@tanstack/react-router';
import { subjects } from '../../lib/subjects.ts';
import { choiceParam, dayParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization } from './organization.ts';

const outlook = createRoute({
  getParentRoute: () => organization,
  path: 'outlook',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      about: choiceParam(search['about'], subjects),
      analysis: textParam(search['analysis']),
      status: choiceParam(search['status'], [
        'active',
        'lost',
        'order_now',
        'enough',
        'overstock',
        'dead',
        'no_demand',
      ]),
      risk: choiceParam(search['risk'], ['low', 'medium', 'high']),
      class: choiceParam(search['class'], ['A', 'B', 'C']),
      search: textParam(search['search']),
      queue: textParam(search['queue']),
      view: choiceParam(search['view'], ['table']),
      from: dayParam(search['from']),
      to: dayParam(search['to']),
    }),
  staticData: { crumb: crumbs.outlook },
  component: lazyPage(
    ['consoleOutlook', 'consoleScores'],
    () => import('../../features/predictive/outlook-page.tsx'),
    'OutlookPage',
  ),
});

export const outlookRoutes = [outlook] as const;
