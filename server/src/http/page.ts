import Type from 'typebox';
import { httpErrors } from './http.errors.ts';

/** The query of every list. */
export const pageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '`next_cursor` of the page before.' })),
});

interface PageQuery {
  limit?: number;
  cursor?: string;
}

/** The answer of every list. */
export function pageOf<T extends Type.TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    next_cursor: Type.Union([Type.String(), Type.Null()], { description: 'Null on the last page.' }),
  });
}

const DEFAULT_LIMIT = 50;

/** One row more than the page is asked for: whether it comes says whether there is a next page. */
export function limitOf(query: PageQuery) {
  const size = query.limit ?? DEFAULT_LIMIT;
  return {
    limit: size + 1,
    more<T>(rows: T[], cursorOf: (row: T) => string | number): { items: T[]; next_cursor: string | null } {
      const items = rows.slice(0, size);
      const last = items.at(-1);
      const cursor = rows.length > size && last !== undefined ? encodeCursor(String(cursorOf(last))) : null;
      return { items, next_cursor: cursor };
    },
  };
}

/** Where the page before ended, for lists whose order is that of text ids. @throws AppError invalid_cursor */
export function readCursor(query: PageQuery): string | null {
  if (query.cursor === undefined) return null;
  const text = Buffer.from(query.cursor, 'base64url').toString();
  if (encodeCursor(text) !== query.cursor || !/^[\w-]{1,100}$/.test(text)) throw httpErrors.invalid_cursor();
  return text;
}

/** The same for lists whose order is that of numbers. @throws AppError invalid_cursor */
export function readIdCursor(query: PageQuery): number | null {
  const text = readCursor(query);
  if (text === null) return null;
  if (!/^\d{1,15}$/.test(text)) throw httpErrors.invalid_cursor();
  return Number(text);
}

function encodeCursor(text: string): string {
  return Buffer.from(text).toString('base64url');
}
