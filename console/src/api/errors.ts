export interface Fault {
  pointer: string;
  code: string;
  detail: string;
}

/** What the server answered when it refused, or the lack of an answer (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly faults: readonly Fault[];

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail: string;
    requestId: string | null;
    faults: readonly Fault[];
  }) {
    super(problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.faults = problem.faults;
  }
}

/** True where no server answered at all, or only a proxy in front of it. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || (error.status >= 502 && error.status <= 504));
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof ApiError && error.code === code;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function faultsOf(value: unknown): Fault[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isRecord)
    .map((item) => ({ pointer: textOf(item['pointer']), code: textOf(item['code']), detail: textOf(item['detail']) }));
}

/** Reads a problem+json body, however incomplete. */
export function errorFrom(status: number, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {};
  const requestId = textOf(problem['request_id']);
  return new ApiError({
    status,
    code: textOf(problem['code']) || `http_${status}`,
    title: textOf(problem['title']),
    detail: textOf(problem['detail']),
    requestId: requestId === '' ? null : requestId,
    faults: faultsOf(problem['errors']),
  });
}

export function unreachable(): ApiError {
  return errorFrom(0, { code: 'unreachable' });
}

/** The gate before deployment found the model no better than the naive guess. */
export function isBaselineRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'baseline_not_beaten';
}
