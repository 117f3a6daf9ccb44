import type { Json } from '../interpreter/protocol.ts';
import { isList, isObject, type JsonObject, type Path } from './scope.ts';

/** What a condition came to, and what of. */
export interface Finding {
  readonly holds: boolean;
  readonly actual?: Json;
  readonly value?: Json;
  /** Of changes: what was there before. */
  readonly before?: Json;
}

/** Which condition it is: its place among all, and what it says. */
export type Asked = { readonly place: string } & (
  | { readonly formula: string }
  | { readonly variable: string; readonly path: Path; readonly operator: string }
);

/** Takes down how conditions came out, for people who read the run. */
export interface Trace {
  note(asked: Asked, finding: Finding): void;
  /** What was looked at, in that order: a group that is settled looks no further. */
  lines(): readonly JsonObject[];
}

const MOST_LINES = 20;
const MOST_TEXT = 200;
const MOST_TEXT_WITHIN = 50;
const MOST_ITEMS = 10;
const HIDDEN = '[redacted]';
const SECRET = /pass(word|wd|phrase)|secret|token|api[-_ ]?key|authorization|credential|private[-_ ]?key|cookie/i;

export function createTrace(): Trace {
  const lines: JsonObject[] = [];
  return {
    note({ place, ...asked }, { holds, ...values }) {
      if (lines.length === MOST_LINES) return;
      if ('formula' in asked) {
        lines.push({ place, formula: cut(asked.formula, MOST_TEXT), holds });
        return;
      }
      const { variable, path, operator } = asked;
      const isSecret = path.some((name) => SECRET.test(name));
      const shown = Object.entries(values).map(([name, value]) => [name, isSecret ? hide(value) : show(value)]);
      lines.push({ place, variable, operator, ...Object.fromEntries(shown), holds });
    },
    lines: () => lines,
  };
}

/** Whether something was there may be seen. */
const hide = (value: Json): Json => (value === null ? null : HIDDEN);

/** A value, or what it begins with. */
function show(value: Json): Json {
  if (isList(value)) {
    const items = value.slice(0, MOST_ITEMS).map(showWithin);
    return value.length > MOST_ITEMS ? [...items, '…'] : items;
  }
  if (!isObject(value)) return typeof value === 'string' ? cut(value, MOST_TEXT) : value;
  const members = Object.entries(value).slice(0, MOST_ITEMS);
  return Object.fromEntries(
    members.map(([name, inner]) => [cut(name, MOST_TEXT_WITHIN), SECRET.test(name) ? hide(inner) : showWithin(inner)]),
  );
}

function showWithin(value: Json): Json {
  if (typeof value === 'string') return cut(value, MOST_TEXT_WITHIN);
  return isList(value) || isObject(value) ? '…' : value;
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
