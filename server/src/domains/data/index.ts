/**
 * Datasets: typed tables of an organization, filled from CSV files, read by training.
 * Columns are called by their headings; a dataset's name is also its table's, in the schema `org_<id>`.
 */
export { registerDataRoutes } from './data.routes.ts';
export { createDataService } from './data.service.ts';
export { createImportHandler } from './imports/import-job.ts';
export { importRetention } from './imports/import-retention.ts';
export { createTableReader } from './tables/table-reader.ts';
