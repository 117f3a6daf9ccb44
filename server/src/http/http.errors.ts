import { defineErrors } from '../platform/errors.ts';

export const httpErrors = defineErrors(
  'platform',
  {
    not_found: { status: 404 },
    method_not_allowed: { status: 405, headers: (params) => ({ allow: String(params['allowed']) }) },
    validation_failed: { status: 422 },
    malformed_json: { status: 400 },
    malformed_request: { status: 400 },
    json_too_deep: { status: 400 },
    nul_byte: { status: 400 },
    body_too_large: { status: 413 },
    unsupported_media_type: { status: 415 },
    request_timeout: { status: 408 },
    rate_limited: { status: 429, headers: (params) => ({ 'retry-after': String(params['seconds']) }) },
    not_signed_in: { status: 401, headers: () => ({ 'www-authenticate': 'Bearer' }) },
    forbidden: { status: 403 },
    origin_refused: { status: 403 },
    invalid_cursor: { status: 400 },
    precondition_failed: { status: 412, headers: (params) => ({ etag: String(params['etag']) }) },
    idempotency_key_running: { status: 409, headers: (params) => ({ 'retry-after': String(params['seconds']) }) },
    idempotency_key_reused: { status: 422 },
    idempotency_answer_gone: { status: 409 },
    service_unavailable: { status: 503, headers: () => ({ 'retry-after': '2' }) },
    internal_error: { status: 500 },
  },
  {
    faults: [
      'required',
      'type',
      'minLength',
      'maxLength',
      'minimum',
      'maximum',
      'exclusiveMinimum',
      'pattern',
      'format',
      'enum',
      'additionalProperties',
      'minItems',
      'maxItems',
      'uniqueItems',
      'minProperties',
      'maxProperties',
      'nul_byte',
      'too_deep',
      'invalid',
    ],
  },
);

/** A fault of an input that this room describes itself. */
export type HttpFault = NonNullable<NonNullable<Parameters<typeof httpErrors.validation_failed>[1]>['faults']>[number];
