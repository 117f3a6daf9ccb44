/**
 * Datasets: typed tables of an organization, filled from CSV files, read by training.
 * Columns are called by their headings; a dataset's name is also its table's, in the schema `org_<id>`.
 */
export { registerDataRoutes } from './data.routes.ts';
export { createDataService, type DataService } from './data.service.ts';
export { createDataJobHandlers } from './data-jobs.ts';
export { createTextRows, type TextRow } from './csv/text-rows.ts';
export { createSampleFiles } from './sample/sample-files.ts';
export { readSampleOptions } from './sample/sample.service.ts';
export { startBiWatch } from './bi/bi-watch.ts';
export { createBiAccess } from './bi/bi.service.ts';
export { dataRetention } from './data-retention.ts';
export { createQueryService } from './query/query.service.ts';
export type { Query } from './query/query.schema.ts';
export { createReadOnly } from './query/run-read-only.ts';
export { findStandardDataset } from './datasets/standard.ts';
export { filterSchema, querySchema } from './query/query.schema.ts';
export { toRecords } from './query/result-formats.ts';
export type { ColumnType } from './csv/inference.ts';
export { type AsOf, columnsOfFilter, findFilterFaults, type RowFilter, rowFilterSchema } from './tables/row-filter.ts';
export { createTableReader } from './tables/table-reader.ts';
