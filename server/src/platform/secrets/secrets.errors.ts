import { defineErrors } from '../errors.ts';

export const secretErrors = defineErrors('secrets', {
  /** Sealed with a key that this server was not given. */
  secret_key_missing: { status: 503 },
});
