import type { Http } from '../../../http/http.ts';
import { registerBulkRoutes } from '../records/bulk.routes.ts';
import { registerRecordRoutes } from '../records/records.routes.ts';
import type { RecordService } from '../records/records.service.ts';
import { registerColumnRoutes } from './columns.routes.ts';
import { registerConstraintRoutes } from './constraints.routes.ts';
import { type DatasetRoutesDeps, registerDatasetRoutes } from './datasets.routes.ts';

/** Datasets, their columns and rules, and the records in them. */
export function registerShapeRoutes(http: Http, deps: DatasetRoutesDeps & { records: RecordService }): void {
  registerDatasetRoutes(http, deps);
  registerColumnRoutes(http, deps);
  registerConstraintRoutes(http, deps);
  registerRecordRoutes(http, deps.records);
  registerBulkRoutes(http, deps.records);
}
