import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Permission } from '../permissions.ts';
import type { ApiKeyService } from './api-keys.service.ts';
import type { Explanation, Reason } from './explanation.service.ts';
import type { Invitation } from './invitations.service.ts';
import type { MemberWithUser } from './members.service.ts';
import type { Organization } from './organizations.service.ts';
import type { Role } from './roles.service.ts';

type ApiKeyRow = Awaited<ReturnType<ApiKeyService['list']>>[number];

export function toApiKey(row: ApiKeyRow) {
  const { previous_ends_at: previousEndsAt } = row;
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    permissions: row.permissions,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    previous_valid_until: previousEndsAt && previousEndsAt.getTime() > Date.now() ? previousEndsAt.toISOString() : null,
  };
}

export function toOrganization({ version: _version, created_at: createdAt, ...organization }: Organization) {
  return { ...organization, created_at: createdAt.toISOString() };
}

export function toMemberView({ userId, role, roleName, createdAt, user, hasSecondFactor }: MemberWithUser) {
  return {
    user_id: userId,
    name: user.name,
    email: user.email,
    role,
    role_name: roleName,
    has_second_factor: hasSecondFactor,
    created_at: createdAt.toISOString(),
  };
}

export function toInvitationView({ id, email, role, roleName, createdAt, expiresAt }: Invitation) {
  return {
    id,
    email,
    role,
    role_name: roleName,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}

/** Puts roles, permissions and reasons into the reader's words. */
export function createAccessWords(messages: Messages) {
  const roleName = (language: LanguageCode, role: { id: string; name: string | null }) =>
    role.name ?? messages.translate(language, `tenancy.roles.${role.id}`);

  const permission = (language: LanguageCode, id: Permission) => {
    const key = id.replace(':', '.');
    return {
      id,
      name: messages.translate(language, `tenancy.permissions.${key}.name`),
      description: messages.translate(language, `tenancy.permissions.${key}.description`),
    };
  };

  function paramsOf(language: LanguageCode, reason: Reason): Record<string, string | number> {
    const list = (words: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
    if ('role' in reason) return { user: reason.user, role: roleName(language, reason.role) };
    if ('key' in reason) return { key: reason.key };
    if ('roles' in reason) return { roles: list(reason.roles.map((role) => roleName(language, role))) };
    return { users: list(reason.users) };
  }

  return {
    permission,
    role: (language: LanguageCode, role: Role) => ({
      id: role.id,
      name: roleName(language, role),
      built_in: role.name === null,
      permissions: [...role.permissions],
    }),
    explanation(language: LanguageCode, explanation: Explanation) {
      const named = permission(language, explanation.permission);
      return {
        permission: named,
        allowed: explanation.allowed,
        subject: explanation.subject,
        reasons: explanation.reasons.map((reason) => ({
          code: reason.code,
          text: messages.translate(language, `tenancy.explain.${reason.code}`, {
            ...paramsOf(language, reason),
            permission: named.name,
          }),
        })),
        granters: explanation.granters.map(({ userId, name }) => ({ user_id: userId, name })),
      };
    },
  };
}
