import { createRoute } from '@tanstack/react-router';
import { setRequestOrganization } from '../../api/client.ts';
import { choiceParam, present, textParam } from '../../lib/url-state.ts';
import { crumbs } from '../crumbs.tsx';
import { lazyPage } from './lazy-page.ts';
import { organization, root } from './organization.ts';

const approvals = createRoute({
  getParentRoute: () => organization,
  path: 'approvals',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      approval: textParam(search['approval']),
      show: choiceParam(search['show'], ['everybody', 'decided']),
    }),
  staticData: { crumb: crumbs.approvals },
  component: lazyPage('consoleRuns', () => import('../../features/approvals/approvals-page.tsx'), 'ApprovalsPage'),
});

/** Where the link in a message leads; it asks for no account. */
export const approvalLink = createRoute({
  getParentRoute: () => root,
  path: '/approvals/$token',
  beforeLoad: () => setRequestOrganization(null),
  component: lazyPage(
    'consoleRuns',
    () => import('../../features/approvals/approval-link-page.tsx'),
    'ApprovalLinkPage',
  ),
});

export const approvalRoutes = [approvals] as const;
