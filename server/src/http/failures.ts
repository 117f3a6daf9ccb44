import { isDatabaseAway } from '../platform/db/database-faults.ts';
import { type AppError, isAppError } from '../platform/errors.ts';
import { httpErrors } from './http.errors.ts';

/** What Fastify, the HTTP parser and PostgreSQL throw, as errors of ours. Whatever is not foreseen is an internal error. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const { code, statusCode, limit } = describe(error);
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return httpErrors.body_too_large({ limit }, { cause: error });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return httpErrors.unsupported_media_type({}, { cause: error });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return httpErrors.malformed_json({ reason: '' }, { cause: error });
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return httpErrors.malformed_request({}, { cause: error });
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return httpErrors.not_found({ path: '' }, { cause: error });
    case 'FST_ERR_HANDLER_TIMEOUT':
      return httpErrors.request_timeout({}, { cause: error });
    default:
  }
  // A statement that the database ended because it took too long.
  if (code === '57014') return httpErrors.request_timeout({}, { cause: error });
  if (isDatabaseAway(error)) return httpErrors.service_unavailable({}, { cause: error });
  if (statusCode >= 400 && statusCode < 500) return httpErrors.malformed_request({}, { cause: error });
  return httpErrors.internal_error({}, { cause: error });
}

function describe(error: unknown): { code: string; statusCode: number; limit: number } {
  const fields: { code?: unknown; statusCode?: unknown; limit?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  return {
    code: typeof fields.code === 'string' ? fields.code : '',
    statusCode: typeof fields.statusCode === 'number' ? fields.statusCode : 500,
    limit: typeof fields.limit === 'number' ? fields.limit : 0,
  };
}
