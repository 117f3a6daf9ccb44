import type { Json } from '../interpreter/protocol.ts';
import type { Scope } from './scope.ts';

/** What an expression gives in a scope. */
export type Resolver = (scope: Scope) => Json;

/** `html` escapes what is put into the text. */
export type Escaping = 'none' | 'html';

/** As texts show a value: nothing for null, JSON for lists and objects. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escape = (text: string, escaping: Escaping): string =>
  escaping === 'none' ? text : text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
