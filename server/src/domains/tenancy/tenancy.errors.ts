import { defineErrors } from '../../platform/errors.ts';

export const tenancyErrors = defineErrors(
  'tenancy',
  {
    invalid_credentials: { status: 401 },
    not_a_member: { status: 403 },
    organization_not_found: { status: 404 },
    api_key_not_found: { status: 404 },
    email_taken: { status: 409 },
    user_not_found: { status: 404 },
    language_refused: { status: 422 },
    permissions_refused: { status: 422 },
  },
  { faults: ['unknown_permission', 'key_permission_exceeds', 'in_the_past'] },
);
