import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import { type HttpFault, httpErrors } from './http.errors.ts';
import { escapePointer } from './json-body.ts';

/**
 * Checks requests against their schemas. A body is taken as it is: a number in quotes is no number, and a field that
 * nobody knows is a fault, since a misspelt name would otherwise be lost without a word. Paths and queries are text, so
 * there numbers are read from it.
 */
export function createValidatorCompiler(): FastifySchemaCompiler<object> {
  const strict = createAjv(false);
  const coercing = createAjv(true);
  return ({ schema, httpPart }) => {
    const validate = (httpPart === 'body' ? strict : coercing).compile(schema);
    return (data: unknown) => {
      if (validate(data)) return { value: data };
      return { error: toValidationError(validate, httpPart ?? 'body') };
    };
  };
}

function createAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ coerceTypes, useDefaults: true, allErrors: true, strict: false, removeAdditional: false });
  addFormats.default(ajv, ['date', 'date-time', 'email', 'uri', 'uuid']);
  return ajv;
}

const MOST_FAULTS = 50;
/** A list of a hundred thousand wrong items has as many errors; to compare them all would keep everybody waiting. */
const MOST_ERRORS_READ = 1000;

function toValidationError(validate: ValidateFunction, part: string): Error {
  const errors = (validate.errors ?? []).slice(0, MOST_ERRORS_READ);
  // What anyOf reports of each branch only repeats, less clearly, that none of them fits.
  const inBranch = (error: ErrorObject) =>
    errors.some((other) => other.keyword === 'anyOf' && error.schemaPath.startsWith(`${other.schemaPath}/`));
  const faults = errors.filter((error) => !inBranch(error)).map((error) => toFault(error, part));
  return httpErrors.validation_failed({ count: faults.length }, { faults: faults.slice(0, MOST_FAULTS) });
}

function toFault(error: ErrorObject, part: string): HttpFault {
  const root = part === 'body' ? '' : `/${part === 'querystring' ? 'query' : part}`;
  const pointer = `${root}${error.instancePath}`;
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case 'required':
      return at(`${pointer}/${escapePointer(text(params['missingProperty']))}`, 'required', {
        property: text(params['missingProperty']),
      });
    case 'additionalProperties':
      return at(`${pointer}/${escapePointer(text(params['additionalProperty']))}`, 'additionalProperties', {
        property: text(params['additionalProperty']),
      });
    case 'type':
      return at(pointer, 'type', { expected: text(params['type']) });
    case 'enum':
      return at(pointer, 'enum', { allowed: text(params['allowedValues']) });
    case 'const':
      return at(pointer, 'enum', { allowed: text(params['allowedValue']) });
    case 'format':
      return at(pointer, 'format', { format: text(params['format']) });
    case 'minLength':
    case 'maxLength':
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return at(pointer, error.keyword, { limit: Number(params['limit']) });
    case 'pattern':
    case 'uniqueItems':
      return at(pointer, error.keyword, {});
    default:
      return at(pointer, 'invalid', {});
  }
}

function at(pointer: string, code: HttpFault['code'], params: Record<string, string | number>): HttpFault {
  return { pointer, code, params };
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ').slice(0, 400);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
