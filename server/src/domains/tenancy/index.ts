/** Organizations, their members and keys, and who is asking. */
export { createPrincipals } from './access/principals.ts';
export { createReaders, type Reader, type Readers } from './access/readers.ts';
export { registerAuditLogRoutes } from './audit/audit-log.routes.ts';
export { createAuthenticate } from './authenticate.ts';
export { createIdentity, type Identity } from './identity.ts';
export { permissions } from './permissions.ts';
export { registerTenancyRoutes } from './tenancy.routes.ts';
export { createTenancyService, type TenancyService } from './tenancy.service.ts';
export { createPlans, type Plans } from './plans/create-plans.ts';
export type { QuotaUse } from './plans/entitlement.ts';
export type { Entitlements } from './plans/entitlements.service.ts';
export { registerPlanRoutes } from './plans/plans.routes.ts';
export type { RetentionRule } from './plans/retention.service.ts';
export type { StandingRule } from './plans/standing.ts';
export { consumeQuota } from './plans/usage.repository.ts';
