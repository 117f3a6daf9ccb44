/**
 * Datasets: typed tables of an organization, filled from CSV files, read by training.
 * Columns are called by their headings; a dataset's name is also its table's, in the schema `org_<id>`.
 */
export { registerDataRoutes } from './data.routes.ts';
export { createDataService, type DataService } from './data.service.ts';
export { createImportHandler } from './imports/import-job.ts';
export { createSampleFiles } from './sample/sample-files.ts';
export { createSampleHandler } from './sample/sample.job.ts';
export { readSampleOptions } from './sample/sample.service.ts';
export { importRetention } from './imports/import-retention.ts';
export { findFilterFaults, type RowFilter, rowFilterSchema } from './tables/row-filter.ts';
export { createTableReader } from './tables/table-reader.ts';
