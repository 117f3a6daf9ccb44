import type { Http } from '../../http/http.ts';
import { actorOf, principalOf } from '../../http/principal.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { registerBiRoutes } from './bi/bi.routes.ts';
import type { BiAccessService } from './bi/bi.service.ts';
import { sampleBody, startedSampleSchema } from './data.schema.ts';
import type { DataService } from './data.service.ts';
import { registerShapeRoutes } from './datasets/shape.routes.ts';
import { registerEventRoutes } from './events/events.routes.ts';
import { registerExportRoutes } from './exports/exports.routes.ts';
import { registerImportRoutes } from './imports/import-list.routes.ts';
import { registerImportFileRoutes } from './imports/imports.routes.ts';
import { registerProfileRoutes } from './profile/profile.routes.ts';
import { registerQualityRoutes } from './quality/quality.routes.ts';
import { registerAskingRoutes } from './query/asking.routes.ts';

interface DataRoutesDeps {
  data: DataService;
  bi: BiAccessService;
  messages: Messages;
}

export async function registerDataRoutes(http: Http, deps: DataRoutesDeps): Promise<void> {
  registerShapeRoutes(http, { ...deps.data, messages: deps.messages });
  registerImportRoutes(http, deps);
  registerSampleRoute(http, deps);
  registerBiRoutes(http, deps.bi);
  registerEventRoutes(http, { ...deps.data, messages: deps.messages });
  registerAskingRoutes(http, deps.data);
  registerExportRoutes(http, deps);
  registerProfileRoutes(http, { ...deps.data, messages: deps.messages });
  registerQualityRoutes(http, { ...deps.data, messages: deps.messages });
  await registerImportFileRoutes(http, deps);
}

function registerSampleRoute(http: Http, { data }: DataRoutesDeps): void {
  http.post(
    '/api/v1/data/sample',
    {
      config: { permission: 'data:create', operation: 'sample.create' },
      schema: {
        tags: ['Data'],
        summary: 'Make a sample company',
        description:
          'Three years of a made-up company that sells garden and outdoor goods: customers, products, orders, order_lines, leads, service_requests, inventory_levels, stock_movements and marketing_spend. Refused where one of these datasets is there already.',
        body: sampleBody,
        response: { 202: startedSampleSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const jobId = await data.sample.start(principal.organizationId, request.body, actorOf(principal));
      return reply.code(202).send({ job_id: jobId });
    },
  );
}
