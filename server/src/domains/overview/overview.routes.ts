import type { Http } from '../../http/http.ts';
import { principalOf } from '../../http/principal.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { dashboardQuery, dashboardSchema } from './overview.schema.ts';
import type { OverviewService } from './overview.service.ts';
import { toDashboard } from './overview.view.ts';

interface OverviewRoutesDeps {
  overview: OverviewService;
  messages: Messages;
}

export function registerOverviewRoutes(http: Http, { overview, messages }: OverviewRoutesDeps): void {
  http.get(
    '/api/v1/ai-analytics/dashboard',
    {
      config: { permission: 'ai_analytics:read', operation: 'overview.get' },
      schema: {
        tags: ['Overview'],
        summary: 'Get AI analytics dashboard',
        description:
          'Key figures with what they were before, the newest forecast of revenue, how the models stand, what was predicted last, what runs, and what needs attention. It only reads: a new forecast is asked for by `POST /api/v1/ai-analytics/predictive`.',
        querystring: dashboardQuery,
        response: { 200: dashboardSchema },
      },
    },
    async (request) => {
      const { organizationId, permissions } = principalOf(request);
      const { period = '30d', compare = 'previous_period', grain = null } = request.query;
      const found = await overview.get(organizationId, { period, compare, grain, permissions });
      return toDashboard(found, request.language, messages);
    },
  );
}
