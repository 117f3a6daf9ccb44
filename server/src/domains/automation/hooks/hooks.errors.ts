import { defineErrors } from '../../../platform/errors.ts';

export const hookErrors = defineErrors(
  'hooks',
  {
    hook_not_found: { status: 404 },
    hook_name_taken: { status: 409 },
    too_many_hooks: { status: 409 },
    hook_secret_refused: { status: 422 },
    hook_signature_refused: { status: 401 },
    hook_key_refused: { status: 422 },
  },
  { faults: ['signing_secret_invalid', 'signing_secret_unasked'] },
);
