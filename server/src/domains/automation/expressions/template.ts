import type { Json } from '../interpreter/protocol.ts';
import { ExpressionFailure, ExpressionFault, excerpt } from './expression-error.ts';
import { limits } from './limits.ts';
import { parseLiquid } from './liquid.ts';
import { lookUp, parsePath, type Path, type Scope } from './scope.ts';
import { textOf, type Resolver } from './text.ts';

export const hasTemplate = (text: string): boolean => text.includes('{{') || text.includes('{%');

const SINGLE_PATH = /^\{\{\s*([\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*|\[\d{1,9}\])*)\s*\}\}$/u;
const PLAIN_OUTPUT = new RegExp(`(${SINGLE_PATH.source.slice(1, -1)})`, 'u');
/** Words that Liquid takes for values, not for names. */
const LITERALS = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank']);

/**
 * A text with `{{ … }}` in it. One that is nothing but `{{path}}` gives the value as it is, any other a text. Texts and
 * plain paths are put together here; whatever else Liquid knows (filters, tags) is left to Liquid, within limits.
 *
 * @throws ExpressionFault
 */
export function compileTemplate(source: string): Resolver {
  if (source.length > limits.templateLength) {
    throw new ExpressionFault('template_too_long', { limit: limits.templateLength });
  }
  const alone = SINGLE_PATH.exec(source)?.[1];
  if (alone !== undefined && !LITERALS.has(alone)) {
    const path = parsePath(alone);
    return (scope) => demand(scope, path);
  }
  const parts = plainParts(source);
  if (parts === null) return parseLiquid(source);
  return (scope) => parts.map((part) => (typeof part === 'string' ? part : textOf(demand(scope, part)))).join('');
}

/** Texts and paths in turn; null where the template is more than that. */
function plainParts(source: string): (string | Path)[] | null {
  // A pattern with one group splits into texts and, at every third place, that group and the path within it.
  const pieces = source.split(PLAIN_OUTPUT);
  const parts: (string | Path)[] = [];
  for (let i = 0; i < pieces.length; i += 3) {
    const text = pieces[i] ?? '';
    if (hasTemplate(text)) return null;
    parts.push(text);
    const path = pieces[i + 2];
    if (path === undefined) continue;
    if (LITERALS.has(path)) return null;
    parts.push(parsePath(path));
  }
  return parts;
}

/** @throws ExpressionFailure where there is nothing at the path */
export function demand(scope: Scope, path: Path): Json {
  const value = lookUp(scope, path);
  if (value === undefined) throw new ExpressionFailure('variable_missing', { path: excerpt(path.join('.')) });
  return value;
}
