import { defineErrors } from '../../../platform/errors.ts';

/** What can go wrong with the database account of BI tools. */
export const biErrors = defineErrors('bi', {
  bi_access_not_found: { status: 404 },
  bi_access_exists: { status: 409 },
  bi_not_reachable: { status: 409 },
  bi_expiry_invalid: { status: 422 },
});
