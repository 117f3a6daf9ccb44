import type { Http } from '../../../http/http.ts';
import { registerMetricRoutes } from '../metrics/metrics.routes.ts';
import type { Asking } from './create-queries.ts';
import { registerQueryRoutes } from './query.routes.ts';
import { registerSqlRoute } from './sql/sql.routes.ts';

export function registerAskingRoutes(http: Http, { queries, sql, metrics }: Asking): void {
  registerQueryRoutes(http, queries);
  registerSqlRoute(http, sql);
  registerMetricRoutes(http, metrics);
}
