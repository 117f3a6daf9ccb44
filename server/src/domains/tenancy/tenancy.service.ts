import type { Outbox } from '../../platform/outbox/outbox.ts';
import { createApiKeyService } from './access/api-keys.service.ts';
import { createExplanationService } from './access/explanation.service.ts';
import { createInvitationService } from './access/invitations.service.ts';
import { createJoiningService } from './access/joining.service.ts';
import { createMemberService } from './access/members.service.ts';
import { createOrganizationService } from './access/organizations.service.ts';
import { createRoleService } from './access/roles.service.ts';
import { type AccountDeps, createAccountServices } from './account.service.ts';
import type { User } from './identity.ts';

export type TenancyService = ReturnType<typeof createTenancyService>;

interface TenancyDeps extends Omit<AccountDeps, 'getOrganization'> {
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
    ...createAccountServices({ ...deps, getOrganization: organizations.get }),
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
