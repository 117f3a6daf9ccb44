/** Organizations, their members and keys, and who is asking. */
export { createAuthenticate } from './authenticate.ts';
export { createIdentity, type Identity } from './identity.ts';
export { permissions } from './permissions.ts';
export { registerApiKeyRoutes, registerSessionRoutes } from './tenancy.routes.ts';
export { createTenancyService, type TenancyService } from './tenancy.service.ts';
