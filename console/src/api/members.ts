import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';

const page = { params: { query: { limit: 200 } } };

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/members', page)),
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/invitations', page)),
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/roles')),
});

export function updateRole({ userId, role }: { userId: number; role: string }) {
  return answer(
    api.PATCH('/api/v1/tenancy/members/{user_id}', { params: { path: { user_id: userId } }, body: { role } }),
  );
}

export function removeMember({ userId, takeOverKeys }: { userId: number; takeOverKeys: boolean }) {
  const params = { path: { user_id: userId }, query: { take_over_keys: takeOverKeys } };
  return done(api.DELETE('/api/v1/tenancy/members/{user_id}', { params }));
}

export function makeResetLink(userId: number) {
  const params = { path: { user_id: userId } };
  return answer(api.POST('/api/v1/tenancy/members/{user_id}/password-reset', { params }));
}

export function removeSecondFactorOf(userId: number) {
  const params = { path: { user_id: userId } };
  return done(api.DELETE('/api/v1/tenancy/members/{user_id}/second-factor', { params }));
}

export function createInvitation(body: { email: string; role: string }) {
  return answer(api.POST('/api/v1/tenancy/invitations', { body }));
}

export function resendInvitation(id: number) {
  return answer(api.POST('/api/v1/tenancy/invitations/{id}/resend', { params: { path: { id } }, body: {} }));
}

export function removeInvitation(id: number) {
  return done(api.DELETE('/api/v1/tenancy/invitations/{id}', { params: { path: { id } } }));
}

export function lookInvitation(token: string) {
  return answer(api.POST('/api/v1/tenancy/invitations/look', { body: { token } }));
}

export function acceptInvitation(body: { token: string; name?: string; password?: string }) {
  return answer(api.POST('/api/v1/tenancy/invitations/accept', { body }));
}

interface RoleContent {
  name: string;
  permissions: string[];
}

export function createRole(body: RoleContent) {
  return answer(api.POST('/api/v1/tenancy/roles', { body }));
}

/** Roles of the organization's own are called `role_<number>`. */
const numberOf = (roleId: string): number => Number(roleId.replace('role_', ''));

export function changeRole({ roleId, body }: { roleId: string; body: RoleContent }) {
  return answer(api.PATCH('/api/v1/tenancy/roles/{id}', { params: { path: { id: numberOf(roleId) } }, body }));
}

export function removeRole(roleId: string) {
  return done(api.DELETE('/api/v1/tenancy/roles/{id}', { params: { path: { id: numberOf(roleId) } } }));
}
