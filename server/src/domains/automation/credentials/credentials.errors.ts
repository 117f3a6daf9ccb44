import { defineErrors } from '../../../platform/errors.ts';

export const credentialErrors = defineErrors(
  'credentials',
  {
    credential_not_found: { status: 404 },
    credential_refused: { status: 422 },
    credential_name_taken: { status: 409 },
    credential_in_use: { status: 409 },
    credential_host_refused: { status: 422 },
    too_many_credentials: { status: 409 },
  },
  { faults: ['field_missing', 'field_not_of_kind', 'host_invalid', 'header_invalid'] },
);
