import type { Audit } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { createApiKeyService } from './access/api-keys.service.ts';
import { createExplanationService } from './access/explanation.service.ts';
import { createInvitationService } from './access/invitations.service.ts';
import { createJoiningService } from './access/joining.service.ts';
import { createMemberService } from './access/members.service.ts';
import { createOrganizationService } from './access/organizations.service.ts';
import type { Principals } from './access/principals.ts';
import { createRoleService } from './access/roles.service.ts';
import { createSessionService } from './access/sessions.service.ts';
import type { Identity, User } from './identity.ts';

export type TenancyService = ReturnType<typeof createTenancyService>;

interface TenancyDeps {
  database: Database;
  identity: Identity;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
  log: Logger;
  /** The languages that this server speaks. */
  languages: readonly string[];
  /** The plan of organizations that people make themselves. */
  defaultPlan: string;
  signUp: 'open' | 'closed';
  outbox: Pick<Outbox, 'append'>;
}

export function createTenancyService(deps: TenancyDeps) {
  const organizations = createOrganizationService(deps);
  const apiKeys = createApiKeyService(deps);
  return {
    organizations,
    apiKeys,
    members: createMemberService(deps),
    roles: createRoleService(deps),
    invitations: createInvitationService(deps),
    sessions: createSessionService({ ...deps, getOrganization: organizations.get }),
    explanation: createExplanationService(deps),
    joining: createJoiningService({
      ...deps,
      createOrganization: (name, owner) => organizations.createOwn({ name }, owner),
    }),

    getOrganization: organizations.get,
    createOrganization: (name: string, plan: string, owner: User, givenId?: number) =>
      organizations.create({ name }, plan, owner, givenId),
    createApiKey: apiKeys.create,
  };
}
