import type { Http } from '../../http/http.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { registerApiKeyRoutes } from './access/api-keys.routes.ts';
import { registerExplanationRoutes } from './access/explanation.routes.ts';
import { registerInvitationRoutes } from './access/invitations.routes.ts';
import { registerJoiningRoutes } from './access/joining.routes.ts';
import { registerMemberRoutes } from './access/members.routes.ts';
import { registerOrganizationRoutes } from './access/organizations.routes.ts';
import type { Principals } from './access/principals.ts';
import { registerRoleRoutes } from './access/roles.routes.ts';
import { registerSessionRoutes } from './access/sessions.routes.ts';
import { registerPasswordResetRoutes } from './password-reset/password-reset.routes.ts';
import { registerRescueRoutes } from './password-reset/rescue.routes.ts';
import { registerSecondFactorRoutes } from './second-factor/second-factor.routes.ts';
import type { TenancyService } from './tenancy.service.ts';

interface TenancyRoutesDeps {
  tenancy: TenancyService;
  principals: Principals;
  messages: Messages;
  publicUrl: string;
}

export function registerTenancyRoutes(
  http: Http,
  { tenancy, principals, messages, publicUrl }: TenancyRoutesDeps,
): void {
  registerSessionRoutes(http, tenancy.sessions, principals);
  registerSecondFactorRoutes(http, { ...tenancy, principals });
  registerPasswordResetRoutes(http, tenancy.passwordResets);
  registerJoiningRoutes(http, tenancy, principals);
  registerOrganizationRoutes(http, tenancy, principals);
  registerMemberRoutes(http, tenancy.members);
  registerRescueRoutes(http, tenancy.rescue, publicUrl);
  registerRoleRoutes(http, tenancy.roles, messages);
  registerInvitationRoutes(http, tenancy.invitations, publicUrl);
  registerApiKeyRoutes(http, tenancy.apiKeys);
  registerExplanationRoutes(http, tenancy.explanation, messages);
}
