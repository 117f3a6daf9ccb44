/** What a text of an error or a fault may name. Secrets never belong here: params reach the log and the reader. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** One thing wrong with an input. `pointer` is an RFC 6901 JSON pointer; the text is `<namespace>.faults.<code>`. */
export interface Fault<F extends string = string> {
  readonly pointer: string;
  readonly code: F;
  readonly params?: ErrorParams;
}

interface ErrorDefinition {
  readonly status: number;
  /** HTTP headers that belong to the error, such as `retry-after`. */
  readonly headers?: (params: ErrorParams) => Record<string, string>;
}

interface ErrorDetails<F extends string> {
  readonly faults?: readonly Fault<F>[];
  readonly cause?: unknown;
}

interface AppErrorFields<C extends string> extends ErrorDetails<string> {
  readonly namespace: string;
  readonly code: C;
  readonly status: number;
  readonly params: ErrorParams;
  readonly headers: Record<string, string>;
}

/**
 * Any failure the product foresaw. It carries no text for readers: their title and detail are the messages
 * `<namespace>.errors.<code>.title` and `.detail`; `message` is for the log only.
 */
export class AppError<C extends string = string> extends Error {
  override readonly name = 'AppError';
  readonly namespace: string;
  readonly code: C;
  readonly status: number;
  readonly params: ErrorParams;
  readonly headers: Record<string, string>;
  readonly faults: readonly Fault[];

  constructor(fields: AppErrorFields<C>) {
    const { namespace, code, params, cause } = fields;
    super(`${namespace}.${code} ${JSON.stringify(params)}`, cause === undefined ? {} : { cause });
    this.namespace = namespace;
    this.code = code;
    this.status = fields.status;
    this.params = params;
    this.headers = fields.headers;
    this.faults = fields.faults ?? [];
  }
}

export function isAppError(value: unknown): value is AppError {
  return value instanceof AppError;
}

type ErrorConstructors<C extends string, F extends string> = {
  readonly [K in C]: (params?: ErrorParams, details?: ErrorDetails<F>) => AppError<K>;
};

const errorNames = new Set<string>();
const faultNames = new Set<string>();

/**
 * The catalogue of what can go wrong in one room: typed constructors by code. Codes of faults that its errors may carry
 * are named in `faults`, so that the check of the message catalogues knows every text that can be asked for.
 *
 * @throws when a code of the namespace is already defined elsewhere.
 */
export function defineErrors<const D extends Readonly<Record<string, ErrorDefinition>>, const F extends string = never>(
  namespace: string,
  definitions: D,
  options: { readonly faults?: readonly F[] } = {},
): ErrorConstructors<keyof D & string, F> {
  for (const code of options.faults ?? []) faultNames.add(`${namespace}.${code}`);
  const constructors = Object.entries(definitions).map(([code, { status, headers }]) => {
    const name = `${namespace}.${code}`;
    if (errorNames.has(name)) throw new Error(`The error ${name} is defined twice.`);
    errorNames.add(name);
    const construct = (params: ErrorParams = {}, details: ErrorDetails<F> = {}): AppError => {
      const error = new AppError({ namespace, code, status, params, headers: headers?.(params) ?? {}, ...details });
      Error.captureStackTrace(error, construct);
      return error;
    };
    return [code, construct];
  });
  // Object.fromEntries forgets which keys it was given; they are those of `definitions`.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.freeze(Object.fromEntries(constructors)) as ErrorConstructors<keyof D & string, F>;
}

const messageKey = (name: string, kind: string): string => name.replace('.', `.${kind}.`);

/** The message keys that the errors and faults defined so far may ask for. */
export function listErrorMessageKeys(): string[] {
  return [
    ...[...errorNames].flatMap((name) => [
      `${messageKey(name, 'errors')}.title`,
      `${messageKey(name, 'errors')}.detail`,
    ]),
    ...[...faultNames].map((name) => messageKey(name, 'faults')),
  ];
}
