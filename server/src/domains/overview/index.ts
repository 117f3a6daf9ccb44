/** The dashboard: what happened, what will happen, and what needs somebody's attention, read from the other domains. */
export { createOverviewService } from './overview.service.ts';
export { registerOverviewRoutes } from './overview.routes.ts';
